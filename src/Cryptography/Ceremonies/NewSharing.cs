using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Cryptography.SecretSharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cryptography.Ceremonies;

/// <summary>
/// The sharing that fixed dealings make: its public side for all, its secret side for each recipient.
/// </summary>
/// <remarks>
/// Key generation sums the dealt polynomials (Pedersen 1991, with the public key revealed only after the
/// dealers are fixed, as Gennaro, Jarecki, Krawczyk and Rabin 1999 ask for). A hand-over sums them with
/// Lagrange coefficients, so that the constant term stays the old secret (Desmedt and Jajodia 1997; Wong,
/// Wang and Wing 2002).
/// </remarks>
public sealed class NewSharing
{
    private readonly CeremonyContext _context;
    private readonly IReadOnlyList<CheckedDealing> _dealings;
    private readonly Scalar[] _factors;
    private readonly G1Point[] _commitments;

    private NewSharing(
        CeremonyContext context,
        IReadOnlyList<CheckedDealing> dealings,
        Scalar[] factors,
        G1Point[] commitments)
    {
        _context = context;
        _dealings = dealings;
        _factors = factors;
        _commitments = commitments;
    }

    /// <summary>Combines the dealings that count.</summary>
    /// <param name="context">The attempt.</param>
    /// <param name="dealings">
    /// Undisputed, in chain order: at least t when a key is generated, exactly as many as the old threshold
    /// in a hand-over.
    /// </param>
    /// <returns>Null when a combined commitment is infinity, which fails the attempt; chance never makes it
    /// so.</returns>
    public static NewSharing? Combine(CeremonyContext context, IReadOnlyList<CheckedDealing> dealings)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(dealings);
        Invariant.Holds(
            context.IsHandOver
                ? dealings.Count == context.DealingsNeeded
                : dealings.Count >= context.DealingsNeeded,
            "A sharing is made of as many dealings as it needs.");
        OperatorId[] dealers = [.. dealings.Select(static d => d.Dealer)];
        Scalar[] factors = context.IsHandOver
            ? Lagrange.CoefficientsAtZero(dealers)
            : [.. dealers.Select(static _ => Scalar.One)];
        var commitments = new G1Point[context.Threshold];
        for (int k = 0; k < commitments.Length; k++)
        {
            G1Point[] column = [.. dealings.Select(d => d.CommitmentPoints[k])];
            bool combined = context.IsHandOver
                ? G1Point.TryCombine(column, factors, out commitments[k])
                : G1Point.TrySum(column, out commitments[k]);
            if (!combined)
            {
                return null;
            }
        }

        Invariant.Holds(
            !context.Old.TryGet(out PublicSharing? old) || commitments[0].ToBytes() == old.GroupKey,
            "A hand-over leaves the group key unchanged.");
        return new(context, dealings, factors, commitments);
    }

    /// <summary>The commitment to a member's new share, in the attempt's generator.</summary>
    /// <returns>False when it is infinity, which fails the attempt.</returns>
    public bool TryCommitmentOf(OperatorId member, out G1Point commitment) =>
        G1Point.TryEvaluate(_commitments, member, out commitment);

    /// <summary>The public side of a hand-over, which follows from the commitments alone.</summary>
    /// <returns>Null when a public share is infinity, which fails the attempt.</returns>
    public PublicSharing? ToPublicSharing()
    {
        Invariant.Holds(_context.IsHandOver, "A generated key is revealed by its members' public shares.");
        var members = new List<PublicShare>();
        foreach (Recipient recipient in _context.Recipients)
        {
            if (!TryCommitmentOf(recipient.Member, out G1Point share))
            {
                return null;
            }

            members.Add(new(recipient.Member, share.ToBytes()));
        }

        return new(_commitments[0].ToBytes(), _context.Threshold, members.ToSequence());
    }

    /// <summary>A recipient's new share.</summary>
    /// <param name="recipient">Who.</param>
    /// <param name="encryptionSecret">The recipient's secret of this attempt.</param>
    /// <returns>
    /// Null when a dealt share is wrong and the recipient missed the time to dispute it: it is then without a
    /// share.
    /// </returns>
    public SecretScalar? ShareOf(OperatorId recipient, SecretScalar encryptionSecret)
    {
        SecretScalar sum = SecretScalar.Zero();
        for (int i = 0; i < _dealings.Count; i++)
        {
            using SecretScalar? part = _dealings[i].Open(_context, recipient, encryptionSecret);
            if (part is null)
            {
                sum.Dispose();
                return null;
            }

            part.MultiplyBy(_factors[i]);
            sum.Add(part);
        }

        if (!sum.IsZero
            && TryCommitmentOf(recipient, out G1Point expected)
            && sum.Multiply(_context.CommitmentGenerator) == expected)
        {
            return sum;
        }

        sum.Dispose();
        return null;
    }
}

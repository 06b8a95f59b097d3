using System.Diagnostics.CodeAnalysis;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Cryptography.SecretSharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cryptography.Ceremonies;

/// <summary>A dealing of which everything holds that can be checked without a recipient's secret.</summary>
/// <remarks>
/// Whether the encrypted shares are right, only their recipients see; that is what disputes are for.
/// </remarks>
public sealed class CheckedDealing
{
    private CheckedDealing(OperatorId dealer, Dealing dealing, G1Point[] commitments, G1Point ephemeral)
    {
        Dealer = dealer;
        Dealing = dealing;
        CommitmentPoints = commitments;
        Ephemeral = ephemeral;
    }

    /// <summary>Who dealt.</summary>
    public OperatorId Dealer { get; }

    /// <summary>What was posted.</summary>
    public Dealing Dealing { get; }

    /// <summary>The decoded commitments.</summary>
    internal G1Point[] CommitmentPoints { get; }

    /// <summary>The decoded ephemeral point.</summary>
    internal G1Point Ephemeral { get; }

    /// <summary>Checks a posted dealing.</summary>
    /// <param name="context">The attempt.</param>
    /// <param name="dealer">Who signed it.</param>
    /// <param name="dealing">What was posted.</param>
    /// <param name="checkedDealing">The result.</param>
    /// <returns>Null when it is right, else the first flaw, which its dealer's signature proves.</returns>
    public static DealingFlaw? Check(
        CeremonyContext context, OperatorId dealer, Dealing dealing, out CheckedDealing? checkedDealing)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(dealing);
        checkedDealing = null;
        if (FlawOfShape(context, dealer, dealing) is { } flaw)
        {
            return flaw;
        }

        if (!TryDecode(dealing.Commitments, out G1Point[]? commitments))
        {
            return DealingFlaw.BadCommitment;
        }

        if (!G1Point.TryDecode(dealing.Ephemeral, out G1Point ephemeral))
        {
            return DealingFlaw.BadEphemeral;
        }

        return CheckProof(context, dealer, dealing, commitments, ephemeral, out checkedDealing);
    }

    /// <summary>Checks many dealings, as <see cref="Check"/> does one by one, and faster.</summary>
    /// <param name="context">The attempt.</param>
    /// <param name="posted">Who signed what.</param>
    /// <returns>For each the checked dealing, or its flaw.</returns>
    /// <remarks>
    /// All points are decoded at once; only when that fails is each dealing checked alone, to find the
    /// culprits.
    /// </remarks>
    public static IReadOnlyList<(CheckedDealing? Dealing, DealingFlaw? Flaw)> CheckAll(
        CeremonyContext context, IReadOnlyList<(OperatorId Dealer, Dealing Dealing)> posted)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(posted);
        G1Bytes[] bytes = [.. posted
            .Where(p => FlawOfShape(context, p.Dealer, p.Dealing) is null)
            .SelectMany(static p => p.Dealing.Commitments.Append(p.Dealing.Ephemeral))];
        bool areDecoded = G1Point.TryDecodeAll(bytes, out G1Point[] points);
        var results = new (CheckedDealing?, DealingFlaw?)[posted.Count];
        int next = 0;
        for (int i = 0; i < results.Length; i++)
        {
            (OperatorId dealer, Dealing dealing) = posted[i];
            DealingFlaw? flaw = FlawOfShape(context, dealer, dealing);
            CheckedDealing? result = null;
            if (!areDecoded)
            {
                flaw = Check(context, dealer, dealing, out result);
            }
            else if (flaw is null)
            {
                int last = next + context.Threshold;
                flaw = CheckProof(context, dealer, dealing, points[next..last], points[last], out result);
                next = last + 1;
            }

            results[i] = (result, flaw);
        }

        return results;
    }

    /// <summary>Decrypts the share for a recipient.</summary>
    /// <returns>Null when what comes out is no scalar.</returns>
    public SecretScalar? Open(CeremonyContext context, OperatorId recipient, SecretScalar encryptionSecret)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(encryptionSecret);
        return Open(context, recipient, encryptionSecret.Multiply(Ephemeral));
    }

    /// <summary>Decrypts with the point that dealer and recipient share.</summary>
    internal SecretScalar? Open(CeremonyContext context, OperatorId recipient, G1Point sharedPoint)
    {
        int index = context.RecipientIndex(recipient);
        Invariant.Holds(index >= 0, "Only recipients open shares.");
        return SealedShare.Open(Dealing.EncryptedShares[index], sharedPoint, context, Dealer, recipient);
    }

    /// <summary>True when a share is the value of the committed polynomial at its recipient.</summary>
    internal bool Matches(CeremonyContext context, OperatorId recipient, SecretScalar share) =>
        !share.IsZero
        && G1Point.TryEvaluate(CommitmentPoints, recipient, out G1Point expected)
        && share.Multiply(context.CommitmentGenerator) == expected;

    private static DealingFlaw? CheckProof(
        CeremonyContext context,
        OperatorId dealer,
        Dealing dealing,
        G1Point[] commitments,
        G1Point ephemeral,
        out CheckedDealing? checkedDealing)
    {
        Hash32 statement = Dealing.ProofContext(
            context, dealer, dealing.Commitments, dealing.Ephemeral, dealing.EncryptedShares);
        bool isProven = dealing.Proof.Verify(statement, [G1Point.Generator], [ephemeral]);
        checkedDealing = isProven ? new(dealer, dealing, commitments, ephemeral) : null;
        return isProven ? null : DealingFlaw.BadProof;
    }

    private static DealingFlaw? FlawOfShape(CeremonyContext context, OperatorId dealer, Dealing dealing)
    {
        if (!context.Dealers.Contains(dealer))
        {
            return DealingFlaw.NotADealer;
        }

        if (dealing.Commitments.Count != context.Threshold)
        {
            return DealingFlaw.WrongCommitmentCount;
        }

        if (dealing.EncryptedShares.Count != context.Recipients.Count)
        {
            return DealingFlaw.WrongShareCount;
        }

        bool dealsOtherKey = context.Old.TryGet(out PublicSharing? old)
            && old.ShareOf(dealer) != dealing.Commitments[0];
        return dealsOtherKey ? DealingFlaw.NotTheOldShare : null;
    }

    private static bool TryDecode(Sequence<G1Bytes> bytes, [NotNullWhen(true)] out G1Point[]? points)
    {
        points = new G1Point[bytes.Count];
        for (int i = 0; i < points.Length; i++)
        {
            if (!G1Point.TryDecode(bytes[i], out points[i]))
            {
                points = null;
                return false;
            }
        }

        return true;
    }
}

/// <summary>
/// What can be wrong with a dealing for all to see. The numbers are frozen: the pool chain records them.
/// </summary>
public enum DealingFlaw
{
    /// <summary>The sender is no dealer of this ceremony.</summary>
    NotADealer = 1,

    /// <summary>
    /// Not exactly t commitments: a longer polynomial would raise the threshold, a shorter one lower it.
    /// </summary>
    WrongCommitmentCount = 2,

    /// <summary>Not exactly one encrypted share for each recipient.</summary>
    WrongShareCount = 3,

    /// <summary>In a hand-over, the constant term's commitment is not the dealer's public share.</summary>
    NotTheOldShare = 4,

    /// <summary>A commitment is no point of the group.</summary>
    BadCommitment = 5,

    /// <summary>The ephemeral point is no point of the group.</summary>
    BadEphemeral = 6,

    /// <summary>The proof of knowledge of the ephemeral secret does not hold for this dealing.</summary>
    BadProof = 7,
}

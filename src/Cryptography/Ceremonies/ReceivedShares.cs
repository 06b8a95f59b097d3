using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cryptography.Ceremonies;

/// <summary>A recipient's view of an attempt: its own shares from each dealing, opened and checked.</summary>
/// <remarks>
/// All shares are checked at once by a random linear combination: with weights w_i hashed from all dealings,
/// the sum of w_i f_i(j) must match the sum of w_i times what i's commitments give at j. A wrong share passes
/// with probability 2^-128. Only when that fails is each dealing checked alone, to find the culprits.
/// </remarks>
public static class ReceivedShares
{
    /// <summary>Finds the dealers that dealt a wrong share to a recipient.</summary>
    /// <param name="context">The attempt.</param>
    /// <param name="dealings">The dealings to check.</param>
    /// <param name="recipient">Who opens them.</param>
    /// <param name="encryptionSecret">The recipient's secret of this attempt.</param>
    /// <returns>The culprits in the dealings' order; empty when all is right.</returns>
    public static IReadOnlyList<OperatorId> FindCulprits(
        CeremonyContext context,
        IReadOnlyList<CheckedDealing> dealings,
        OperatorId recipient,
        SecretScalar encryptionSecret)
    {
        ArgumentNullException.ThrowIfNull(dealings);
        if (dealings.Count == 0)
        {
            return [];
        }

        SecretScalar?[] shares = [.. dealings.Select(d => d.Open(context, recipient, encryptionSecret))];
        try
        {
            if (Array.TrueForAll(shares, static s => s is not null)
                && AllMatch(context, dealings, recipient, shares!))
            {
                return [];
            }

            return [.. dealings
                .Where((d, i) => shares[i] is not { } share || !d.Matches(context, recipient, share))
                .Select(static d => d.Dealer)];
        }
        finally
        {
            foreach (SecretScalar? share in shares)
            {
                share?.Dispose();
            }
        }
    }

    private static bool AllMatch(
        CeremonyContext context,
        IReadOnlyList<CheckedDealing> dealings,
        OperatorId recipient,
        SecretScalar[] shares)
    {
        var committed = new G1Point[dealings.Count];
        for (int i = 0; i < committed.Length; i++)
        {
            if (!G1Point.TryEvaluate(dealings[i].CommitmentPoints, recipient, out committed[i]))
            {
                return false;
            }
        }

        Scalar[] weights = WeightsFor(context, dealings, recipient);
        using SecretScalar sum = SecretScalar.Zero();
        for (int i = 0; i < shares.Length; i++)
        {
            using SecretScalar weighted = shares[i].Copy();
            weighted.MultiplyBy(weights[i]);
            sum.Add(weighted);
        }

        return !sum.IsZero
            && G1Point.TryCombine(committed, weights, Weights.Bits, out G1Point expected)
            && sum.Multiply(context.CommitmentGenerator) == expected;
    }

    private static Scalar[] WeightsFor(
        CeremonyContext context, IReadOnlyList<CheckedDealing> dealings, OperatorId recipient)
    {
        var transcript = new Transcript("share weights");
        transcript.Append(context.Root);
        transcript.Append(BitConverter.GetBytes(recipient.Value));
        foreach (CheckedDealing dealing in dealings)
        {
            transcript.Append(Dealing.Ssz.HashTreeRoot(dealing.Dealing));
        }

        return transcript.ToWeights().ToScalars(dealings.Count);
    }
}

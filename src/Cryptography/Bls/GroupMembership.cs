using TrustlessPools.Cryptography.Native;

namespace TrustlessPools.Cryptography.Bls;

/// <summary>Whether many points of the curve all lie in G1.</summary>
/// <remarks>
/// The random subset test (Bellare, Garay and Rabin, "Fast batch verification for modular exponentiation
/// and digital signatures", 1998): the sum of a random subset of the points must lie in G1, in 128 rounds.
/// It asks nothing of the cofactor, whose smallest prime factor is 3 and in which a single combination with
/// large weights would therefore miss one bad set in three: docs/spec/cryptography.md#batches has the
/// proof.
/// </remarks>
internal static class GroupMembership
{
    /// <summary>From so many points on, subsets are cheaper than checking each.</summary>
    internal const int BatchMin = 384;

    private const int RoundsAtOnce = 8;

    /// <summary>
    /// True when all points lie in G1; a set that holds another passes with probability 2^-128.
    /// </summary>
    /// <param name="points">On the curve, none infinity.</param>
    /// <param name="weights">
    /// Hashed from the points: bit r of weight i says whether point i counts in round r.
    /// </param>
    internal static bool HoldsForAll(ReadOnlySpan<blst_p1_affine> points, Weights weights)
    {
        var subsets = new byte[points.Length * Weights.Size];
        for (int i = 0; i < points.Length; i++)
        {
            weights.CopyTo(i, subsets.AsSpan(i * Weights.Size));
        }

        for (int octet = 0; octet < Weights.Size; octet++)
        {
            if (!HoldInEightRounds(points, subsets, octet))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Eight rounds in one pass: each point goes into the bucket of its eight bits.</summary>
    private static bool HoldInEightRounds(ReadOnlySpan<blst_p1_affine> points, byte[] subsets, int octet)
    {
        var buckets = new blst_p1[1 << RoundsAtOnce];
        for (int i = 0; i < points.Length; i++)
        {
            ref blst_p1 bucket = ref buckets[subsets[(i * Weights.Size) + octet]];
            Blst.blst_p1_add_or_double_affine(ref bucket, in bucket, in points[i]);
        }

        // The upper half of the buckets is the subset of the highest bit; folded onto the lower half, the
        // rest remain.
        for (int half = buckets.Length / 2; half > 0; half /= 2)
        {
            blst_p1 sum = default;
            for (int b = half; b < 2 * half; b++)
            {
                Blst.blst_p1_add_or_double(ref sum, in sum, in buckets[b]);
                Blst.blst_p1_add_or_double(ref buckets[b - half], in buckets[b - half], in buckets[b]);
            }

            if (Blst.blst_p1_is_inf(in sum) == 0 && Blst.blst_p1_in_g1(in sum) == 0)
            {
                return false;
            }
        }

        return true;
    }
}

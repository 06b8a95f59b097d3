using TrustlessPools.Cryptography.Native;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cryptography.Bls;

/// <summary>Products of pairings.</summary>
public static class PairingProduct
{
    /// <summary>True when the product of e(p[i], q[i]) over all i is 1.</summary>
    /// <param name="p">At least one point.</param>
    /// <param name="q">As many points.</param>
    public static bool IsOne(ReadOnlySpan<G1Point> p, ReadOnlySpan<G2Point> q)
    {
        Invariant.Holds(p.Length == q.Length && p.Length > 0, "Each point of G1 is paired with one of G2.");
        blst_fp12 product = MillerLoop(p[0], q[0]);
        for (int i = 1; i < p.Length; i++)
        {
            blst_fp12 factor = MillerLoop(p[i], q[i]);
            Blst.blst_fp12_mul(ref product, in product, in factor);
        }

        Blst.blst_final_exp(ref product, in product);
        return Blst.blst_fp12_is_one(in product) != 0;
    }

    private static blst_fp12 MillerLoop(G1Point p, G2Point q)
    {
        blst_p1_affine left = p.Native;
        blst_p2_affine right = q.Native;
        Blst.blst_miller_loop(out blst_fp12 result, in right, in left);
        return result;
    }
}

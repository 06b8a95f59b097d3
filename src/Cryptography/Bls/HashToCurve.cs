using TrustlessPools.Cryptography.Native;

namespace TrustlessPools.Cryptography.Bls;

/// <summary>Hashing to the curve's groups (RFC 9380, suites BLS12381G1/G2_XMD:SHA-256_SSWU_RO/NU).</summary>
public static class HashToCurve
{
    /// <summary>hash_to_curve to G1: a point whose discrete logarithm nobody knows.</summary>
    public static G1Point ToG1(ReadOnlySpan<byte> message, DomainSeparationTag tag)
    {
        ReadOnlySpan<byte> dst = tag.AsSpan();
        Blst.blst_hash_to_g1(
            out blst_p1 point, message, (nuint)message.Length, dst, (nuint)dst.Length, 0, 0);
        return G1Point.FromNonInfinity(in point);
    }

    /// <summary>hash_to_curve to G2: what a signature multiplies.</summary>
    public static G2Point ToG2(ReadOnlySpan<byte> message, DomainSeparationTag tag)
    {
        blst_p2 point = HashToG2(message, tag.AsSpan());
        return G2Point.FromNonInfinity(in point);
    }

    /// <summary>encode_to_curve to G1: not uniform; for the suites that ask for it.</summary>
    public static G1Point EncodeToG1(ReadOnlySpan<byte> message, DomainSeparationTag tag)
    {
        ReadOnlySpan<byte> dst = tag.AsSpan();
        Blst.blst_encode_to_g1(
            out blst_p1 point, message, (nuint)message.Length, dst, (nuint)dst.Length, 0, 0);
        return G1Point.FromNonInfinity(in point);
    }

    /// <summary>encode_to_curve to G2: not uniform; for the suites that ask for it.</summary>
    public static G2Point EncodeToG2(ReadOnlySpan<byte> message, DomainSeparationTag tag)
    {
        ReadOnlySpan<byte> dst = tag.AsSpan();
        Blst.blst_encode_to_g2(
            out blst_p2 point, message, (nuint)message.Length, dst, (nuint)dst.Length, 0, 0);
        return G2Point.FromNonInfinity(in point);
    }

    /// <summary>expand_message_xmd with SHA-256 (RFC 9380, section 5.3.1).</summary>
    /// <param name="message">What is hashed.</param>
    /// <param name="dst">At most 255 bytes.</param>
    /// <param name="uniform">Filled; at most 8160 bytes.</param>
    public static void ExpandMessage(ReadOnlySpan<byte> message, ReadOnlySpan<byte> dst, Span<byte> uniform)
    {
        Blst.blst_expand_message_xmd(
            uniform, (nuint)uniform.Length, message, (nuint)message.Length, dst, (nuint)dst.Length);
    }

    internal static blst_p2 HashToG2(ReadOnlySpan<byte> message, ReadOnlySpan<byte> dst)
    {
        Blst.blst_hash_to_g2(out blst_p2 point, message, (nuint)message.Length, dst, (nuint)dst.Length, 0, 0);
        return point;
    }
}

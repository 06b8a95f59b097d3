using TrustlessPools.Cryptography.Native;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cryptography.Bls;

/// <summary>What multi-scalar products over G1 and G2 share.</summary>
internal static class MultiScalar
{
    /// <summary>The length of one factor in the packed form.</summary>
    internal static int FactorBytes(int bits)
    {
        Invariant.Holds(bits is > 0 and <= Scalar.Bits, "A factor has 1 to 255 bits.");
        return (bits + 7) / 8;
    }

    /// <summary>The factors as little-endian numbers of one length, one behind the other.</summary>
    internal static byte[] Pack(ReadOnlySpan<Scalar> factors, int size)
    {
        var packed = new byte[factors.Length * size];
        for (int i = 0; i < factors.Length; i++)
        {
            blst_scalar scalar = factors[i].ToNative();
            ReadOnlySpan<byte> bytes = scalar;
            Invariant.Holds(
                bytes[size..].IndexOfAnyExcept((byte)0) < 0, "A factor is below its stated bound.");
            bytes[..size].CopyTo(packed.AsSpan(i * size));
        }

        return packed;
    }

    /// <summary>Keeps infinity away from blst 0.3.12, which would compute a wrong sum of it.</summary>
    internal static void RequireNoInfinity(ReadOnlySpan<G1Point> points)
    {
        foreach (G1Point point in points)
        {
            Invariant.Holds(!point.IsDefault, "No point of a multi-scalar product is infinity.");
        }
    }

    /// <inheritdoc cref="RequireNoInfinity(ReadOnlySpan{G1Point})"/>
    internal static void RequireNoInfinity(ReadOnlySpan<G2Point> points)
    {
        foreach (G2Point point in points)
        {
            Invariant.Holds(!point.IsDefault, "No point of a multi-scalar product is infinity.");
        }
    }
}

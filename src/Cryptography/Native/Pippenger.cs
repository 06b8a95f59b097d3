using System.Buffers;
using System.Runtime.InteropServices;

namespace TrustlessPools.Cryptography.Native;

/// <summary>Multi-scalar multiplication over points that lie one behind the other.</summary>
/// <remarks>
/// Callers keep infinity out: blst 0.3.12 computes a wrong sum when it is among the points. Safety: all
/// arrays are pinned for the call; a pointer list that ends with null after its first entry means "contiguous
/// from there" (blst.h).
/// </remarks>
internal static unsafe class Pippenger
{
    /// <summary>The sum of each point times its factor.</summary>
    /// <param name="points">At least one, none infinity.</param>
    /// <param name="factors">Little-endian, ceil(bits / 8) bytes each.</param>
    /// <param name="bits">The size of the factors.</param>
    internal static blst_p1 Sum(ReadOnlySpan<blst_p1_affine> points, ReadOnlySpan<byte> factors, int bits)
    {
        var count = (nuint)points.Length;
        ulong[] scratch = RentScratch(Blst.blst_p1s_mult_pippenger_scratch_sizeof(count));
        blst_p1 sum;
        fixed (blst_p1_affine* first = points)
        fixed (byte* factor = factors)
        fixed (ulong* work = scratch)
        {
            blst_p1_affine** list = stackalloc blst_p1_affine*[2] { first, null };
            byte** scalars = stackalloc byte*[2] { factor, null };
            Blst.blst_p1s_mult_pippenger(out sum, list, count, scalars, (nuint)bits, work);
        }

        ArrayPool<ulong>.Shared.Return(scratch);
        return sum;
    }

    /// <inheritdoc cref="Sum(ReadOnlySpan{blst_p1_affine}, ReadOnlySpan{byte}, int)"/>
    internal static blst_p2 Sum(ReadOnlySpan<blst_p2_affine> points, ReadOnlySpan<byte> factors, int bits)
    {
        var count = (nuint)points.Length;
        ulong[] scratch = RentScratch(Blst.blst_p2s_mult_pippenger_scratch_sizeof(count));
        blst_p2 sum;
        fixed (blst_p2_affine* first = points)
        fixed (byte* factor = factors)
        fixed (ulong* work = scratch)
        {
            blst_p2_affine** list = stackalloc blst_p2_affine*[2] { first, null };
            byte** scalars = stackalloc byte*[2] { factor, null };
            Blst.blst_p2s_mult_pippenger(out sum, list, count, scalars, (nuint)bits, work);
        }

        ArrayPool<ulong>.Shared.Return(scratch);
        return sum;
    }

    /// <summary>The generator of G1, copied from blst's constant.</summary>
    internal static blst_p1_affine Generator() => *Blst.blst_p1_affine_generator();

    /// <summary>The bytes of a scalar.</summary>
    internal static ReadOnlySpan<byte> Bytes(in blst_scalar scalar) =>
        MemoryMarshal.AsBytes(new ReadOnlySpan<blst_scalar>(in scalar));

    private static ulong[] RentScratch(nuint bytes) =>
        ArrayPool<ulong>.Shared.Rent((int)(bytes / sizeof(ulong)) + 1);
}

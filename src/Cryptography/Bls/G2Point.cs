using System.Runtime.InteropServices;
using TrustlessPools.Cryptography.Native;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cryptography.Bls;

/// <summary>A point of G2 that is in the group and is not infinity: a signature, whole or partial.</summary>
/// <remarks>As <see cref="G1Point"/>: there is no way to make one from unchecked bytes.</remarks>
public readonly struct G2Point : IEquatable<G2Point>
{
    private readonly blst_p2_affine _affine;

    private G2Point(blst_p2_affine affine) => _affine = affine;

    /// <summary>True for the default value, which is no point.</summary>
    public bool IsDefault => ((ReadOnlySpan<ulong>)_affine).IndexOfAnyExcept(0UL) < 0;

    internal blst_p2_affine Native
    {
        get
        {
            Invariant.Holds(!IsDefault, "Only points that were made are computed with.");
            return _affine;
        }
    }

    /// <summary>Checks and reads a point: encoding, curve, subgroup, not infinity.</summary>
    /// <returns>True when it is a point that may be computed with.</returns>
    public static bool TryDecode(G2Bytes bytes, out G2Point point) =>
        Decode(bytes, out point) is PointFlaw.None;

    /// <summary>Checks and reads a point, and says what is wrong with it.</summary>
    public static PointFlaw Decode(G2Bytes bytes, out G2Point point)
    {
        point = default;
        PointFlaw flaw = Blst.blst_p2_uncompress(out blst_p2_affine affine, bytes.AsSpan()) switch
        {
            BLST_ERROR.BLST_SUCCESS when Blst.blst_p2_affine_is_inf(in affine) != 0 => PointFlaw.Infinity,
            BLST_ERROR.BLST_SUCCESS when Blst.blst_p2_affine_in_g2(in affine) == 0 => PointFlaw.NotInGroup,
            BLST_ERROR.BLST_SUCCESS => PointFlaw.None,
            BLST_ERROR.BLST_POINT_NOT_ON_CURVE => PointFlaw.NotOnCurve,
            BLST_ERROR.BLST_POINT_NOT_IN_GROUP => PointFlaw.NotInGroup,
            _ => PointFlaw.Encoding,
        };
        point = flaw is PointFlaw.None ? new(affine) : default;
        return flaw;
    }

    /// <summary>Adds points, as signatures are aggregated.</summary>
    /// <returns>False when the sum is infinity.</returns>
    public static bool TrySum(ReadOnlySpan<G2Point> points, out G2Point sum)
    {
        blst_p2 total = default;
        foreach (G2Point point in points)
        {
            blst_p2_affine affine = point.Native;
            Blst.blst_p2_add_or_double_affine(ref total, in total, in affine);
        }

        return TryFrom(in total, out sum);
    }

    /// <summary>Computes a multi-scalar product: the sum of each point times its factor.</summary>
    /// <param name="points">At least one.</param>
    /// <param name="factors">As many as points, all below 2^bits.</param>
    /// <param name="bits">1 to 255.</param>
    /// <param name="product">The sum.</param>
    /// <returns>False when the sum is infinity.</returns>
    public static bool TryCombine(
        ReadOnlySpan<G2Point> points, ReadOnlySpan<Scalar> factors, int bits, out G2Point product)
    {
        Invariant.Holds(points.Length == factors.Length && points.Length > 0, "Each point has its factor.");
        MultiScalar.RequireNoInfinity(points);
        byte[] packed = MultiScalar.Pack(factors, MultiScalar.FactorBytes(bits));
        blst_p2 sum = Pippenger.Sum(MemoryMarshal.Cast<G2Point, blst_p2_affine>(points), packed, bits);
        return TryFrom(in sum, out product);
    }

    /// <summary>This point times a public number that is not zero.</summary>
    public G2Point Multiply(Scalar factor)
    {
        Invariant.Holds(!factor.IsZero, "A point is multiplied by a number that is not zero.");
        blst_p2_affine affine = Native;
        blst_scalar by = factor.ToNative();
        Blst.blst_p2_from_affine(out blst_p2 product, in affine);
        Blst.blst_p2_mult(ref product, in product, by, Scalar.Bits);
        return FromNonInfinity(in product);
    }

    /// <summary>The compressed form.</summary>
    public G2Bytes ToBytes()
    {
        var bytes = new byte[G2Bytes.Size];
        blst_p2_affine affine = Native;
        Blst.blst_p2_affine_compress(bytes, in affine);
        return new(new ByteString(bytes));
    }

    /// <summary>The uncompressed form, 192 bytes: x and y, big-endian, imaginary parts first.</summary>
    public byte[] ToUncompressed()
    {
        var bytes = new byte[2 * G2Bytes.Size];
        blst_p2_affine affine = Native;
        Blst.blst_p2_affine_serialize(bytes, in affine);
        return bytes;
    }

    public bool Equals(G2Point other) => ((ReadOnlySpan<ulong>)_affine).SequenceEqual(other._affine);

    public override bool Equals(object? obj) => obj is G2Point other && Equals(other);

    public override int GetHashCode() => _affine[0].GetHashCode();

    public static bool operator ==(G2Point left, G2Point right) => left.Equals(right);

    public static bool operator !=(G2Point left, G2Point right) => !left.Equals(right);

    public override string ToString() => IsDefault ? "(no point)" : ToBytes().ToString();

    /// <summary>Takes over a result that cannot be infinity but by a defect.</summary>
    internal static G2Point FromNonInfinity(in blst_p2 point)
    {
        bool isPoint = TryFrom(in point, out G2Point result);
        Invariant.Holds(
            isPoint, "A point that is computed from non-zero parts of the group is not infinity.");
        return result;
    }

    private static bool TryFrom(in blst_p2 point, out G2Point result)
    {
        result = default;
        if (Blst.blst_p2_is_inf(in point) != 0)
        {
            return false;
        }

        Blst.blst_p2_to_affine(out blst_p2_affine affine, in point);
        result = new(affine);
        return true;
    }
}

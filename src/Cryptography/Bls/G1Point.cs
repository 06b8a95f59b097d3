using System.Numerics;
using System.Runtime.InteropServices;
using TrustlessPools.Cryptography.Native;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cryptography.Bls;

/// <summary>A point of G1 that is in the group and is not infinity: a public key, a commitment.</summary>
/// <remarks>
/// There is no way to make one from unchecked bytes. The default value is no point and is detectable.
/// Infinity is kept out because it is no valid key (draft-irtf-cfrg-bls-signature, KeyValidate), and because
/// blst 0.3.12 computes wrong multi-scalar products and batch conversions when it is among the inputs.
/// </remarks>
public readonly struct G1Point : IEquatable<G1Point>
{
    private readonly blst_p1_affine _affine;

    private G1Point(blst_p1_affine affine) => _affine = affine;

    /// <summary>The generator that Ethereum's public keys are multiples of.</summary>
    public static G1Point Generator { get; } = new(Pippenger.Generator());

    /// <summary>True for the default value, which is no point.</summary>
    public bool IsDefault => ((ReadOnlySpan<ulong>)_affine).IndexOfAnyExcept(0UL) < 0;

    internal blst_p1_affine Native
    {
        get
        {
            Invariant.Holds(!IsDefault, "Only points that were made are computed with.");
            return _affine;
        }
    }

    /// <summary>Checks and reads a point: encoding, curve, subgroup, not infinity.</summary>
    /// <returns>True when it is a point that may be computed with.</returns>
    public static bool TryDecode(G1Bytes bytes, out G1Point point) =>
        Decode(bytes, out point) is PointFlaw.None;

    /// <summary>Checks and reads a point, and says what is wrong with it.</summary>
    public static PointFlaw Decode(G1Bytes bytes, out G1Point point)
    {
        point = default;
        PointFlaw flaw = Blst.blst_p1_uncompress(out blst_p1_affine affine, bytes.AsSpan()) switch
        {
            BLST_ERROR.BLST_SUCCESS when Blst.blst_p1_affine_is_inf(in affine) != 0 => PointFlaw.Infinity,
            BLST_ERROR.BLST_SUCCESS when Blst.blst_p1_affine_in_g1(in affine) == 0 => PointFlaw.NotInGroup,
            BLST_ERROR.BLST_SUCCESS => PointFlaw.None,
            BLST_ERROR.BLST_POINT_NOT_ON_CURVE => PointFlaw.NotOnCurve,
            BLST_ERROR.BLST_POINT_NOT_IN_GROUP => PointFlaw.NotInGroup,
            _ => PointFlaw.Encoding,
        };
        point = flaw is PointFlaw.None ? new(affine) : default;
        return flaw;
    }

    /// <summary>
    /// Checks and reads many points, as <see cref="TryDecode"/> does one by one, and faster.
    /// </summary>
    /// <param name="bytes">The compressed points.</param>
    /// <param name="points">As many points.</param>
    /// <returns>True when all are points; false tells nothing of which is none.</returns>
    /// <remarks>docs/spec/cryptography.md#batches.</remarks>
    internal static bool TryDecodeAll(ReadOnlySpan<G1Bytes> bytes, out G1Point[] points)
    {
        points = [];
        bool isBatch = bytes.Length >= GroupMembership.BatchMin;
        var decoded = new blst_p1_affine[bytes.Length];
        var transcript = new Transcript("group membership");
        for (int i = 0; i < decoded.Length; i++)
        {
            if (Blst.blst_p1_uncompress(out decoded[i], bytes[i].AsSpan()) != BLST_ERROR.BLST_SUCCESS
                || Blst.blst_p1_affine_is_inf(in decoded[i]) != 0
                || (!isBatch && Blst.blst_p1_affine_in_g1(in decoded[i]) == 0))
            {
                return false;
            }

            transcript.Append(bytes[i].AsSpan());
        }

        if (isBatch && !GroupMembership.HoldsForAll(decoded, transcript.ToWeights()))
        {
            return false;
        }

        points = Array.ConvertAll(decoded, static d => new G1Point(d));
        return true;
    }

    /// <summary>
    /// Reads the uncompressed form of 96 bytes, with the same checks as <see cref="TryDecode"/>.
    /// </summary>
    public static bool TryDecodeUncompressed(ReadOnlySpan<byte> bytes, out G1Point point)
    {
        point = default;
        if (bytes.Length != 2 * G1Bytes.Size
            || Blst.blst_p1_deserialize(out blst_p1_affine affine, bytes) != BLST_ERROR.BLST_SUCCESS
            || Blst.blst_p1_affine_is_inf(in affine) != 0
            || Blst.blst_p1_affine_in_g1(in affine) == 0)
        {
            return false;
        }

        point = new(affine);
        return true;
    }

    /// <summary>Adds points.</summary>
    /// <returns>False when the sum is infinity.</returns>
    public static bool TrySum(ReadOnlySpan<G1Point> points, out G1Point sum)
    {
        blst_p1 total = default;
        foreach (G1Point point in points)
        {
            blst_p1_affine affine = point.Native;
            Blst.blst_p1_add_or_double_affine(ref total, in total, in affine);
        }

        return TryFrom(in total, out sum);
    }

    /// <summary>Computes a multi-scalar product: the sum of each point times its factor.</summary>
    /// <param name="points">At least one.</param>
    /// <param name="factors">As many as points.</param>
    /// <param name="product">The sum.</param>
    /// <returns>False when the sum is infinity.</returns>
    public static bool TryCombine(
        ReadOnlySpan<G1Point> points, ReadOnlySpan<Scalar> factors, out G1Point product) =>
        TryCombine(points, factors, Scalar.Bits, out product);

    /// <summary>As the other overload, where all factors are below 2^bits, which is faster.</summary>
    public static bool TryCombine(
        ReadOnlySpan<G1Point> points, ReadOnlySpan<Scalar> factors, int bits, out G1Point product)
    {
        Invariant.Holds(points.Length == factors.Length && points.Length > 0, "Each point has its factor.");
        MultiScalar.RequireNoInfinity(points);
        byte[] packed = MultiScalar.Pack(factors, MultiScalar.FactorBytes(bits));
        blst_p1 sum = points.Length == 1
            ? Times(points[0], packed, bits)
            : Pippenger.Sum(MemoryMarshal.Cast<G1Point, blst_p1_affine>(points), packed, bits);
        return TryFrom(in sum, out product);
    }

    /// <summary>Evaluates a polynomial in the exponent: the sum of coefficient k times x^k.</summary>
    /// <param name="coefficients">From the constant term on; at least one.</param>
    /// <param name="x">A share's index.</param>
    /// <param name="value">The value.</param>
    /// <returns>False when the value is infinity.</returns>
    public static bool TryEvaluate(ReadOnlySpan<G1Point> coefficients, OperatorId x, out G1Point value)
    {
        Invariant.Holds(
            coefficients.Length > 0 && !x.IsDefault, "A polynomial is evaluated at a share's index.");

        // Horner's rule. The index is public and small: doubling and adding bit by bit beats blst_p1_mult,
        // which takes the same time whatever the factor.
        blst_p1_affine highest = coefficients[^1].Native;
        Blst.blst_p1_from_affine(out blst_p1 sum, in highest);
        for (int k = coefficients.Length - 2; k >= 0; k--)
        {
            MultiplyBySmall(ref sum, x.Value);
            blst_p1_affine coefficient = coefficients[k].Native;
            Blst.blst_p1_add_or_double_affine(ref sum, in sum, in coefficient);
        }

        return TryFrom(in sum, out value);
    }

    /// <summary>This point times a public number that is not zero.</summary>
    public G1Point Multiply(Scalar factor)
    {
        Invariant.Holds(!factor.IsZero, "A point is multiplied by a number that is not zero.");
        blst_scalar by = factor.ToNative();
        blst_p1 product = Times(this, by, Scalar.Bits);
        return FromNonInfinity(in product);
    }

    /// <summary>The point that adds up with this one to infinity.</summary>
    public G1Point Negate()
    {
        blst_p1_affine affine = Native;
        Blst.blst_p1_from_affine(out blst_p1 point, in affine);
        Blst.blst_p1_cneg(ref point, 1);
        return FromNonInfinity(in point);
    }

    /// <summary>The compressed form.</summary>
    public G1Bytes ToBytes()
    {
        var bytes = new byte[G1Bytes.Size];
        blst_p1_affine affine = Native;
        Blst.blst_p1_affine_compress(bytes, in affine);
        return new(new ByteString(bytes));
    }

    /// <summary>The uncompressed form, 96 bytes: x and y, big-endian.</summary>
    public byte[] ToUncompressed()
    {
        var bytes = new byte[2 * G1Bytes.Size];
        blst_p1_affine affine = Native;
        Blst.blst_p1_affine_serialize(bytes, in affine);
        return bytes;
    }

    public bool Equals(G1Point other) => ((ReadOnlySpan<ulong>)_affine).SequenceEqual(other._affine);

    public override bool Equals(object? obj) => obj is G1Point other && Equals(other);

    public override int GetHashCode() => _affine[0].GetHashCode();

    public static bool operator ==(G1Point left, G1Point right) => left.Equals(right);

    public static bool operator !=(G1Point left, G1Point right) => !left.Equals(right);

    public override string ToString() => IsDefault ? "(no point)" : ToBytes().ToString();

    /// <summary>Takes over a result that cannot be infinity but by a defect.</summary>
    internal static G1Point FromNonInfinity(in blst_p1 point)
    {
        bool isPoint = TryFrom(in point, out G1Point result);
        Invariant.Holds(
            isPoint, "A point that is computed from non-zero parts of the group is not infinity.");
        return result;
    }

    private static blst_p1 Times(G1Point point, ReadOnlySpan<byte> factor, int bits)
    {
        blst_p1_affine affine = point.Native;
        Blst.blst_p1_from_affine(out blst_p1 product, in affine);
        Blst.blst_p1_mult(ref product, in product, factor, (nuint)bits);
        return product;
    }

    private static void MultiplyBySmall(ref blst_p1 point, uint factor)
    {
        blst_p1 once = point;
        for (int bit = BitOperations.Log2(factor) - 1; bit >= 0; bit--)
        {
            Blst.blst_p1_double(ref point, in point);
            if (((factor >> bit) & 1) == 1)
            {
                Blst.blst_p1_add_or_double(ref point, in point, in once);
            }
        }
    }

    private static bool TryFrom(in blst_p1 point, out G1Point result)
    {
        result = default;
        if (Blst.blst_p1_is_inf(in point) != 0)
        {
            return false;
        }

        Blst.blst_p1_to_affine(out blst_p1_affine affine, in point);
        result = new(affine);
        return true;
    }
}

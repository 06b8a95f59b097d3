using System.Globalization;
using System.Numerics;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Cryptography.Native;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Cryptography;

/// <summary>Many points are decoded at once exactly when each of them is a point of the group.</summary>
public sealed class GroupMembershipTests
{
    /// <summary>The least sizes that are checked by subsets, one below, and one well above.</summary>
    public static TheoryData<int> Sizes =>
        [1, GroupMembership.BatchMin - 1, GroupMembership.BatchMin, GroupMembership.BatchMin + 217];

    /// <summary>The order of G1.</summary>
    private static readonly BigInteger Order = BigInteger.Parse(
        "52435875175126190479447740508185965837690552500527637822603658699938581184513",
        CultureInfo.InvariantCulture);

    /// <summary>The cofactor, 3 * 11^2 * 10177^2 * 859267^2 * 52437899^2.</summary>
    private static readonly BigInteger Cofactor = BigInteger.Parse(
        "76329603384216526031706109802092473003", CultureInfo.InvariantCulture);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Points_of_the_group_decode_as_one_by_one(int count)
    {
        G1Bytes[] bytes = Points(count);
        Assert.True(G1Point.TryDecodeAll(bytes, out G1Point[] points));
        Assert.Equal(bytes, points.Select(static p => p.ToBytes()));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void One_point_outside_the_group_is_seen_wherever_it_is(int count)
    {
        G1Bytes[] bytes = Points(count);
        foreach (int at in new[] { 0, count / 2, count - 1 })
        {
            // The smaller the order beside the group's, the more combinations with one weight a point would
            // pass.
            foreach (int order in new[] { 3, 11, 10177 })
            {
                AssertSeen(bytes, at, Compress(Plus(Decode(bytes[at]), OfOrder(order))));
            }

            AssertSeen(bytes, at, Compress(OfOrder(3)));
            AssertSeen(bytes, at, Compress(OnCurve(at)));
        }
    }

    [Fact]
    public void Points_outside_the_group_that_cancel_each_other_are_seen()
    {
        // Their sum is in the group; so is every combination that gives the two the same weight.
        G1Bytes[] bytes = Points(GroupMembership.BatchMin);
        Assert.True(G1Point.TryDecodeAll(bytes, out _));
        blst_p1 stray = OfOrder(3);
        bytes[3] = Compress(Plus(Decode(bytes[3]), stray));
        Blst.blst_p1_cneg(ref stray, 1);
        bytes[200] = Compress(Plus(Decode(bytes[200]), stray));
        Assert.False(G1Point.TryDecodeAll(bytes, out _));
    }

    [Fact]
    public void Many_points_outside_the_group_are_seen()
    {
        G1Bytes[] bytes = Points(GroupMembership.BatchMin);
        G1Bytes stray = Compress(Plus(Decode(bytes[0]), OfOrder(3)));
        Array.Fill(bytes, stray, 1, bytes.Length - 1);
        Assert.False(G1Point.TryDecodeAll(bytes, out _));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Infinity_and_bad_encodings_are_seen(int count)
    {
        foreach (byte first in new byte[] { 0xc0, 0x00, 0x9f })
        {
            G1Bytes[] bytes = Points(count);
            var encoded = new byte[G1Bytes.Size];
            encoded[0] = first;
            encoded.AsSpan(1).Fill(first == 0x9f ? (byte)0xff : (byte)0);
            bytes[count - 1] = new(new ByteString(encoded));
            Assert.False(G1Point.TryDecodeAll(bytes, out _));
        }
    }

    [Fact]
    public void No_points_decode_to_none()
    {
        Assert.True(G1Point.TryDecodeAll([], out G1Point[] none));
        Assert.Empty(none);
    }

    private static G1Bytes[] Points(int count)
    {
        // Multiples of one point by doubling: quick to make, all different.
        var points = new G1Bytes[count];
        G1Point point = HashToCurve.ToG1("a point"u8, new("TEST"));
        for (int i = 0; i < count; i++)
        {
            points[i] = point.ToBytes();
            Assert.True(G1Point.TrySum([point, point], out point));
        }

        return points;
    }

    private static void AssertSeen(G1Bytes[] bytes, int at, G1Bytes stray)
    {
        Assert.Equal(PointFlaw.NotInGroup, G1Point.Decode(stray, out _));
        G1Bytes[] spoilt = [.. bytes];
        spoilt[at] = stray;
        Assert.False(G1Point.TryDecodeAll(spoilt, out G1Point[] none));
        Assert.Empty(none);
    }

    /// <summary>A point whose order is a prime factor of the cofactor.</summary>
    private static blst_p1 OfOrder(int prime)
    {
        for (int start = 1; ; start++)
        {
            // The curve's group is no cyclic one: a squared factor of the cofactor is the order of no point.
            BigInteger others = Cofactor % (prime * prime) == 0
                ? Cofactor / (prime * prime)
                : Cofactor / prime;
            blst_p1 point = Times(OnCurve(start), Order * others);
            if (Blst.blst_p1_is_inf(in point) == 0)
            {
                blst_p1 none = Times(point, prime);
                Assert.Equal(1, Blst.blst_p1_is_inf(in none));
                return point;
            }
        }
    }

    /// <summary>A point of the curve; one in 2^126 is in the group.</summary>
    private static blst_p1 OnCurve(int start)
    {
        var bytes = new byte[G1Bytes.Size];
        bytes[0] = 0x80;
        bytes[^2] = (byte)(start % 256);
        while (Blst.blst_p1_uncompress(out _, bytes) != BLST_ERROR.BLST_SUCCESS)
        {
            bytes[^1]++;
        }

        return Decode(new(new ByteString(bytes)));
    }

    private static blst_p1 Decode(G1Bytes bytes)
    {
        Assert.Equal(
            BLST_ERROR.BLST_SUCCESS, Blst.blst_p1_uncompress(out blst_p1_affine affine, bytes.AsSpan()));
        Blst.blst_p1_from_affine(out blst_p1 point, in affine);
        return point;
    }

    private static blst_p1 Plus(blst_p1 left, blst_p1 right)
    {
        Blst.blst_p1_add_or_double(ref left, in left, in right);
        return left;
    }

    /// <summary>By doubling and adding: blst_p1_mult computes right in the group only.</summary>
    private static blst_p1 Times(blst_p1 point, BigInteger factor)
    {
        blst_p1 product = default;
        for (long bit = factor.GetBitLength() - 1; bit >= 0; bit--)
        {
            Blst.blst_p1_double(ref product, in product);
            product = ((factor >> (int)bit) & 1) == 1 ? Plus(product, point) : product;
        }

        return product;
    }

    private static G1Bytes Compress(blst_p1 point)
    {
        Blst.blst_p1_to_affine(out blst_p1_affine affine, in point);
        var bytes = new byte[G1Bytes.Size];
        Blst.blst_p1_affine_compress(bytes, in affine);
        return new(new ByteString(bytes));
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Core.Tests.Cryptography;

/// <summary>RFC 9380, appendices J.9, J.10 and K, every case.</summary>
public sealed class HashToCurveConformanceTests
{
    [Fact]
    public void Hashes_to_the_curve() => VectorSuite.Open("rfc9380-hash-to-curve")
        .EachCase(
            "BLS12381*.json", static file => file.GetProperty("vectors").EnumerateArray(), static (file, c) =>
        {
            byte[] message = Encoding.UTF8.GetBytes(c.GetProperty("msg").GetString()!);
            var tag = new DomainSeparationTag(file.GetProperty("dst").GetString()!);
            bool isUniform = file.GetProperty("randomOracle").GetBoolean();
            JsonElement expected = c.GetProperty("P");
            if (file.GetProperty("curve").GetString() == "BLS12-381 G1")
            {
                G1Point g1 = isUniform
                    ? HashToCurve.ToG1(message, tag)
                    : HashToCurve.EncodeToG1(message, tag);
                AssertSamePoint(expected, g1);
                return;
            }

            G2Point g2 = isUniform ? HashToCurve.ToG2(message, tag) : HashToCurve.EncodeToG2(message, tag);
            AssertSamePoint(expected, g2);
        })
        .Finish();

    [Fact]
    public void Expands_messages() => VectorSuite.Open("rfc9380-hash-to-curve")
        .EachCase(
            "expand_message_xmd_SHA256*.json", static f =>
                f.GetProperty("tests").EnumerateArray(), static (file, c) =>
        {
            int length = int.Parse(
                c.GetProperty("len_in_bytes")
                    .GetString()![2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            byte[] dst = Encoding.UTF8.GetBytes(file.GetProperty("DST").GetString()!);
            dst = dst.Length <= 255 ? dst : Hash32.Sha256([.. "H2C-OVERSIZE-DST-"u8, .. dst]).ToArray();
            var uniform = new byte[length];
            HashToCurve.ExpandMessage(
                Encoding.UTF8.GetBytes(c.GetProperty("msg").GetString()!), dst, uniform);
            Assert.Equal(c.GetProperty("uniform_bytes").GetString(), Convert.ToHexStringLower(uniform));
        })
        .Finish();

    /// <summary>Compares a point of G1 with x and y in hexadecimal.</summary>
    internal static void AssertSamePoint(JsonElement expected, G1Point point)
    {
        string digits = Convert.ToHexStringLower(point.ToUncompressed());
        Assert.Equal(expected.GetProperty("x").GetString(), "0x" + digits[..96]);
        Assert.Equal(expected.GetProperty("y").GetString(), "0x" + digits[96..]);
    }

    /// <summary>Compares a point of G2 with x and y as "c0,c1"; the serialisation has c1 first.</summary>
    internal static void AssertSamePoint(JsonElement expected, G2Point point)
    {
        string digits = Convert.ToHexStringLower(point.ToUncompressed());
        Assert.Equal(expected.GetProperty("x").GetString(), $"0x{digits[96..192]},0x{digits[..96]}");
        Assert.Equal(expected.GetProperty("y").GetString(), $"0x{digits[288..]},0x{digits[192..288]}");
    }
}

using System.Text.Json;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Core.Tests.Cryptography;

/// <summary>ethereum/bls12-381-tests, every case.</summary>
public sealed class BlsConformanceTests
{
    private static readonly string Infinity = "0xc0" + new string('0', (2 * G2Bytes.Size) - 2);

    [Fact]
    public void Signs() => Run("sign", static c =>
    {
        JsonElement input = c.GetProperty("input");
        bool isKey = SecretScalar.TryFromBytes(Bytes(input, "privkey"), out SecretScalar? secret);
        string? signature = isKey
            ? secret!.Sign(Bytes(input, "message"), DomainSeparationTag.Signature).ToBytes().ToString()
            : null;
        Assert.Equal(c.GetProperty("output").GetString(), signature);
    });

    [Fact]
    public void Verifies() => Run("verify", static c =>
    {
        JsonElement input = c.GetProperty("input");
        bool valid = TryKey(input.GetProperty("pubkey"), out G1Point key)
            && TrySignature(input.GetProperty("signature"), out G2Point signature)
            && Signatures.Verify(key, Bytes(input, "message"), signature, DomainSeparationTag.Signature);
        Assert.Equal(c.GetProperty("output").GetBoolean(), valid);
    });

    [Fact]
    public void Aggregates() => Run("aggregate", static c =>
    {
        // Infinity is the neutral element, which the project's own points exclude: it is left out and put
        // back here.
        var points = new List<G2Point>();
        bool refused = c.GetProperty("input").GetArrayLength() == 0;
        foreach (JsonElement item in c.GetProperty("input").EnumerateArray())
        {
            PointFlaw flaw = G2Point.Decode(G2Bytes.Parse(item.GetString()!), out G2Point point);
            refused |= flaw is not (PointFlaw.None or PointFlaw.Infinity);
            points.AddRange(flaw is PointFlaw.None ? [point] : []);
        }

        string sum = G2Point.TrySum(points.ToArray(), out G2Point s) ? s.ToBytes().ToString() : Infinity;
        Assert.Equal(c.GetProperty("output").GetString(), refused ? null : sum);
    });

    [Fact]
    public void Verifies_aggregates_over_one_message() => Run("fast_aggregate_verify", static c =>
    {
        JsonElement input = c.GetProperty("input");
        bool valid = TryKeys(input, out G1Point[] keys)
            && TrySignature(input.GetProperty("signature"), out G2Point signature)
            && Signatures.VerifyAggregate(
                keys, Bytes(input, "message"), signature, DomainSeparationTag.Signature);
        Assert.Equal(c.GetProperty("output").GetBoolean(), valid);
    });

    [Fact]
    public void Verifies_aggregates_over_many_messages() => Run("aggregate_verify", static c =>
    {
        JsonElement input = c.GetProperty("input");
        bool valid = TryKeys(input, out G1Point[] keys)
            && TrySignature(input.GetProperty("signature"), out G2Point signature)
            && Signatures.VerifyAggregate(keys, Messages(input), signature, DomainSeparationTag.Signature);
        Assert.Equal(c.GetProperty("output").GetBoolean(), valid);
    });

    [Fact]
    public void Verifies_batches() => Run("batch_verify", static c =>
    {
        JsonElement input = c.GetProperty("input");
        var signatures = new List<G2Point>();
        bool valid = TryKeys(input, out G1Point[] keys);
        foreach (JsonElement item in input.GetProperty("signatures").EnumerateArray())
        {
            valid &= TrySignature(item, out G2Point signature);
            signatures.Add(signature);
        }

        valid = valid && Signatures.VerifyBatch(
            keys, Messages(input), signatures.ToArray(), DomainSeparationTag.Signature);
        Assert.Equal(c.GetProperty("output").GetBoolean(), valid);
    });

    [Fact]
    public void Decodes_public_keys() => Run("deserialization_G1", static c =>
    {
        bool decodes = TryLength(c.GetProperty("input").GetProperty("pubkey"), G1Bytes.Size, out byte[] bytes)
            && G1Point.Decode(new(new ByteString(bytes)), out _) is PointFlaw.None or PointFlaw.Infinity;
        Assert.Equal(c.GetProperty("output").GetBoolean(), decodes);
    });

    [Fact]
    public void Decodes_signatures() => Run("deserialization_G2", static c =>
    {
        bool decodes = TryLength(
            c.GetProperty("input").GetProperty("signature"), G2Bytes.Size, out byte[] bytes)
            && G2Point.Decode(new(new ByteString(bytes)), out _) is PointFlaw.None or PointFlaw.Infinity;
        Assert.Equal(c.GetProperty("output").GetBoolean(), decodes);
    });

    [Fact]
    public void Hashes_to_G2() => Run("hash_to_G2", static c =>
    {
        byte[] message = System.Text.Encoding.UTF8.GetBytes(
            c.GetProperty("input").GetProperty("msg").GetString()!);
        G2Point point = HashToCurve.ToG2(message, new("QUUX-V01-CS02-with-BLS12381G2_XMD:SHA-256_SSWU_RO_"));
        HashToCurveConformanceTests.AssertSamePoint(c.GetProperty("output"), point);
    });

    [Fact]
    public void Every_handler_of_the_suite_has_its_test()
    {
        var handlers = new SortedSet<string>(StringComparer.Ordinal);
        VectorSuite.Open("bls12-381-tests")
            .EachTextBelow("*.json", (path, _) => handlers.Add(Path.GetDirectoryName(path)!))
            .Finish();
        Assert.Equal(
            [
                "aggregate", "aggregate_verify", "batch_verify", "deserialization_G1", "deserialization_G2",
                "fast_aggregate_verify", "hash_to_G2", "sign", "verify",
            ],
            handlers);
    }

    private static void Run(string handler, Action<JsonElement> check) =>
        VectorSuite.Open($"bls12-381-tests/{handler}").EachFile("*.json", check).Finish();

    private static byte[] Bytes(JsonElement parent, string name) =>
        Hex.Parse(parent.GetProperty(name).GetString()!);

    private static bool TryLength(JsonElement hex, int length, out byte[] bytes)
    {
        bytes = Hex.Parse(hex.GetString()!);
        return bytes.Length == length;
    }

    private static bool TryKey(JsonElement hex, out G1Point key)
    {
        key = default;
        return TryLength(hex, G1Bytes.Size, out byte[] bytes)
            && G1Point.TryDecode(new(new ByteString(bytes)), out key);
    }

    private static bool TrySignature(JsonElement hex, out G2Point signature)
    {
        signature = default;
        return TryLength(hex, G2Bytes.Size, out byte[] bytes)
            && G2Point.TryDecode(new(new ByteString(bytes)), out signature);
    }

    private static bool TryKeys(JsonElement input, out G1Point[] keys)
    {
        var list = new List<G1Point>();
        bool valid = true;
        foreach (JsonElement item in input.GetProperty("pubkeys").EnumerateArray())
        {
            valid &= TryKey(item, out G1Point key);
            list.Add(key);
        }

        keys = [.. list];
        return valid;
    }

    private static ByteString[] Messages(JsonElement input) =>
        [.. input.GetProperty("messages").EnumerateArray().Select(m =>
            new ByteString(Hex.Parse(m.GetString()!)))];
}

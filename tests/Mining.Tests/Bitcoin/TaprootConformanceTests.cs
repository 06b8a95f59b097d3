using System.Text.Json;
using TrustlessPools.Bitcoin.Addresses;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Bitcoin.Scripts;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Mining.Tests.Bitcoin;

/// <summary>Outputs of BIP-0341's wallet vectors: leaves, root, tweak, output script and address.</summary>
public sealed class TaprootConformanceTests
{
    [Fact]
    public void Outputs_of_bip341_follow_from_their_scripts() => VectorSuite.Open("bitcoin")
        .EachCase(
            "bip341_wallet_test_vectors.json",
            static all => all.GetProperty("scriptPubKey").EnumerateArray(),
            static (_, c) => Check(c))
        .Finish();

    private static void Check(JsonElement item)
    {
        JsonElement given = item.GetProperty("given");
        JsonElement between = item.GetProperty("intermediary");
        JsonElement expected = item.GetProperty("expected");
        var leaves = new List<Hash32>();
        Hash32? root = RootOf(given.GetProperty("scriptTree"), leaves);
        Hash32 internalKey = HashIn(given, "internalPubkey");
        Hash32 outputKey = HashIn(between, "tweakedPubkey");
        Hash32 tweak = TaprootTree.Tweak(internalKey, root);
        Assert.Equal(between.GetProperty("merkleRoot").GetString(), root?.ToString()[2..]);
        Assert.Equal(HashIn(between, "tweak"), tweak);
        if (between.TryGetProperty("leafHashes", out JsonElement hashes))
        {
            Assert.Equal(hashes.EnumerateArray().Select(static h => Hash32.Parse(h.GetString()!)), leaves);
        }

        bool[] parities = [.. new[] { false, true }.Where(
            odd => SpendCase.IsTweaked(outputKey, internalKey, tweak, odd))];
        Assert.Single(parities);
        ByteString script = OutputScript.ToTaproot(outputKey);
        Assert.Equal(
            expected.GetProperty("scriptPubKey").GetString(), Convert.ToHexStringLower(script.AsSpan()));
        Assert.Equal(
            expected.GetProperty("bip350Address").GetString(), Address.Of(script, BitcoinNetwork.Mainnet));
    }

    private static Hash32? RootOf(JsonElement tree, List<Hash32> leaves)
    {
        switch (tree.ValueKind)
        {
            case JsonValueKind.Null:
                return null;
            case JsonValueKind.Array:
                return TaprootTree.BranchHash(RootOf(tree[0], leaves)!.Value, RootOf(tree[1], leaves)!.Value);
            default:
                var script = new ByteString(Hex.Parse(tree.GetProperty("script").GetString()!));
                leaves.Add(TaprootTree.LeafHash(tree.GetProperty("leafVersion").GetByte(), script));
                return leaves[^1];
        }
    }

    private static Hash32 HashIn(JsonElement element, string name) =>
        Hash32.Parse(element.GetProperty(name).GetString()!);
}

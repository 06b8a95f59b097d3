using System.Text.Json;
using System.Text.RegularExpressions;
using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Bitcoin.Templates;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Mining.Tests.Bitcoin;

/// <summary>Template hashes are those of BIP-0119.</summary>
public sealed partial class TemplateHashConformanceTests
{
    [Fact]
    public void Matches_the_hashes_of_bip119() => VectorSuite.Open("bip119")
        .EachCase(
            "ctvhash.json",
            static all => all.EnumerateArray().Where(static c => c.ValueKind is JsonValueKind.Object),
            static (_, c) => AssertHashes(c))
        .Finish();

    /// <summary>Bare outputs of valid transactions, most of them without any scriptSig.</summary>
    [Fact]
    public void Bare_outputs_of_bip119_commit_to_what_spends_them() => VectorSuite.Open("bip119")
        .EachCase(
            "tx_valid.json",
            static all => all.EnumerateArray().Where(static c => IsOfTheRule(c) && BareOutputsOf(c).Any()),
            static (_, c) => AssertBareOutputs(c))
        .Finish();

    /// <summary>Comments have one element; cases in which the rule counts name it as their fourth.</summary>
    private static bool IsOfTheRule(JsonElement item) =>
        item.GetArrayLength() > 3 && item[3].ValueEquals("DEFAULT_CHECK_TEMPLATE_VERIFY_HASH");

    private static IEnumerable<(OutPoint Place, Hash32 Template)> BareOutputsOf(JsonElement item) =>
        from output in item[0].EnumerateArray()
        let bare = BareScript().Match(output[2].GetString()!)
        where bare.Success
        select (
            new OutPoint(Digest.Parse(output[0].GetString()!), output[1].GetUInt32()),
            Hash32.Parse(bare.Groups[1].Value));

    private static void AssertBareOutputs(JsonElement item)
    {
        var transaction = Transaction.TryDecode(Hex.Parse(item[1].GetString()!));
        Assert.NotNull(transaction);
        Assert.All(BareOutputsOf(item), output =>
        {
            int index = transaction.Inputs.TakeWhile(i => i.Previous != output.Place).Count();
            Assert.True(index < transaction.Inputs.Count);
            Assert.Equal(output.Template, TemplateHash.Of(transaction, (uint)index));
        });
    }

    private static void AssertHashes(JsonElement item)
    {
        var transaction = Transaction.TryDecode(Hex.Parse(item.GetProperty("hex_tx").GetString()!));
        Assert.NotNull(transaction);
        JsonElement.ArrayEnumerator indices = item.GetProperty("spend_index").EnumerateArray();
        JsonElement.ArrayEnumerator results = item.GetProperty("result").EnumerateArray();
        Assert.NotEmpty(results);
        Assert.Equal(
            results.Select(static r => Hash32.Parse(r.GetString()!)),
            indices.Select(index => TemplateHash.Of(transaction, index.GetUInt32())));
    }

    [GeneratedRegex("^0x20 (0x[0-9a-f]{64}) OP_CHECKTEMPLATEVERIFY$")]
    private static partial Regex BareScript();
}

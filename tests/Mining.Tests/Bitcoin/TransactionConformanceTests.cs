using System.Text.Json;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Mining.Tests.Bitcoin;

/// <summary>Transactions of Bitcoin Core's test data and of BIP-0119 are read and written back.</summary>
public sealed class TransactionConformanceTests
{
    /// <summary>
    /// What core_tx_invalid.json holds against Bitcoin Core's CheckTransaction, in its order.
    /// </summary>
    /// <remarks>The last two are of cases with another flaw, which pay nobody either.</remarks>
    private static readonly string[] ReasonsOfCore =
    [
        "NoOutputs", "AmountOutOfRange", "AmountOutOfRange", "TotalOutOfRange", "RepeatedInput",
        "CoinbaseScriptSize", "CoinbaseScriptSize", "NullInput", "NullInput", "NoOutputs", "NoOutputs",
    ];

    [Fact]
    public void Transactions_of_bip119_are_read_and_written_back() => VectorSuite.Open("bip119")
        .EachCase(
            "ctvhash.json",
            static all => all.EnumerateArray().Where(static c => c.ValueKind is JsonValueKind.Object),
            static (_, c) => AssertRoundTrip(c.GetProperty("hex_tx").GetString()!))
        .Finish();

    [Fact]
    public void Transactions_of_core_are_read_and_written_back() => VectorSuite.Open("bitcoin")
        .EachCase("core_tx_*valid.json", SpendCase.In, static (_, c) => AssertRoundTrip(c[1].GetString()!))
        .EachCase(
            "core_sighash.json",
            static all => all.EnumerateArray().Where(static c => c.GetArrayLength() > 1),
            static (_, c) => AssertRoundTrip(c[0].GetString()!))
        .Finish();

    [Fact]
    public void Transactions_of_core_keep_to_the_rules_or_have_the_flaw_that_they_are_made_for()
    {
        var reasons = new List<string>();
        VectorSuite.Open("bitcoin")
            .EachCase("core_tx_valid.json", SpendCase.In, static (_, c) =>
                Assert.Null(TransactionRules.Check(SpendCase.Read(c).Transaction)))
            .EachCase("core_tx_invalid.json", SpendCase.In, (_, c) =>
            {
                if (TransactionRules.Check(SpendCase.Read(c).Transaction) is { } refusal)
                {
                    reasons.Add(refusal.Reason);
                }
            })
            .Finish();
        Assert.Equal(ReasonsOfCore, reasons);
    }

    [Fact]
    public void Transactions_as_long_as_two_hashes_are_refused() => VectorSuite.Open("bitcoin")
        .EachCase("bip54_txsize.json", static all => all.EnumerateArray(), static (_, c) =>
        {
            AssertRoundTrip(c.GetProperty("tx").GetString()!);
            Transaction transaction = Transaction.TryDecode(Hex.Parse(c.GetProperty("tx").GetString()!))!;
            string? reason = TransactionRules.CheckSize(transaction)?.Reason;
            Assert.Equal(c.GetProperty("valid").GetBoolean() ? null : "SizeOfTwoHashes", reason);
        })
        .Finish();

    private static void AssertRoundTrip(string hex)
    {
        byte[] bytes = Hex.Parse(hex);
        Transaction? read = Transaction.TryDecode(bytes);
        Assert.NotNull(read);
        Assert.Equal(bytes, read.Encode());
    }
}

using System.Text.Json;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Mining.Tests.Bitcoin;

/// <summary>Transactions of Bitcoin Core's test data and of BIP-0119 are read and written back.</summary>
public sealed class TransactionConformanceTests
{
    [Fact]
    public void Transactions_of_bip119_are_read_and_written_back() => VectorSuite.Open("bip119")
        .EachCase(
            "ctvhash.json",
            static all => all.EnumerateArray().Where(static c => c.ValueKind is JsonValueKind.Object),
            static (_, c) => AssertRoundTrip(c.GetProperty("hex_tx").GetString()!))
        .Finish();

    private static void AssertRoundTrip(string hex)
    {
        byte[] bytes = Hex.Parse(hex);
        Transaction? read = Transaction.TryDecode(bytes);
        Assert.NotNull(read);
        Assert.Equal(bytes, read.Encode());
    }
}

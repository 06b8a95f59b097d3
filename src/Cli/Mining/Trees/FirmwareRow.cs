using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Cli.Mining.Rules;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Mining.Payouts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Trees;

/// <summary>What a kind of mining machine takes.</summary>
/// <param name="Name">The kind.</param>
/// <param name="CoinbaseBytes">The largest coinbase.</param>
/// <param name="DirectMax">How many direct outputs to the first recipient's form of script fit.</param>
/// <param name="TakesAll">Whether it takes direct outputs to all recipients; a tree always fits.</param>
internal sealed record FirmwareRow(string Name, uint CoinbaseBytes, uint DirectMax, bool TakesAll)
{
    internal static JsonShape<FirmwareRow> Shape { get; } = JsonObject.Of<FirmwareRow>()
        .Member("firmware", JsonShapes.Text, static x => x.Name)
        .Member("coinbase_bytes", Shapes.Count, static x => x.CoinbaseBytes)
        .Member("direct_outputs", Shapes.Count, static x => x.DirectMax)
        .Member("takes_all_directly", JsonShapes.Boolean, static x => x.TakesAll)
        .Build(static m => new(m.Take<string>(), m.Take<uint>(), m.Take<uint>(), m.Take<bool>()));

    internal static Sequence<FirmwareRow> Of(Sequence<TransactionOutput> payments) =>
        FirmwareClass.All.Map(f => new FirmwareRow(
            f.Name,
            (uint)f.CoinbaseSizeMax,
            (uint)f.OutputsMax(CoinbaseFrame.Usual, payments[0].Script.Length),
            f.Check(CoinbaseFrame.Usual, new(payments, Tree: null)) is null));
}

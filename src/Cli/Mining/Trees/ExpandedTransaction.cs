using TrustlessPools.Cli.Mining.Rules;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Mining.Payouts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Trees;

/// <summary>A transaction of a tree for programs.</summary>
internal sealed record ExpandedTransaction(
    ulong Node, ulong Level, Hash32 Id, ulong VirtualSize, ByteString Raw)
{
    internal static JsonShape<Sequence<ExpandedTransaction>> Shape { get; } = JsonShapes.List(
        JsonObject.Of<ExpandedTransaction>()
            .Member("node", JsonShapes.Number, static x => x.Node)
            .Member("level", JsonShapes.Number, static x => x.Level)
            .Member("txid", Shapes.Shown, static x => x.Id)
            .Member("virtual_size", JsonShapes.Number, static x => x.VirtualSize)
            .Member("raw", Shapes.Bytes, static x => x.Raw)
            .Build(static m => new(
                m.Take<ulong>(),
                m.Take<ulong>(),
                m.Take<Hash32>(),
                m.Take<ulong>(),
                m.Take<ByteString>())));

    internal static ExpandedTransaction Of(ExpansionStep step) => new(
        (ulong)step.Node.Value,
        (ulong)step.Level,
        step.Transaction.Id,
        (ulong)step.Transaction.VirtualSize,
        new(step.Transaction.Encode()));
}

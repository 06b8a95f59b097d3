using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Cli.Mining.Rules;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Mining.Payouts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Trees;

/// <summary>What a tree of some radix costs, in virtual bytes.</summary>
/// <param name="Radix">The most children of a transaction.</param>
/// <param name="Cost">What it costs.</param>
internal sealed record RadixCost(uint Radix, TreeCost Cost)
{
    internal static JsonShape<RadixCost> Shape { get; } = JsonObject.Of<RadixCost>()
        .Member("radix", Shapes.Count, static x => x.Radix)
        .Member("recipients", JsonShapes.Number, static x => (ulong)x.Cost.Recipients)
        .Member("transactions", JsonShapes.Number, static x => (ulong)x.Cost.Nodes)
        .Member("levels", JsonShapes.Number, static x => (ulong)x.Cost.Levels)
        .Member("total", JsonShapes.Number, static x => (ulong)x.Cost.VirtualSize)
        .Member("largest_transaction", JsonShapes.Number, static x => (ulong)x.Cost.NodeVirtualSizeMost)
        .Member("lone_exit", JsonShapes.Number, static x => (ulong)x.Cost.LoneExit)
        .Member("lone_exit_with_children", JsonShapes.Number, static x => (ulong)x.Cost.LoneExitWithChildren)
        .Build(static m => new(
            m.Take<uint>(),
            new(
                (int)m.Take<ulong>(),
                (int)m.Take<ulong>(),
                (int)m.Take<ulong>(),
                (long)m.Take<ulong>(),
                (int)m.Take<ulong>(),
                (long)m.Take<ulong>(),
                (long)m.Take<ulong>())));

    internal static RadixCost Of(TreePlan plan, Sequence<TransactionOutput> payments) =>
        new((uint)plan.Radix, TreeCost.Of(plan, payments));
}

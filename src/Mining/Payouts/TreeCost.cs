using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Payouts;

/// <summary>What a tree costs in virtual bytes, whatever the fee rate is.</summary>
/// <param name="Recipients">How many leaves there are.</param>
/// <param name="Nodes">How many transactions there are.</param>
/// <param name="Levels">The most transactions before a recipient has his output.</param>
/// <param name="VirtualSize">All transactions together.</param>
/// <param name="NodeVirtualSizeMost">The largest transaction.</param>
/// <param name="LoneExit">The dearest path, when everybody else waits.</param>
/// <param name="LoneExitWithChildren">The dearest path where each transaction has a child that pays.</param>
/// <remarks>Spec: docs/spec/payouts.md#costs.</remarks>
public sealed record TreeCost(
    int Recipients,
    int Nodes,
    int Levels,
    long VirtualSize,
    int NodeVirtualSizeMost,
    long LoneExit,
    long LoneExitWithChildren)
{
    /// <summary>
    /// A child that pays for its parent: 10.5, the anchor's input 41, a taproot input 57.5 and output 43.
    /// </summary>
    public const int ChildVirtualSize = 152;

    /// <summary>All transactions together, each with a child that pays.</summary>
    public long VirtualSizeWithChildren => VirtualSize + ((long)Nodes * ChildVirtualSize);

    /// <summary>The share of one recipient in all transactions.</summary>
    public Ratio PerRecipient => new(VirtualSize, Recipients);

    /// <summary>The share of one recipient in all transactions and their children.</summary>
    public Ratio PerRecipientWithChildren => new(VirtualSizeWithChildren, Recipients);

    /// <summary>Reckons without hashing.</summary>
    /// <param name="plan">With a radix in its range.</param>
    /// <param name="payments">One or more.</param>
    public static TreeCost Of(TreePlan plan, Sequence<TransactionOutput> payments)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Invariant.Holds(plan.Check(payments.AsSpan()) is null, "A cost is asked of a tree that can be.");
        TreeStructure structure = TreeStructure.Of(plan, payments.AsSpan());
        int[] sizes = NodeSize.Of(structure, plan, payments.AsSpan());
        var paths = new (int Levels, long Size)[sizes.Length];
        (int levels, long exit, long withChildren) = (0, 0, 0);
        for (int node = sizes.Length - 1; node >= 0; node--)
        {
            (int before, long size) = node == structure.Root.Value
                ? default
                : paths[structure.PlaceOf(TreeChild.Of(new NodeNumber(node))).Parent.Value];
            paths[node] = (before + 1, size + sizes[node]);

            // A path that ends at a node is part of a longer one that ends at a leaf.
            levels = Math.Max(levels, paths[node].Levels);
            exit = Math.Max(exit, paths[node].Size);
            withChildren = Math.Max(
                withChildren, paths[node].Size + ((long)paths[node].Levels * ChildVirtualSize));
        }

        long all = sizes.Aggregate(0L, static (sum, s) => sum + s);
        return new(payments.Count, sizes.Length, levels, all, sizes.Max(), exit, withChildren);
    }
}

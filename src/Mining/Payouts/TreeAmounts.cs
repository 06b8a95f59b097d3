using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Payouts;

/// <summary>What each output of a tree holds.</summary>
/// <remarks>
/// Spec: docs/spec/payouts.md#amounts. A transaction takes its charge from what it is paid and divides the
/// rest in proportion to the payments below its children, by running sums: the children up to the i-th
/// get floor(rest * payments up to the i-th / all payments below) together. Without a charge everybody
/// gets his payment exactly; with one, up to a satoshi more or less on each level.
/// </remarks>
internal sealed class TreeAmounts
{
    private readonly ulong[] _leaves;
    private readonly ulong[] _nodes;

    private TreeAmounts(ulong[] leaves, ulong[] nodes)
    {
        _leaves = leaves;
        _nodes = nodes;
    }

    internal static TreeAmounts Of(
        TreeStructure structure, Satoshi charge, ReadOnlySpan<TransactionOutput> payments)
    {
        ulong[] below = PaymentsBelow(structure, payments);
        var amounts = new TreeAmounts(new ulong[payments.Length], new ulong[below.Length]);
        amounts._nodes[^1] = below[^1];
        for (int node = below.Length - 1; node >= 0; node--)
        {
            ulong held = amounts._nodes[node];
            ulong rest = held < charge.Value ? 0 : held - charge.Value;
            (ulong upTo, ulong given) = (0, 0);
            foreach (TreeChild child in structure.ChildrenOf(new(node)))
            {
                upTo += child.IsLeaf ? payments[child.Leaf.Value].Amount.Value : below[child.Node.Value];
                ulong together = Share(rest, upTo, below[node]);
                amounts.ValueOf(child) = together - given;
                given = together;
            }
        }

        return amounts;
    }

    internal Satoshi Of(TreeChild child) => new(ValueOf(child));

    /// <summary>Asserts that every transaction pays out exactly what it is paid, less its charge.</summary>
    internal void AssertSums(TreeStructure structure, Satoshi charge)
    {
        for (int node = 0; node < _nodes.Length; node++)
        {
            ulong sum = charge.Value;
            foreach (TreeChild child in structure.ChildrenOf(new(node)))
            {
                sum += ValueOf(child);
            }

            Invariant.Holds(sum == _nodes[node], $"Node {node} of a payout tree pays out what it holds.");
        }
    }

    private static ulong[] PaymentsBelow(TreeStructure structure, ReadOnlySpan<TransactionOutput> payments)
    {
        var below = new ulong[structure.Nodes];
        for (int node = 0; node < below.Length; node++)
        {
            foreach (TreeChild child in structure.ChildrenOf(new(node)))
            {
                below[node] += child.IsLeaf
                    ? payments[child.Leaf.Value].Amount.Value
                    : below[child.Node.Value];
            }
        }

        return below;
    }

    // Nothing is left where nothing was to be paid.
    private static ulong Share(ulong rest, ulong part, ulong whole) =>
        part == whole ? rest : (ulong)((UInt128)rest * part / whole);

    private ref ulong ValueOf(TreeChild child) =>
        ref child.IsLeaf ? ref _leaves[child.Leaf.Value] : ref _nodes[child.Node.Value];
}

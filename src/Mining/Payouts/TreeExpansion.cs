using TrustlessPools.Bitcoin.Transactions;

namespace TrustlessPools.Mining.Payouts;

/// <summary>From an output that pays a tree, or a part of it, to the recipients.</summary>
/// <remarks>Spec: docs/spec/payouts.md#expansion.</remarks>
public static class TreeExpansion
{
    /// <summary>All transactions below an output, level by level, parents before children.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="node">What the output pays, for example the root.</param>
    /// <param name="spent">The output.</param>
    public static IEnumerable<ExpansionStep> Below(PayoutTree tree, NodeNumber node, OutPoint spent)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return BelowChecked(tree, node, spent);
    }

    /// <summary>The transactions that one recipient needs to get at his output: a lone exit.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="leaf">The recipient.</param>
    /// <param name="node">What the output pays: the root, or a node on the recipient's path.</param>
    /// <param name="spent">The output.</param>
    /// <returns>Parents before children; null when the recipient is not below the node.</returns>
    public static IReadOnlyList<ExpansionStep>? To(
        PayoutTree tree, LeafNumber leaf, NodeNumber node, OutPoint spent)
    {
        ArgumentNullException.ThrowIfNull(tree);
        if (PathTo(tree, leaf, node) is not { } path)
        {
            return null;
        }

        var steps = new List<ExpansionStep>();
        foreach (NodeNumber next in path)
        {
            if (steps is [.., { } last])
            {
                spent = new(last.Transaction.Id, tree.PlaceOf(TreeChild.Of(next)).Index);
            }

            steps.Add(new(next, steps.Count, tree.Spend(next, spent)));
        }

        return steps;
    }

    private static IEnumerable<ExpansionStep> BelowChecked(PayoutTree tree, NodeNumber node, OutPoint spent)
    {
        var open = new Queue<(NodeNumber Node, int Level, OutPoint Spent)>([(node, 0, spent)]);
        while (open.TryDequeue(out (NodeNumber Node, int Level, OutPoint Spent) next))
        {
            var step = new ExpansionStep(next.Node, next.Level, tree.Spend(next.Node, next.Spent));
            OutPoint first = new(step.Transaction.Id, 0);
            for (int i = 0; i < tree.ChildrenOf(next.Node).Length; i++)
            {
                if (tree.ChildrenOf(next.Node)[i] is { IsLeaf: false } child)
                {
                    open.Enqueue((child.Node, next.Level + 1, first with { Index = (uint)i }));
                }
            }

            yield return step;
        }
    }

    private static Stack<NodeNumber>? PathTo(PayoutTree tree, LeafNumber leaf, NodeNumber node)
    {
        var path = new Stack<NodeNumber>();
        for (TreeChild at = TreeChild.Of(leaf); ; at = TreeChild.Of(path.Peek()))
        {
            if (!at.IsLeaf && at.Node == node)
            {
                return path;
            }

            if (!at.IsLeaf && at.Node == tree.Root)
            {
                return null;
            }

            path.Push(tree.PlaceOf(at).Parent);
        }
    }
}

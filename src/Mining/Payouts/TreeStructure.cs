using TrustlessPools.Bitcoin.Transactions;

namespace TrustlessPools.Mining.Payouts;

/// <summary>Who hangs from whom in a tree, without amounts. The last node is the root.</summary>
internal sealed class TreeStructure
{
    private readonly int[] _ends;
    private readonly TreeChild[] _children;
    private readonly TreePlace[] _leafPlaces;
    private readonly TreePlace[] _nodePlaces;

    private TreeStructure(int leaves, int[] ends, TreeChild[] children)
    {
        _ends = ends;
        _children = children;
        _leafPlaces = new TreePlace[leaves];
        _nodePlaces = new TreePlace[ends.Length];
        for (int node = 0; node < ends.Length; node++)
        {
            ReadOnlySpan<TreeChild> below = ChildrenOf(new(node));
            for (int i = 0; i < below.Length; i++)
            {
                PlaceOf(below[i]) = new(new(node), (uint)i);
            }
        }
    }

    internal int Leaves => _leafPlaces.Length;

    internal int Nodes => _ends.Length;

    internal NodeNumber Root => new(Nodes - 1);

    /// <summary>Arranges payments as a plan says.</summary>
    /// <param name="plan">With a radix of 2 or more.</param>
    /// <param name="payments">One or more.</param>
    internal static TreeStructure Of(TreePlan plan, ReadOnlySpan<TransactionOutput> payments) =>
        plan.Weights is TreeWeights.Amounts
            ? HuffmanShape.Build(payments, plan.Radix)
            : BalancedShape.Build(payments.Length, plan.Radix);

    internal ReadOnlySpan<TreeChild> ChildrenOf(NodeNumber node)
    {
        int start = node.Value == 0 ? 0 : _ends[node.Value - 1];
        return _children.AsSpan(start, _ends[node.Value] - start);
    }

    /// <summary>Where a child hangs; the root's place means nothing.</summary>
    internal ref TreePlace PlaceOf(TreeChild child) =>
        ref child.IsLeaf ? ref _leafPlaces[child.Leaf.Value] : ref _nodePlaces[child.Node.Value];

    /// <summary>Makes a structure from its leaves up.</summary>
    internal sealed class Builder(int leaves)
    {
        private readonly List<int> _ends = [];
        private readonly List<TreeChild> _children = [];

        /// <summary>Adds a node above children that have no parent yet.</summary>
        internal NodeNumber Add(ReadOnlySpan<TreeChild> children)
        {
            _children.AddRange(children);
            _ends.Add(_children.Count);
            return new(_ends.Count - 1);
        }

        internal TreeStructure Build() => new(leaves, [.. _ends], [.. _children]);
    }
}

using TrustlessPools.Bitcoin.Transactions;

namespace TrustlessPools.Mining.Payouts;

/// <summary>A tree in which paths, weighed by amounts, are as short as the radix lets them be.</summary>
/// <remarks>
/// Huffman, "A Method for the Construction of Minimum-Redundancy Codes", 1952: the lightest are joined, over
/// and over; the first join takes so few that the last one is full. Of equal weights leaves come before
/// nodes, and lower numbers before higher ones. Two queues, each in order of weight, stand for a heap.
/// </remarks>
internal sealed class HuffmanShape
{
    private readonly (ulong Weight, int Leaf)[] _leaves;
    private readonly List<ulong> _nodes = [];
    private int _leavesTaken;
    private int _nodesTaken;

    private HuffmanShape(ReadOnlySpan<TransactionOutput> payments)
    {
        _leaves = new (ulong, int)[payments.Length];
        for (int i = 0; i < payments.Length; i++)
        {
            _leaves[i] = (payments[i].Amount.Value, i);
        }

        Array.Sort(_leaves, static (left, right) => left.Weight == right.Weight
            ? left.Leaf.CompareTo(right.Leaf)
            : left.Weight.CompareTo(right.Weight));
    }

    internal static TreeStructure Build(ReadOnlySpan<TransactionOutput> payments, int radix)
    {
        var shape = new HuffmanShape(payments);
        var builder = new TreeStructure.Builder(payments.Length);
        var taken = new TreeChild[radix];
        int open = payments.Length;
        int count = open == 1 ? 1 : 2 + ((open - 2) % (radix - 1));
        do
        {
            ulong weight = 0;
            for (int i = 0; i < count; i++)
            {
                (taken[i], ulong lightest) = shape.TakeLightest();
                weight += lightest;
            }

            builder.Add(taken.AsSpan(0, count));
            shape._nodes.Add(weight);
            open -= count - 1;
            count = radix;
        }
        while (open > 1);

        return builder.Build();
    }

    private (TreeChild Child, ulong Weight) TakeLightest()
    {
        bool isLeaf = _nodesTaken == _nodes.Count
            || (_leavesTaken < _leaves.Length && _leaves[_leavesTaken].Weight <= _nodes[_nodesTaken]);
        if (isLeaf)
        {
            (ulong weight, int leaf) = _leaves[_leavesTaken++];
            return (TreeChild.Of(new LeafNumber(leaf)), weight);
        }

        int node = _nodesTaken++;
        return (TreeChild.Of(new NodeNumber(node)), _nodes[node]);
    }
}

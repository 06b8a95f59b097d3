using System.Globalization;

namespace TrustlessPools.Mining.Payouts;

/// <summary>A transaction of a tree. Children have lower numbers than their parents.</summary>
public readonly record struct NodeNumber(int Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A payment of a tree, by its place in the sharing rule's order, from 0.</summary>
public readonly record struct LeafNumber(int Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What an output of a tree's transaction pays: a recipient, or the next transaction.</summary>
/// <remarks>The default value is leaf 0.</remarks>
public readonly record struct TreeChild
{
    // Leaves from 0 up, nodes from -1 down.
    private readonly int _code;

    private TreeChild(int code) => _code = code;

    /// <summary>True for a recipient's output.</summary>
    public bool IsLeaf => _code >= 0;

    /// <summary>The leaf; to be asked only of one.</summary>
    public LeafNumber Leaf => new(_code);

    /// <summary>The node; to be asked only of one.</summary>
    public NodeNumber Node => new(~_code);

    /// <summary>A recipient.</summary>
    public static TreeChild Of(LeafNumber leaf) => new(leaf.Value);

    /// <summary>The next transaction.</summary>
    public static TreeChild Of(NodeNumber node) => new(~node.Value);

    public override string ToString() => IsLeaf ? $"leaf {Leaf}" : $"node {Node}";
}

/// <summary>Where in a tree an output is.</summary>
/// <param name="Parent">The transaction.</param>
/// <param name="Index">Which of its outputs, from 0.</param>
public readonly record struct TreePlace(NodeNumber Parent, uint Index);

namespace TrustlessPools.Mining.Payouts;

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

using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.DevelopmentChain.States;

/// <summary>
/// An immutable vector of hashes that knows its hash tree root, such as a state's RANDAO mixes.
/// </summary>
/// <remarks>
/// The Merkle tree itself, shared between versions: changing one element costs log2(length) hashes and nodes,
/// whereas an array of 65,536 mixes would have to be copied and hashed again for every block.
/// </remarks>
public sealed class RootVector : IEquatable<RootVector>
{
    private readonly Node _root;
    private readonly int _depth;

    private RootVector(Node root, int depth)
    {
        _root = root;
        _depth = depth;
    }

    /// <summary>The number of elements, a power of two.</summary>
    public ulong Length => 1UL << _depth;

    /// <summary>The specification's <c>hash_tree_root</c>.</summary>
    public Hash32 Root => _root.Hash;

    /// <summary>The element at a position below <see cref="Length"/>.</summary>
    public Hash32 this[ulong index]
    {
        get
        {
            Invariant.Holds(index < Length, "A vector is read within its length.");
            Node node = _root;
            for (int height = _depth - 1; height >= 0; height--)
            {
                node = (index >> height & 1) == 0 ? node.Left! : node.Right!;
            }

            return node.Hash;
        }
    }

    /// <summary>A vector that has the same hash everywhere.</summary>
    /// <param name="length">A power of two.</param>
    /// <param name="value">The hash.</param>
    public static RootVector Filled(ulong length, Hash32 value)
    {
        Invariant.Holds(ulong.IsPow2(length), "The length of a vector of roots is a power of two.");
        var node = new Node(value, null, null);
        int depth = (int)ulong.Log2(length);
        for (int height = 0; height < depth; height++)
        {
            node = Node.Over(node, node);
        }

        return new(node, depth);
    }

    /// <summary>The vector with one element exchanged.</summary>
    public RootVector With(ulong index, Hash32 value)
    {
        Invariant.Holds(index < Length, "A vector is changed within its length.");
        return this[index] == value ? this : new(Changed(_root, _depth - 1, index, value), _depth);
    }

    public bool Equals(RootVector? other) =>
        other is not null && _depth == other._depth && Root == other.Root;

    public override bool Equals(object? obj) => Equals(obj as RootVector);

    public override int GetHashCode() => Root.GetHashCode();

    private static Node Changed(Node node, int height, ulong index, Hash32 value)
    {
        if (height < 0)
        {
            return new(value, null, null);
        }

        return (index >> height & 1) == 0
            ? Node.Over(Changed(node.Left!, height - 1, index, value), node.Right!)
            : Node.Over(node.Left!, Changed(node.Right!, height - 1, index, value));
    }

    private sealed record Node(Hash32 Hash, Node? Left, Node? Right)
    {
        internal static Node Over(Node left, Node right) =>
            new(Merkle.Parent(left.Hash, right.Hash), left, right);
    }
}

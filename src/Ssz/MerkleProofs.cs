using System.Collections.Immutable;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ssz;

/// <summary>Roots and branches of trees as deep as their type says, not as their elements need.</summary>
internal static class MerkleProofs
{
    /// <summary>The root of the elements of a list without its length.</summary>
    /// <param name="tree">The list, of at most as many chunks as the depth allows.</param>
    /// <param name="depth">The levels above the chunks by the type.</param>
    internal static Hash32 RootOfElements<T, TMeasure>(MerkleTree<T, TMeasure> tree, int depth)
        where T : notnull
        where TMeasure : struct, IMeasure<T, TMeasure>
    {
        int covered = MerkleShape<T>.Bits * (tree.Height + 1);
        ReadOnlySpan<byte> chunks = tree.Root.Tree(tree.Shape, tree.Height);

        // A type of few chunks ends within the topmost node, on its left edge.
        var root = new Hash32(MerkleNode<T, TMeasure>.Chunk(chunks, 1 << Math.Max(covered - depth, 0)));
        for (int level = covered; level < depth; level++)
        {
            root = Merkle.Parent(root, Merkle.ZeroRoot(level));
        }

        return root;
    }

    /// <summary>The branch from one of a few nodes to their root, padded to a power of two.</summary>
    internal static MerkleBranch BranchOf(ReadOnlySpan<Hash32> nodes, int index)
    {
        GeneralizedIndex place = GeneralizedIndex.OfLeaf(index, nodes.Length);
        int width = 1 << place.Depth;
        var tree = new Hash32[2 * width];
        nodes.CopyTo(tree.AsSpan(width));
        for (int i = width - 1; i > 0; i--)
        {
            tree[i] = Merkle.Parent(tree[2 * i], tree[(2 * i) + 1]);
        }

        ImmutableArray<Hash32>.Builder siblings = ImmutableArray.CreateBuilder<Hash32>();
        for (ulong i = place.Value; i > 1; i >>= 1)
        {
            siblings.Add(tree[i ^ 1]);
        }

        return new(place, new(siblings.ToImmutable()));
    }

    /// <summary>The branch from the chunk that holds an element to the root of the list.</summary>
    internal static MerkleBranch BranchOf<T, TMeasure>(MerkleTree<T, TMeasure> tree, int depth, int index)
        where T : notnull
        where TMeasure : struct, IMeasure<T, TMeasure>
    {
        ImmutableArray<Hash32>.Builder siblings = ImmutableArray.CreateBuilder<Hash32>(depth + 1);
        Collect(tree.Root, tree.Height);
        for (int level = siblings.Count; level < depth; level++)
        {
            siblings.Add(Merkle.ZeroRoot(level));
        }

        // A type of few chunks ends within the topmost node.
        siblings.Count = depth;
        siblings.Add(Merkle.NumberChunk((ulong)tree.Count));
        ulong place = (2UL << depth) + (ulong)tree.Shape.ChunkOf(index);
        return new(new(place), new(siblings.ToImmutable()));

        void Collect(MerkleNode<T, TMeasure> node, int height)
        {
            int slot = tree.Shape.SlotOf(index, height);
            if (height > 0)
            {
                Collect(((MerkleInner<T, TMeasure>)node).Children[slot], height - 1);
            }

            ReadOnlySpan<byte> chunks = node.Tree(tree.Shape, height);
            for (int i = MerkleShape<T>.Width + slot; i > 1; i >>= 1)
            {
                siblings.Add(new(MerkleNode<T, TMeasure>.Chunk(chunks, i ^ 1)));
            }
        }
    }
}

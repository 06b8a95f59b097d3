using System.Numerics;

namespace TrustlessPools.Ssz;

/// <summary>How elements of one schema lie in the nodes of a <see cref="MerkleTree{T, TMeasure}"/>.</summary>
/// <remarks>
/// A node covers <see cref="Width"/> subtrees: a leaf that many chunks, an inner node that many nodes. A
/// chunk holds one element's root, or as many elements of a basic type as it has room for.
/// </remarks>
internal sealed class MerkleShape<T>
    where T : notnull
{
    /// <summary>The levels of the Merkle tree that one node covers.</summary>
    internal const int Bits = 4;

    /// <summary>The subtrees under one node.</summary>
    internal const int Width = 1 << Bits;

    /// <summary>The number of elements is an int, so no tree is higher.</summary>
    private const int HeightMax = 31 / Bits;

    private readonly int _chunkBits;
    private readonly byte[][] _emptyTrees = new byte[HeightMax + 1][];

    internal MerkleShape(SszType<T> element)
    {
        Element = element;
        PerChunk = element.IsBasic ? Merkle.ChunkSize / element.FixedSize!.Value : 1;
        _chunkBits = BitOperations.Log2((uint)PerChunk);
        for (int height = 0; height <= HeightMax; height++)
        {
            _emptyTrees[height] = MakeEmptyTree(Bits * height);
        }
    }

    /// <summary>The schema of an element.</summary>
    internal SszType<T> Element { get; }

    /// <summary>The elements in one chunk, a power of two.</summary>
    internal int PerChunk { get; }

    /// <summary>The elements in one leaf.</summary>
    internal int PerLeaf => Width << _chunkBits;

    /// <summary>The chunk that holds an element, within the whole list.</summary>
    internal long ChunkOf(long index) => index >> _chunkBits;

    /// <summary>The place of an element in its leaf.</summary>
    internal int PlaceOf(int index) => index & (PerLeaf - 1);

    /// <summary>The subtree that holds an element, in the node of so many levels above the leaves.</summary>
    internal int SlotOf(int index, int height) => index >> (_chunkBits + (Bits * height)) & (Width - 1);

    /// <summary>The first element under a subtree, relative to its node.</summary>
    internal int StartOf(int slot, int height) => slot << (_chunkBits + (Bits * height));

    /// <summary>The elements that fit under a node.</summary>
    internal long Capacity(int height) => 1L << (_chunkBits + (Bits * (height + 1)));

    /// <summary>
    /// The Merkle tree of a node that covers nothing, as <see cref="MerkleNode{T, TMeasure}"/> keeps it.
    /// </summary>
    internal byte[] EmptyTree(int height) => _emptyTrees[height];

    private static byte[] MakeEmptyTree(int slotDepth)
    {
        var tree = new byte[2 * Width * Merkle.ChunkSize];
        for (int i = 1; i < 2 * Width; i++)
        {
            int depth = slotDepth + Bits - BitOperations.Log2((uint)i);
            Merkle.ZeroRoot(depth).CopyTo(tree.AsSpan(i * Merkle.ChunkSize));
        }

        return tree;
    }
}

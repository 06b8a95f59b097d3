using System.Numerics;

namespace TrustlessPools.Ssz;

/// <summary>
/// A node of a persistent tree, shared between versions, that knows its Merkle root and its measure once
/// somebody has asked.
/// </summary>
/// <remarks>
/// The Merkle tree of its <see cref="MerkleShape{T}.Width"/> slots lies in one array, as a heap does: the
/// root is chunk 1, the children of chunk i are chunks 2i and 2i + 1, and slot s is chunk Width + s.
/// <code>
/// chunk:   0         1      2, 3    4 … 7   …   Width … 2 Width - 1
///          unused    root   its     theirs      the slots
///                           children
/// </code>
/// So every pair to be hashed is 64 bytes in a row. A changed node shares the array of the node that it was
/// copied from until its root is asked for, and remembers which slots are stale in it. Who asks twice at once
/// computes twice and stores the same. Measures are brought up to date before a node is shared. So sharing
/// nodes between threads is safe.
/// </remarks>
internal abstract class MerkleNode<T, TMeasure>
    where T : notnull
    where TMeasure : struct, IMeasure<T, TMeasure>
{
    private readonly object? _owner;
    private uint _stale;
    private byte[]? _tree;
    private readonly TMeasure[]? _measures;
    private uint _unmeasured;
    private TMeasure _measure;

    /// <summary>Makes a node, as a copy of another when there is one.</summary>
    /// <param name="owner">Who may change it in place; nobody when null.</param>
    /// <param name="original">The node whose slots it starts with.</param>
    protected MerkleNode(object? owner, MerkleNode<T, TMeasure>? original)
    {
        _owner = owner;
        _measures = !IsMeasured ? null
            : original is null ? new TMeasure[MerkleShape<T>.Width]
            : original._measures!.AsSpan().ToArray();
        if (original is not null)
        {
            _unmeasured = original._unmeasured;
            _measure = original._measure;

            // In this order: an array that somebody else has just completed is right for an older mask.
            _stale = Volatile.Read(ref original._stale);
            _tree = original._tree;
        }
    }

    /// <summary>
    /// This node, or a copy unless the owner may change it in place, with one element put at a place that is
    /// taken or is the first free one.
    /// </summary>
    internal abstract MerkleNode<T, TMeasure> Put(Placement<T> at, int height);

    /// <summary>The measure of all elements below.</summary>
    internal TMeasure Measure
    {
        get
        {
            if (_unmeasured != 0)
            {
                MeasureAgain();
            }

            return _measure;
        }
    }

    /// <summary>The measures of the slots in a row, so that adding them up touches nothing else.</summary>
    internal ReadOnlySpan<TMeasure> Measures
    {
        get
        {
            _ = Measure;
            return _measures;
        }
    }

    /// <summary>False when nobody asks for measures, and none are kept.</summary>
    internal static bool IsMeasured => typeof(TMeasure) != typeof(Unmeasured<T>);

    /// <summary>The Merkle tree of the slots, up to date; not to be changed.</summary>
    internal ReadOnlySpan<byte> Tree(MerkleShape<T> shape, int height)
    {
        if (Volatile.Read(ref _stale) != 0 || _tree is null)
        {
            Hash(shape, height);
        }

        return _tree;
    }

    /// <summary>A chunk of a tree.</summary>
    internal static ReadOnlySpan<byte> Chunk(ReadOnlySpan<byte> tree, int index) =>
        tree.Slice(index * Merkle.ChunkSize, Merkle.ChunkSize);

    protected abstract TMeasure MeasureOfSlot(int slot);

    protected abstract void WriteRoot(int slot, Span<byte> destination, MerkleShape<T> shape, int height);

    protected bool IsOwnedBy(object? owner) => owner is not null && ReferenceEquals(owner, _owner);

    /// <summary>Notes that a slot has another root now.</summary>
    protected void Touch(int slot)
    {
        _stale |= 1U << slot;
        _unmeasured |= IsMeasured ? 1U << slot : 0;
    }

    private void MeasureAgain()
    {
        for (uint slots = _unmeasured; slots != 0; slots &= slots - 1)
        {
            int slot = BitOperations.TrailingZeroCount(slots);
            _measures![slot] = MeasureOfSlot(slot);
        }

        // Slots behind the last element have the measure of nothing.
        TMeasure sum = default;
        foreach (ref readonly TMeasure part in _measures.AsSpan())
        {
            sum = TMeasure.Add(sum, part);
        }

        _measure = sum;
        _unmeasured = 0;
    }

    private void Hash(MerkleShape<T> shape, int height)
    {
        byte[] tree = (_tree ?? shape.EmptyTree(height)).AsSpan().ToArray();
        for (uint slots = _stale; slots != 0; slots &= slots - 1)
        {
            int slot = BitOperations.TrailingZeroCount(slots);
            int start = (MerkleShape<T>.Width + slot) * Merkle.ChunkSize;
            WriteRoot(slot, tree.AsSpan(start, Merkle.ChunkSize), shape, height);
        }

        ulong changed = (ulong)_stale << MerkleShape<T>.Width;
        for (int i = MerkleShape<T>.Width - 1; i > 0; i--)
        {
            if ((changed >> (2 * i) & 3) != 0)
            {
                Merkle.HashPair(Pair(tree, i), tree.AsSpan(i * Merkle.ChunkSize, Merkle.ChunkSize));
                changed |= 1UL << i;
            }
        }

        _tree = tree;
        Volatile.Write(ref _stale, 0);
    }

    private static ReadOnlySpan<byte> Pair(byte[] tree, int parent) =>
        tree.AsSpan(2 * parent * Merkle.ChunkSize, 2 * Merkle.ChunkSize);
}

/// <summary>An element on its way to its place.</summary>
/// <param name="Index">Where it belongs.</param>
/// <param name="Value">The element.</param>
/// <param name="Owner">Who may change which nodes in place; nobody any when null.</param>
/// <param name="Shape">Of the tree.</param>
internal readonly record struct Placement<T>(int Index, T Value, object? Owner, MerkleShape<T> Shape)
    where T : notnull;

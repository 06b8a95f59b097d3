namespace TrustlessPools.Ssz;

/// <summary>A node over nodes; all but the last are full.</summary>
internal sealed class MerkleInner<T, TMeasure> : MerkleNode<T, TMeasure>
    where T : notnull
    where TMeasure : struct, IMeasure<T, TMeasure>
{
    private readonly MerkleNode<T, TMeasure>[] _children;
    private int _count;

    /// <summary>An inner node over nothing.</summary>
    internal MerkleInner(object? owner)
        : base(owner, original: null) => _children = new MerkleNode<T, TMeasure>[MerkleShape<T>.Width];

    /// <summary>An inner node over one full node.</summary>
    internal MerkleInner(object? owner, MerkleNode<T, TMeasure> first)
        : this(owner)
    {
        _children[0] = first;
        _count = 1;
        Touch(0);
    }

    private MerkleInner(object? owner, MerkleInner<T, TMeasure> original)
        : base(owner, original)
    {
        _children = original._children.AsSpan().ToArray();
        _count = original._count;
    }

    /// <summary>The nodes below.</summary>
    internal ReadOnlySpan<MerkleNode<T, TMeasure>> Children => _children.AsSpan(0, _count);

    internal override MerkleNode<T, TMeasure> Put(Placement<T> at, int height)
    {
        MerkleInner<T, TMeasure> node = IsOwnedBy(at.Owner) ? this : new(at.Owner, this);
        int slot = at.Shape.SlotOf(at.Index, height);
        MerkleNode<T, TMeasure> child = slot < _count ? _children[slot] : NewChild(at, height);
        node._children[slot] = child.Put(at, height - 1);
        node._count = Math.Max(node._count, slot + 1);
        node.Touch(slot);
        return node;
    }

    protected override TMeasure MeasureOfSlot(int slot) => _children[slot].Measure;

    protected override void WriteRoot(int slot, Span<byte> destination, MerkleShape<T> shape, int height) =>
        Chunk(_children[slot].Tree(shape, height - 1), 1).CopyTo(destination);

    private static MerkleNode<T, TMeasure> NewChild(Placement<T> at, int height) =>
        height == 1
            ? new MerkleLeaf<T, TMeasure>(at.Owner, at.Shape)
            : new MerkleInner<T, TMeasure>(at.Owner);
}

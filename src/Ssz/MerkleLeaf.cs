namespace TrustlessPools.Ssz;

/// <summary>A node that holds elements.</summary>
internal sealed class MerkleLeaf<T, TMeasure> : MerkleNode<T, TMeasure>
    where T : notnull
    where TMeasure : struct, IMeasure<T, TMeasure>
{
    private readonly T[] _items;
    private readonly int _perSlot;
    private int _count;

    /// <summary>A leaf without elements.</summary>
    internal MerkleLeaf(object? owner, MerkleShape<T> shape)
        : base(owner, original: null)
    {
        _items = new T[shape.PerLeaf];
        _perSlot = shape.PerChunk;
    }

    private MerkleLeaf(object? owner, MerkleLeaf<T, TMeasure> original)
        : base(owner, original)
    {
        _items = original._items.AsSpan().ToArray();
        _count = original._count;
        _perSlot = original._perSlot;
    }

    /// <summary>The elements.</summary>
    internal ReadOnlySpan<T> Items => _items.AsSpan(0, _count);

    internal override MerkleNode<T, TMeasure> Put(Placement<T> at, int height)
    {
        MerkleLeaf<T, TMeasure> leaf = IsOwnedBy(at.Owner) ? this : new(at.Owner, this);
        int place = at.Shape.PlaceOf(at.Index);
        leaf._items[place] = at.Value;
        leaf._count = Math.Max(leaf._count, place + 1);
        leaf.Touch(at.Shape.SlotOf(at.Index, height));
        return leaf;
    }

    protected override TMeasure MeasureOfSlot(int slot)
    {
        TMeasure sum = default;
        int first = slot * _perSlot;
        foreach (T item in Items.Slice(first, Math.Min(_perSlot, _count - first)))
        {
            sum = TMeasure.Add(sum, TMeasure.Of(item));
        }

        return sum;
    }

    protected override void WriteRoot(int slot, Span<byte> destination, MerkleShape<T> shape, int height)
    {
        SszType<T> element = shape.Element;
        if (!element.IsBasic)
        {
            element.HashTreeRoot(_items[slot]).CopyTo(destination);
            return;
        }

        destination.Clear();
        int size = Merkle.ChunkSize / shape.PerChunk;
        int first = slot * shape.PerChunk;
        int count = Math.Min(shape.PerChunk, _count - first);
        for (int i = 0; i < count; i++)
        {
            element.Write(_items[first + i], destination.Slice(i * size, size));
        }
    }
}

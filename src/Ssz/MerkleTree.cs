using TrustlessPools.Primitives;

namespace TrustlessPools.Ssz;

/// <summary>The tree of a list and what is known of it: what a list and its builder have in common.</summary>
/// <param name="Shape">How elements lie in nodes.</param>
/// <param name="Root">The topmost node; there is one for a list without elements too.</param>
/// <param name="Height">The levels of nodes above the leaves, as few as hold the elements.</param>
/// <param name="Count">The number of elements.</param>
internal readonly record struct MerkleTree<T, TMeasure>(
    MerkleShape<T> Shape, MerkleNode<T, TMeasure> Root, int Height, int Count)
    where T : notnull
    where TMeasure : struct, IMeasure<T, TMeasure>
{
    /// <summary>The leaf that holds an element.</summary>
    internal MerkleLeaf<T, TMeasure> LeafOf(int index)
    {
        MerkleNode<T, TMeasure> node = Root;
        for (int height = Height; height > 0; height--)
        {
            node = ((MerkleInner<T, TMeasure>)node).Children[Shape.SlotOf(index, height)];
        }

        return (MerkleLeaf<T, TMeasure>)node;
    }

    /// <summary>An element.</summary>
    internal T Get(int index)
    {
        ThrowUnless(index >= 0 && index < Count, nameof(index));
        return LeafOf(index).Items[Shape.PlaceOf(index)];
    }

    /// <summary>The tree with an element exchanged.</summary>
    internal MerkleTree<T, TMeasure> With(int index, T value, object? owner)
    {
        ThrowUnless(index >= 0 && index < Count, nameof(index));
        return this with { Root = Root.Put(new(index, value, owner, Shape), Height) };
    }

    /// <summary>The tree with an element more at its end.</summary>
    internal MerkleTree<T, TMeasure> Add(T value, object? owner)
    {
        bool isFull = Count == Shape.Capacity(Height);
        MerkleNode<T, TMeasure> root = isFull ? new MerkleInner<T, TMeasure>(owner, Root) : Root;
        int height = isFull ? Height + 1 : Height;
        return new(Shape, root.Put(new(Count, value, owner, Shape), height), height, Count + 1);
    }

    /// <summary>The measure of the first elements.</summary>
    internal TMeasure MeasureOf(int count)
    {
        ThrowUnless(count >= 0 && count <= Count, nameof(count));
        if (count == Count || !MerkleNode<T, TMeasure>.IsMeasured)
        {
            return Root.Measure;
        }

        TMeasure sum = default;
        MerkleNode<T, TMeasure> node = Root;
        for (int height = Height; height > 0; height--)
        {
            int slot = Shape.SlotOf(count, height);
            foreach (ref readonly TMeasure part in node.Measures[..slot])
            {
                sum = TMeasure.Add(sum, part);
            }

            node = ((MerkleInner<T, TMeasure>)node).Children[slot];
        }

        foreach (T item in ((MerkleLeaf<T, TMeasure>)node).Items[..Shape.PlaceOf(count)])
        {
            sum = TMeasure.Add(sum, TMeasure.Of(item));
        }

        return sum;
    }

    /// <summary>The first element up to which, inclusive, the measure fulfils a condition.</summary>
    internal int Find<TState>(TState state, Func<TMeasure, TState, bool> isReached)
    {
        ArgumentNullException.ThrowIfNull(isReached);
        if (Count == 0 || !isReached(Root.Measure, state))
        {
            return Count;
        }

        if (!MerkleNode<T, TMeasure>.IsMeasured)
        {
            return 0;
        }

        TMeasure sum = default;
        MerkleNode<T, TMeasure> node = Root;
        int start = 0;
        for (int height = Height; height > 0; height--)
        {
            ReadOnlySpan<MerkleNode<T, TMeasure>> children = ((MerkleInner<T, TMeasure>)node).Children;
            int slot = FindSlot(node.Measures[..children.Length], ref sum, state, isReached);
            start += Shape.StartOf(slot, height);
            node = children[slot];
        }

        return start + FindInLeaf(((MerkleLeaf<T, TMeasure>)node).Items, sum, state, isReached);
    }

    /// <summary>The first slot up to which the condition holds; adds those before it to the sum.</summary>
    private static int FindSlot<TState>(
        ReadOnlySpan<TMeasure> slots,
        ref TMeasure sum,
        TState state,
        Func<TMeasure, TState, bool> isReached)
    {
        // It holds up to the last one, or the search would not have come here.
        for (int slot = 0; slot < slots.Length - 1; slot++)
        {
            TMeasure next = TMeasure.Add(sum, slots[slot]);
            if (isReached(next, state))
            {
                return slot;
            }

            sum = next;
        }

        return slots.Length - 1;
    }

    private static int FindInLeaf<TState>(
        ReadOnlySpan<T> items, TMeasure sum, TState state, Func<TMeasure, TState, bool> isReached)
    {
        for (int i = 0; i < items.Length; i++)
        {
            sum = TMeasure.Add(sum, TMeasure.Of(items[i]));
            if (isReached(sum, state))
            {
                return i;
            }
        }

        throw new InvariantBrokenException("A condition on a measure that holds goes on to hold.");
    }

    private static void ThrowUnless(bool isInRange, string name)
    {
        if (!isInRange)
        {
            throw new ArgumentOutOfRangeException(name);
        }
    }
}

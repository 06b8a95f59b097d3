using System.Collections;
using System.Diagnostics.CodeAnalysis;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ssz;

/// <summary>
/// An immutable list for big state: versions share what they have in common, and remember the hash tree roots
/// of their parts and the measures of their parts.
/// </summary>
/// <remarks>
/// Reading, exchanging and adding an element are O(log n). After k changes, the root costs O(k log n) hashes.
/// Nothing is hashed or measured before somebody asks. Made by <see cref="MerkleList"/> for one schema of
/// elements; a list is a field of a container by
/// <see cref="SszTypes.MerkleList{T, TMeasure}(SszType{T}, long)"/> of that very schema. Two lists are equal
/// when their elements are.
/// </remarks>
/// <typeparam name="T">The elements: immutable.</typeparam>
/// <typeparam name="TMeasure">What is added up over them, or <see cref="Unmeasured{T}"/>.</typeparam>
public sealed class MerkleList<T, TMeasure> : IReadOnlyList<T>, IEquatable<MerkleList<T, TMeasure>>
    where T : notnull
    where TMeasure : struct, IMeasure<T, TMeasure>
{
    private readonly MerkleTree<T, TMeasure> _tree;
    private KnownRoot? _root;

    internal MerkleList(MerkleTree<T, TMeasure> tree)
    {
        // From here on the nodes may be shared, and nothing may be left to be written into them.
        _ = tree.Root.Measure;
        _tree = tree;
    }

    /// <summary>The number of elements.</summary>
    public int Count => _tree.Count;

    /// <summary>The measure of all elements.</summary>
    public TMeasure Measure => _tree.Root.Measure;

    /// <summary>The schema of an element.</summary>
    internal SszType<T> Element => _tree.Shape.Element;

    internal MerkleTree<T, TMeasure> Tree => _tree;

    /// <summary>An element, 0 to Count - 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none of that index.</exception>
    public T this[int index] => _tree.Get(index);

    /// <summary>This list with one element exchanged.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none of that index.</exception>
    public MerkleList<T, TMeasure> With(int index, T value) => new(_tree.With(index, value, owner: null));

    /// <summary>This list with one element more at its end.</summary>
    public MerkleList<T, TMeasure> Add(T value) => new(_tree.Add(value, owner: null));

    /// <summary>Starts many changes of this list.</summary>
    public MerkleListBuilder<T, TMeasure> ToBuilder() => new(_tree, this);

    /// <summary>The measure of the first elements.</summary>
    /// <param name="count">How many, 0 to Count.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer.</exception>
    public TMeasure MeasureOf(int count) => _tree.MeasureOf(count);

    /// <summary>
    /// The first element such that the measure of all up to it, itself included, fulfils a condition.
    /// </summary>
    /// <param name="state">What the condition depends on, passed on to it so that it can be static.</param>
    /// <param name="isReached">
    /// The condition. Once it holds for the elements up to one, it holds for those up to any later one.
    /// </param>
    /// <returns>The element's index, or <see cref="Count"/> when the condition never holds.</returns>
    public int Find<TState>(TState state, Func<TMeasure, TState, bool> isReached) =>
        _tree.Find(state, isReached);

    public bool Equals([NotNullWhen(true)] MerkleList<T, TMeasure>? other) =>
        other is not null && Count == other.Count && (ReferenceEquals(this, other) || HasElementsOf(other));

    public override bool Equals(object? obj) => Equals(obj as MerkleList<T, TMeasure>);

    /// <summary>Depends on the number of elements and on two of them: hashing all would be slow.</summary>
    public override int GetHashCode() =>
        Count == 0 ? 0 : HashCode.Combine(Count, this[0], this[Count - 1]);

    /// <summary>Enumerates without allocating.</summary>
    public Enumerator GetEnumerator() => new(_tree);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"[{string.Join(", ", this)}]";

    /// <summary>The hash tree root of a list whose elements may fill 2^depth chunks.</summary>
    internal Hash32 RootOf(int depth)
    {
        KnownRoot? known = _root;
        if (known is null || known.Depth != depth)
        {
            known = new(depth, Merkle.MixIn(MerkleProofs.RootOfElements(_tree, depth), (ulong)Count));
            _root = known;
        }

        return known.Root;
    }

    private bool HasElementsOf(MerkleList<T, TMeasure> other)
    {
        for (int start = 0; start < Count; start += _tree.Shape.PerLeaf)
        {
            MerkleLeaf<T, TMeasure> mine = _tree.LeafOf(start);
            if (_tree.Shape.PerLeaf != other._tree.Shape.PerLeaf)
            {
                return this.SequenceEqual(other);
            }

            MerkleLeaf<T, TMeasure> theirs = other._tree.LeafOf(start);
            if (!ReferenceEquals(mine, theirs)
                && !mine.Items.SequenceEqual(theirs.Items, EqualityComparer<T>.Default))
            {
                return false;
            }
        }

        return true;
    }

    private sealed record KnownRoot(int Depth, Hash32 Root);

    /// <summary>Goes through a list's elements in order.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private readonly MerkleTree<T, TMeasure> _tree;
        private MerkleLeaf<T, TMeasure>? _leaf;
        private int _index = -1;

        internal Enumerator(MerkleTree<T, TMeasure> tree) => _tree = tree;

        public readonly T Current => _leaf!.Items[_tree.Shape.PlaceOf(_index)];

        readonly object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            if (++_index >= _tree.Count)
            {
                _index = _tree.Count;
                return false;
            }

            if (_tree.Shape.PlaceOf(_index) == 0)
            {
                _leaf = _tree.LeafOf(_index);
            }

            return true;
        }

        public void Reset() => _index = -1;

        public readonly void Dispose()
        {
        }
    }
}

/// <summary>Makes lists of <see cref="MerkleList{T, TMeasure}"/>.</summary>
public static class MerkleList
{
    /// <summary>The list without elements.</summary>
    /// <param name="element">The schema of an element; it stays with the list.</param>
    public static MerkleList<T, TMeasure> Empty<T, TMeasure>(SszType<T> element)
        where T : notnull
        where TMeasure : struct, IMeasure<T, TMeasure>
    {
        ArgumentNullException.ThrowIfNull(element);
        return new(new(element.Shape, new MerkleLeaf<T, TMeasure>(null, element.Shape), Height: 0, Count: 0));
    }

    /// <summary>A list of some elements in their order.</summary>
    /// <param name="element">The schema of an element; it stays with the list.</param>
    /// <param name="values">The elements.</param>
    public static MerkleList<T, TMeasure> From<T, TMeasure>(SszType<T> element, ReadOnlySpan<T> values)
        where T : notnull
        where TMeasure : struct, IMeasure<T, TMeasure>
    {
        MerkleListBuilder<T, TMeasure> builder = Empty<T, TMeasure>(element).ToBuilder();
        builder.AddRange(values);
        return builder.ToList();
    }
}

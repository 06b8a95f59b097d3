namespace TrustlessPools.Ssz;

/// <summary>
/// Changes a <see cref="MerkleList{T, TMeasure}"/> many times: nodes that it has copied once it changes in
/// place.
/// </summary>
/// <remarks>
/// Lists that it was made from or has given out never change. Reading costs as much as in a list; a measure
/// is computed anew only where elements have changed since.
/// </remarks>
public sealed class MerkleListBuilder<T, TMeasure>
    where T : notnull
    where TMeasure : struct, IMeasure<T, TMeasure>
{
    private MerkleTree<T, TMeasure> _tree;
    private object _owner = new();
    private MerkleList<T, TMeasure>? _list;

    internal MerkleListBuilder(MerkleTree<T, TMeasure> tree, MerkleList<T, TMeasure> list)
    {
        _tree = tree;
        _list = list;
    }

    /// <summary>The number of elements.</summary>
    public int Count => _tree.Count;

    /// <inheritdoc cref="MerkleList{T, TMeasure}.Measure"/>
    public TMeasure Measure => _tree.Root.Measure;

    /// <summary>An element, 0 to Count - 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none of that index.</exception>
    public T this[int index]
    {
        get => _tree.Get(index);
        set
        {
            _tree = _tree.With(index, value, _owner);
            _list = null;
        }
    }

    /// <summary>Puts an element at the end.</summary>
    public void Add(T value)
    {
        _tree = _tree.Add(value, _owner);
        _list = null;
    }

    /// <summary>Puts elements at the end, in their order.</summary>
    public void AddRange(ReadOnlySpan<T> values)
    {
        foreach (T value in values)
        {
            Add(value);
        }
    }

    /// <inheritdoc cref="MerkleList{T, TMeasure}.MeasureOf"/>
    public TMeasure MeasureOf(int count) => _tree.MeasureOf(count);

    /// <inheritdoc cref="MerkleList{T, TMeasure}.Find"/>
    public int Find<TState>(TState state, Func<TMeasure, TState, bool> isReached) =>
        _tree.Find(state, isReached);

    /// <summary>The list as it is now; the builder may be used further.</summary>
    public MerkleList<T, TMeasure> ToList()
    {
        // What nobody owns any more, nobody changes.
        _owner = _list is null ? new() : _owner;
        return _list ??= new(_tree);
    }
}

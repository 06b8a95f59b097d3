using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace TrustlessPools.Primitives;

/// <summary>
/// An immutable list that equals another when its elements do, so that records holding it compare by value.
/// </summary>
/// <remarks>The default value is the empty list and valid.</remarks>
[CollectionBuilder(typeof(Sequence), nameof(Sequence.Create))]
public readonly struct Sequence<T> : IReadOnlyList<T>, IEquatable<Sequence<T>>
{
    private readonly ImmutableArray<T> _items;

    /// <summary>Takes over an array that nobody else changes.</summary>
    public Sequence(ImmutableArray<T> items) => _items = items;

    /// <summary>The empty list.</summary>
    public static Sequence<T> Empty => default;

    public int Count => _items.IsDefault ? 0 : _items.Length;

    /// <summary>The number of elements, under the name that spans and arrays use.</summary>
    public int Length => Count;

    public T this[int index] =>
        _items.IsDefault ? throw new ArgumentOutOfRangeException(nameof(index)) : _items[index];

    /// <summary>The elements without a copy.</summary>
    public ReadOnlySpan<T> AsSpan() => _items.IsDefault ? default : _items.AsSpan();

    /// <summary>This list with one element more at its end.</summary>
    public Sequence<T> Add(T item) => new((_items.IsDefault ? [] : _items).Add(item));

    /// <summary>This list with one element exchanged.</summary>
    public Sequence<T> With(int index, T item) => new(_items.SetItem(index, item));

    /// <summary>Applies a function to each element, in order.</summary>
    public Sequence<TResult> Map<TResult>(Func<T, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        ImmutableArray<TResult>.Builder mapped = ImmutableArray.CreateBuilder<TResult>(Count);
        foreach (T item in AsSpan())
        {
            mapped.Add(function(item));
        }

        return new(mapped.MoveToImmutable());
    }

    public bool Equals(Sequence<T> other)
    {
        if (Count != other.Count)
        {
            return false;
        }

        EqualityComparer<T> comparer = EqualityComparer<T>.Default;
        for (int i = 0; i < Count; i++)
        {
            if (!comparer.Equals(this[i], other[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is Sequence<T> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (T item in AsSpan())
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    public static bool operator ==(Sequence<T> left, Sequence<T> right) => left.Equals(right);

    public static bool operator !=(Sequence<T> left, Sequence<T> right) => !left.Equals(right);

    public IEnumerator<T> GetEnumerator() =>
        (_items.IsDefault ? Enumerable.Empty<T>() : _items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"[{string.Join(", ", this)}]";
}

/// <summary>Makes lists of <see cref="Sequence{T}"/>.</summary>
public static class Sequence
{
    /// <summary>Copies the elements; what the collection expression <c>[a, b]</c> calls.</summary>
    public static Sequence<T> Create<T>(ReadOnlySpan<T> items) => new([.. items]);

    /// <summary>Copies the elements in the order of their enumeration.</summary>
    public static Sequence<T> ToSequence<T>(this IEnumerable<T> items) => new([.. items]);
}

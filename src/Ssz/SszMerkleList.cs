using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ssz;

/// <summary>
/// The schema of a <see cref="MerkleList{T, TMeasure}"/>: the bytes, root and JSON of a list of at most so
/// many elements.
/// </summary>
public sealed class SszMerkleList<T, TMeasure> : SszType<MerkleList<T, TMeasure>>
    where T : notnull
    where TMeasure : struct, IMeasure<T, TMeasure>
{
    private readonly SszType<T> _element;
    private readonly long _limit;
    private readonly int _depth;
    private readonly SszList<T> _plain;

    internal SszMerkleList(SszType<T> element, long limit)
    {
        Invariant.Holds(limit is > 0 and <= 1L << 62, "The limit of a list is 1 to 2^62.");
        _element = element;
        _limit = limit;
        _depth = Merkle.Depth((ulong)(((limit - 1) / element.Shape.PerChunk) + 1));
        _plain = new(element, (int)Math.Min(limit, int.MaxValue));
        Empty = MerkleList.Empty<T, TMeasure>(element);
    }

    /// <summary>The list without elements.</summary>
    public MerkleList<T, TMeasure> Empty { get; }

    public override int? FixedSize => null;

    /// <summary>A list of some elements in their order.</summary>
    public MerkleList<T, TMeasure> From(ReadOnlySpan<T> values) =>
        MerkleList.From<T, TMeasure>(_element, values);

    /// <summary>Proves an element, under the root that <see cref="HashTreeRoot"/> gives.</summary>
    /// <param name="list">The list.</param>
    /// <param name="index">The element, 0 to Count - 1.</param>
    /// <returns>
    /// The branch from the element's hash tree root; for an element of a basic type, from the chunk of 32
    /// bytes that it shares with its neighbours.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no element of that index.</exception>
    public MerkleBranch BranchOf(MerkleList<T, TMeasure> list, int index)
    {
        Check(list);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, list.Count);
        return MerkleProofs.BranchOf(list.Tree, _depth, index);
    }

    /// <summary>The place that an element's root has in the tree of the type.</summary>
    /// <param name="index">The element, from 0.</param>
    public GeneralizedIndex IndexOf(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);

        // A place beyond the list would be another place of the whole tree.
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _limit);
        return new((2UL << _depth) + (ulong)_element.Shape.ChunkOf(index));
    }

    public override int SizeOf(MerkleList<T, TMeasure> value)
    {
        Check(value);
        return _element.FixedSize is int size ? value.Count * size : _plain.SizeOf(Plain(value));
    }

    public override void Write(MerkleList<T, TMeasure> value, Span<byte> destination)
    {
        Check(value);
        _plain.Write(Plain(value), destination);
    }

    public override bool TryRead(
        ReadOnlySpan<byte> source, [MaybeNullWhen(false)] out MerkleList<T, TMeasure> value)
    {
        bool read = _plain.TryRead(source, out Sequence<T> items);
        value = read ? From(items.AsSpan()) : null;
        return read;
    }

    public override Hash32 HashTreeRoot(MerkleList<T, TMeasure> value)
    {
        Check(value);
        return value.RootOf(_depth);
    }

    public override void WriteJson(Utf8JsonWriter writer, MerkleList<T, TMeasure> value) =>
        _plain.WriteJson(writer, Plain(value));

    public override MerkleList<T, TMeasure> ReadJson(JsonElement element) =>
        From(_plain.ReadJson(element).AsSpan());

    private static Sequence<T> Plain(MerkleList<T, TMeasure> list)
    {
        var items = new T[list.Count];
        int next = 0;
        foreach (T item in list)
        {
            items[next++] = item;
        }

        return new(ImmutableCollectionsMarshal.AsImmutableArray(items));
    }

    private void Check(MerkleList<T, TMeasure> list)
    {
        ArgumentNullException.ThrowIfNull(list);
        Invariant.Holds(
            ReferenceEquals(list.Element, _element), "A list was made for the elements of its type.");
        Invariant.Holds(list.Count <= _limit, $"A list has at most {_limit} elements.");
    }
}

using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ssz;

/// <summary>
/// What vectors and lists share: elements in a row, of fixed size or behind offsets of four bytes.
/// </summary>
/// <param name="element">The schema of an element.</param>
internal abstract class SszElements<T>(SszType<T> element) : SszType<Sequence<T>>
    where T : notnull
{
    private const int OffsetSize = sizeof(uint);

    protected SszType<T> Element { get; } = element;

    protected abstract bool IsAllowed(long count);

    protected abstract string Allowed { get; }

    public override int SizeOf(Sequence<T> value)
    {
        if (Element.FixedSize is int size)
        {
            return value.Count * size;
        }

        int total = value.Count * OffsetSize;
        foreach (T item in value.AsSpan())
        {
            total += Element.SizeOf(item);
        }

        return total;
    }

    public override void Write(Sequence<T> value, Span<byte> destination)
    {
        Invariant.Holds(IsAllowed(value.Count), $"A sequence has {Allowed}.");
        int position = Element.FixedSize is null ? value.Count * OffsetSize : 0;
        for (int i = 0; i < value.Count; i++)
        {
            int size = Element.SizeOf(value[i]);
            if (Element.FixedSize is null)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(destination[(i * OffsetSize)..], (uint)position);
            }

            Element.Write(value[i], destination.Slice(position, size));
            position += size;
        }
    }

    public override bool TryRead(ReadOnlySpan<byte> source, [MaybeNullWhen(false)] out Sequence<T> value)
    {
        value = default;
        if (!TryCount(source, out int count) || !IsAllowed(count))
        {
            return false;
        }

        ImmutableArray<T>.Builder items = ImmutableArray.CreateBuilder<T>(count);
        for (int i = 0; i < count; i++)
        {
            if (!TrySlice(source, i, count, out ReadOnlySpan<byte> part)
                || !Element.TryRead(part, out T? item))
            {
                return false;
            }

            items.Add(item);
        }

        value = new(items.MoveToImmutable());
        return true;
    }

    public override void WriteJson(Utf8JsonWriter writer, Sequence<T> value)
    {
        writer.WriteStartArray();
        foreach (T item in value.AsSpan())
        {
            Element.WriteJson(writer, item);
        }

        writer.WriteEndArray();
    }

    public override Sequence<T> ReadJson(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Array || !IsAllowed(element.GetArrayLength()))
        {
            throw new FormatException($"Expected an array of {Allowed}, found {element.ValueKind}.");
        }

        return element.EnumerateArray().Select(Element.ReadJson).ToSequence();
    }

    /// <summary>The root of the elements without a length mixed in.</summary>
    protected Hash32 RootOfElements(Sequence<T> value, long limit)
    {
        Invariant.Holds(IsAllowed(value.Count), $"A sequence has {Allowed}.");
        if (Element.IsBasic)
        {
            return Chunks.RootOfBytes(Serialize(value), Chunks.Of(limit * Element.FixedSize!.Value));
        }

        var roots = new Hash32[value.Count];
        for (int i = 0; i < roots.Length; i++)
        {
            roots[i] = Element.HashTreeRoot(value[i]);
        }

        return Merkle.Root(roots, (ulong)limit);
    }

    private bool TryCount(ReadOnlySpan<byte> source, out int count)
    {
        count = 0;
        if (source.IsEmpty)
        {
            return true;
        }

        if (Element.FixedSize is int size)
        {
            count = source.Length / size;
            return source.Length % size == 0;
        }

        // The first offset points behind the offsets, so it tells how many there are.
        if (source.Length < OffsetSize)
        {
            return false;
        }

        uint first = BinaryPrimitives.ReadUInt32LittleEndian(source);
        count = (int)Math.Min(first / OffsetSize, int.MaxValue);
        return first > 0 && first % OffsetSize == 0 && first <= (uint)source.Length;
    }

    private bool TrySlice(ReadOnlySpan<byte> source, int index, int count, out ReadOnlySpan<byte> part)
    {
        part = default;
        if (Element.FixedSize is int size)
        {
            part = source.Slice(index * size, size);
            return true;
        }

        uint start = BinaryPrimitives.ReadUInt32LittleEndian(source[(index * OffsetSize)..]);
        uint end = index + 1 < count
            ? BinaryPrimitives.ReadUInt32LittleEndian(source[((index + 1) * OffsetSize)..])
            : (uint)source.Length;
        if (start > end || end > (uint)source.Length)
        {
            return false;
        }

        part = source[(int)start..(int)end];
        return true;
    }
}

/// <summary>A number of elements that the type fixes.</summary>
internal sealed class SszVector<T>(SszType<T> element, int length) : SszElements<T>(element)
    where T : notnull
{
    public override int? FixedSize => Element.FixedSize * length;

    protected override string Allowed => $"exactly {length} elements";

    protected override bool IsAllowed(long count) => count == length;

    public override Hash32 HashTreeRoot(Sequence<T> value) => RootOfElements(value, length);
}

/// <summary>Elements up to a limit.</summary>
internal sealed class SszList<T>(SszType<T> element, int limit) : SszElements<T>(element)
    where T : notnull
{
    public override int? FixedSize => null;

    protected override string Allowed => $"at most {limit} elements";

    protected override bool IsAllowed(long count) => count <= limit;

    public override Hash32 HashTreeRoot(Sequence<T> value) =>
        Merkle.MixIn(RootOfElements(value, limit), (ulong)value.Count);
}

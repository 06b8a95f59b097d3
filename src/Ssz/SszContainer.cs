using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ssz;

/// <summary>A record: named fields in a fixed order.</summary>
/// <example>
/// <code>
/// public static SszContainer&lt;Checkpoint&gt; Ssz { get; } = SszContainer.Of&lt;Checkpoint&gt;()
///     .Field("epoch", SszTypes.Epoch, x => x.Epoch)
///     .Field("root", SszTypes.Hash32, x => x.Root)
///     .Build(v => new(v.Take&lt;Epoch&gt;(), v.Take&lt;Hash32&gt;()));
/// </code>
/// </example>
public sealed class SszContainer<T> : SszType<T>
    where T : notnull
{
    private const int OffsetSize = sizeof(uint);

    private readonly ImmutableArray<SszField<T>> _fields;
    private readonly Func<FieldValues, T> _make;
    private readonly int _fixedPart;
    private readonly bool _isFixed;
    private readonly int _firstVariable;
    private readonly ConditionalWeakTable<object, StrongBox<Hash32>>? _roots;

    internal SszContainer(ImmutableArray<SszField<T>> fields, Func<FieldValues, T> make, bool remembersRoots)
    {
        _fields = fields;
        _make = make;
        _roots = remembersRoots && !typeof(T).IsValueType ? [] : null;
        _fixedPart = fields.Sum(static f => f.Type.FixedSize ?? OffsetSize);
        _firstVariable = fields.TakeWhile(static f => f.Type.FixedSize is not null).Count();
        _isFixed = _firstVariable == fields.Length;
    }

    public override int? FixedSize => _isFixed ? _fixedPart : null;

    public override int SizeOf(T value)
    {
        int size = _fixedPart;
        foreach (SszField<T> field in _fields)
        {
            size += field.Type.FixedSize is null ? field.SizeOf(value) : 0;
        }

        return size;
    }

    public override void Write(T value, Span<byte> destination)
    {
        int position = 0;
        int tail = _fixedPart;
        foreach (SszField<T> field in _fields)
        {
            if (field.Type.FixedSize is int size)
            {
                field.Write(value, destination.Slice(position, size));
                position += size;
                continue;
            }

            int length = field.SizeOf(value);
            BinaryPrimitives.WriteUInt32LittleEndian(destination[position..], (uint)tail);
            field.Write(value, destination.Slice(tail, length));
            position += OffsetSize;
            tail += length;
        }
    }

    public override bool TryRead(ReadOnlySpan<byte> source, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (source.Length < _fixedPart || (_isFixed && source.Length != _fixedPart))
        {
            return false;
        }

        var values = new object[_fields.Length];
        int position = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (!TrySlice(source, i, position, out ReadOnlySpan<byte> part)
                || !_fields[i].Type.TryReadObject(part, out object? read))
            {
                return false;
            }

            values[i] = read;
            position += _fields[i].Type.FixedSize ?? OffsetSize;
        }

        value = _make(new FieldValues(values));
        return true;
    }

    public override Hash32 HashTreeRoot(T value)
    {
        if (_roots is null)
        {
            return ComputeRoot(value);
        }

        if (!_roots.TryGetValue(value, out StrongBox<Hash32>? known))
        {
            known = new(ComputeRoot(value));
            _roots.AddOrUpdate(value, known);
        }

        return known.Value;
    }

    /// <summary>Proves a field, under the root that <see cref="HashTreeRoot"/> gives.</summary>
    /// <param name="value">The record.</param>
    /// <param name="field">One of its fields by name.</param>
    /// <returns>The branch from the field's hash tree root.</returns>
    public MerkleBranch BranchOf(T value, string field) => MerkleProofs.BranchOf(
        [.. _fields.Select(f => f.RootOf(value))], PlaceOf(field));

    /// <summary>The place that a field's root has in the tree of the type.</summary>
    /// <param name="field">One of the fields by name.</param>
    public GeneralizedIndex IndexOf(string field) =>
        GeneralizedIndex.OfLeaf(PlaceOf(field), _fields.Length);

    public override void WriteJson(Utf8JsonWriter writer, T value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        foreach (SszField<T> field in _fields)
        {
            writer.WritePropertyName(field.Name);
            field.WriteJson(writer, value);
        }

        writer.WriteEndObject();
    }

    public override T ReadJson(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"Expected an object for {typeof(T).Name}, found {element.ValueKind}.");
        }

        var values = new object[_fields.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = ReadField(element, _fields[i]);
        }

        return _make(new FieldValues(values));
    }

    private int PlaceOf(string field)
    {
        int place = Array.FindIndex([.. _fields], f => f.Name == field);
        return place >= 0
            ? place
            : throw new ArgumentException($"{typeof(T).Name} has no field '{field}'.", nameof(field));
    }

    private Hash32 ComputeRoot(T value)
    {
        int size = _fields.Length * Merkle.ChunkSize;
        Span<byte> roots = size <= Merkle.StackBytesMax ? stackalloc byte[size] : new byte[size];
        for (int i = 0; i < _fields.Length; i++)
        {
            _fields[i].RootOf(value).CopyTo(roots[(i * Merkle.ChunkSize)..]);
        }

        return Merkle.RootInPlace(roots, (ulong)_fields.Length);
    }

    private static object ReadField(JsonElement element, SszField<T> field)
    {
        if (!element.TryGetProperty(field.Name, out JsonElement part))
        {
            throw new FormatException($"{typeof(T).Name} has no field '{field.Name}'.");
        }

        try
        {
            return field.Type.ReadJsonObject(part);
        }
        catch (FormatException e)
        {
            throw new FormatException($"{field.Name}: {e.Message}", e);
        }
    }

    private bool TrySlice(ReadOnlySpan<byte> source, int index, int position, out ReadOnlySpan<byte> part)
    {
        if (_fields[index].Type.FixedSize is int size)
        {
            part = source.Slice(position, size);
            return true;
        }

        part = default;
        uint start = BinaryPrimitives.ReadUInt32LittleEndian(source[position..]);
        uint end = NextOffset(source, index, position);
        bool leavesGap = index == _firstVariable && start != (uint)_fixedPart;
        if (start > end || end > (uint)source.Length || leavesGap)
        {
            return false;
        }

        part = source[(int)start..(int)end];
        return true;
    }

    private uint NextOffset(ReadOnlySpan<byte> source, int index, int position)
    {
        position += OffsetSize;
        for (int i = index + 1; i < _fields.Length; i++)
        {
            if (_fields[i].Type.FixedSize is not int size)
            {
                return BinaryPrimitives.ReadUInt32LittleEndian(source[position..]);
            }

            position += size;
        }

        return (uint)source.Length;
    }
}

/// <summary>Starts the description of a container.</summary>
public static class SszContainer
{
    /// <summary>A container without fields yet.</summary>
    public static SszContainerBuilder<T> Of<T>()
        where T : notnull => new([]);
}

/// <summary>The fields of a container, described one after the other.</summary>
public sealed class SszContainerBuilder<T>
    where T : notnull
{
    private readonly ImmutableArray<SszField<T>> _fields;

    internal SszContainerBuilder(ImmutableArray<SszField<T>> fields) => _fields = fields;

    /// <summary>Adds a field at the end.</summary>
    /// <param name="name">As the specification and the Beacon API name it.</param>
    /// <param name="type">Its schema.</param>
    /// <param name="get">Reads it from the record.</param>
    public SszContainerBuilder<T> Field<TField>(string name, SszType<TField> type, Func<T, TField> get)
        where TField : notnull => new(_fields.Add(new SszField<T, TField>(name, type, get)));

    /// <summary>Ends the description.</summary>
    /// <param name="make">Makes the record from the values, taken in the order of the fields.</param>
    public SszContainer<T> Build(Func<FieldValues, T> make) => new(_fields, make, remembersRoots: false);

    /// <summary>
    /// Ends the description of an immutable record that stays while others around it change: each object's
    /// root is computed once.
    /// </summary>
    /// <param name="make">Makes the record from the values, taken in the order of the fields.</param>
    public SszContainer<T> BuildRemembering(Func<FieldValues, T> make) =>
        new(_fields, make, remembersRoots: true);
}

/// <summary>The values of a container's fields, taken in their order.</summary>
public sealed class FieldValues
{
    private readonly object[] _values;
    private int _next;

    internal FieldValues(object[] values) => _values = values;

    /// <summary>The next field's value.</summary>
    public T Take<T>() => (T)_values[_next++];
}

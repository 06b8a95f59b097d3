using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ssz;

/// <summary>
/// The schema of a value: its bytes, its hash tree root and its JSON, all from one description.
/// </summary>
/// <remarks>
/// consensus-specs <c>ssz/simple-serialize.md</c>; JSON as in that page's table of the JSON mapping. A schema
/// bounds every length, so whatever decodes has a known largest size.
/// </remarks>
public abstract class SszType
{
    /// <summary>The length in bytes of every value, or null when values differ in length.</summary>
    public abstract int? FixedSize { get; }

    /// <summary>True for the types that the specification packs several to a chunk.</summary>
    internal virtual bool IsBasic => false;

    internal abstract int SizeOfObject(object value);

    internal abstract void WriteObject(object value, Span<byte> destination);

    internal abstract bool TryReadObject(ReadOnlySpan<byte> source, [NotNullWhen(true)] out object? value);

    internal abstract Hash32 RootOfObject(object value);

    internal abstract void WriteJsonObject(Utf8JsonWriter writer, object value);

    internal abstract object ReadJsonObject(JsonElement element);
}

/// <inheritdoc cref="SszType"/>
public abstract class SszType<T> : SszType
    where T : notnull
{
    /// <summary>How elements of this type lie in a <see cref="MerkleList{T, TMeasure}"/>.</summary>
    internal MerkleShape<T> Shape => field ??= new(this);

    /// <summary>The length of this value's serialisation in bytes.</summary>
    public abstract int SizeOf(T value);

    /// <summary>Serialises into a span of exactly <see cref="SizeOf"/> bytes.</summary>
    public abstract void Write(T value, Span<byte> destination);

    /// <summary>Reads a value whose serialisation is the whole span.</summary>
    /// <returns>False when the bytes are not the one canonical serialisation of a value of this
    /// type.</returns>
    public abstract bool TryRead(ReadOnlySpan<byte> source, [MaybeNullWhen(false)] out T value);

    /// <summary>The specification's <c>hash_tree_root</c>.</summary>
    public abstract Hash32 HashTreeRoot(T value);

    /// <summary>Writes the JSON that the Beacon API uses for this type.</summary>
    public abstract void WriteJson(Utf8JsonWriter writer, T value);

    /// <summary>Reads the JSON that the Beacon API uses for this type.</summary>
    /// <exception cref="FormatException">The element is anything else; the message says where and
    /// why.</exception>
    public abstract T ReadJson(JsonElement element);

    /// <summary>The serialisation in an array of its own.</summary>
    public byte[] Serialize(T value)
    {
        var bytes = new byte[SizeOf(value)];
        Write(value, bytes);
        return bytes;
    }

    /// <summary>Reads bytes that this process wrote itself.</summary>
    /// <exception cref="FormatException">They are not a value of this type: the store is damaged.</exception>
    public T Deserialize(ReadOnlySpan<byte> source) =>
        TryRead(source, out T? value)
            ? value
            : throw new FormatException($"{source.Length} bytes are no {typeof(T).Name}.");

    /// <summary>Reads JSON text.</summary>
    /// <exception cref="FormatException">It is no value of this type.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public T ParseJson(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return ReadJson(document.RootElement);
    }

    /// <summary>Writes JSON text.</summary>
    /// <param name="value">The value.</param>
    /// <param name="indented">True for people, false for programs.</param>
    public string ToJson(T value, bool indented = false)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = indented }))
        {
            WriteJson(writer, value);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>The schema of a type that stands for this one, such as a unit around a number.</summary>
    public SszType<TMapped> As<TMapped>(Func<T, TMapped> wrap, Func<TMapped, T> unwrap)
        where TMapped : notnull => new SszMapped<T, TMapped>(this, wrap, unwrap, static _ => true);

    /// <summary>
    /// The schema of a type that stands for some values of this one; the others are refused.
    /// </summary>
    /// <param name="wrap">Called only with values for which <paramref name="isValid"/> holds.</param>
    /// <param name="unwrap">The inverse.</param>
    /// <param name="isValid">Which values of the underlying type decode.</param>
    public SszType<TMapped> As<TMapped>(Func<T, TMapped> wrap, Func<TMapped, T> unwrap, Func<T, bool> isValid)
        where TMapped : notnull => new SszMapped<T, TMapped>(this, wrap, unwrap, isValid);

    internal sealed override int SizeOfObject(object value) => SizeOf((T)value);

    internal sealed override void WriteObject(object value, Span<byte> destination) =>
        Write((T)value, destination);

    internal sealed override bool TryReadObject(
        ReadOnlySpan<byte> source, [NotNullWhen(true)] out object? value)
    {
        bool read = TryRead(source, out T? typed);
        value = typed;
        return read;
    }

    internal sealed override Hash32 RootOfObject(object value) => HashTreeRoot((T)value);

    internal sealed override void WriteJsonObject(Utf8JsonWriter writer, object value) =>
        WriteJson(writer, (T)value);

    internal sealed override object ReadJsonObject(JsonElement element) => ReadJson(element);
}

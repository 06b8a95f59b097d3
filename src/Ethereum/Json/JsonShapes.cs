using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Json;

/// <summary>The shapes of the common types.</summary>
public static class JsonShapes
{
    /// <summary>Text of any content.</summary>
    public static JsonShape<string> Text { get; } = new FunctionShape<string>(
        static (writer, value) => writer.WriteStringValue(value),
        static element => element.ValueKind == JsonValueKind.String
            ? element.GetString()!
            : throw new FormatException($"Expected text, found {element.ValueKind}."),
        JsonSchema.Text);

    /// <summary>True or false, not quoted.</summary>
    public static JsonShape<bool> Boolean { get; } = Of(SszTypes.Boolean);

    /// <summary>An unsigned number, not quoted; quoted numbers are read, too.</summary>
    public static JsonShape<ulong> Number { get; } = new FunctionShape<ulong>(
        static (writer, value) => writer.WriteNumberValue(value),
        SszTypes.Uint64.ReadJson,
        JsonSchema.Number);

    /// <summary>A signed number as quoted digits.</summary>
    public static JsonShape<long> SignedDigits { get; } = new FunctionShape<long>(
        static (writer, value) => writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture)),
        static element =>
            long.TryParse(
                element.ValueKind == JsonValueKind.String ? element.GetString() : element.GetRawText(),
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out long value)
            ? value
            : throw new FormatException($"{element} is no signed number of 64 bits."),
        JsonSchema.Text);

    /// <summary>Bytes of one length as digits without <c>0x</c>; digits with it are read, too.</summary>
    public static JsonShape<ByteString> BareHex(int length) => Text.As(
        text => new ByteString(Hex.ParseFixed(text, length)),
        static bytes => Convert.ToHexStringLower(bytes.AsSpan()));

    /// <summary>The JSON of a type that has SSZ bytes, too.</summary>
    public static JsonShape<T> Of<T>(SszType<T> schema)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new FunctionShape<T>(schema.WriteJson, schema.ReadJson, JsonSchema.OfSsz(typeof(T)));
    }

    /// <summary>An array of elements of one shape.</summary>
    public static JsonShape<Sequence<T>> List<T>(JsonShape<T> element)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(element);
        return new FunctionShape<Sequence<T>>(
            (writer, value) => WriteList(element, writer, value),
            json => ReadList(element, json),
            JsonSchema.ListOf(element.Schema));
    }

    /// <summary>An object with any members, ascending by name; those that are no text are not read.</summary>
    public static JsonShape<Sequence<KeyValuePair<string, string>>> TextMembers { get; } =
        new FunctionShape<Sequence<KeyValuePair<string, string>>>(
            WriteMembers, ReadMembers, JsonSchema.Object([]));

    private static void WriteList<T>(JsonShape<T> element, Utf8JsonWriter writer, Sequence<T> value)
        where T : notnull
    {
        writer.WriteStartArray();
        foreach (T item in value.AsSpan())
        {
            element.Write(writer, item);
        }

        writer.WriteEndArray();
    }

    private static Sequence<T> ReadList<T>(JsonShape<T> element, JsonElement json)
        where T : notnull
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException($"Expected an array, found {json.ValueKind}.");
        }

        ImmutableArray<T>.Builder items = ImmutableArray.CreateBuilder<T>(json.GetArrayLength());
        foreach (JsonElement item in json.EnumerateArray())
        {
            try
            {
                items.Add(element.Read(item));
            }
            catch (FormatException e)
            {
                throw new FormatException($"[{items.Count}]: {e.Message}", e);
            }
        }

        return new(items.MoveToImmutable());
    }

    private static void WriteMembers(Utf8JsonWriter writer, Sequence<KeyValuePair<string, string>> members)
    {
        writer.WriteStartObject();
        foreach ((string name, string value) in members)
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
    }

    private static Sequence<KeyValuePair<string, string>> ReadMembers(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"Expected an object, found {element.ValueKind}.");
        }

        var members = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty member in element.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.String)
            {
                members[member.Name] = member.Value.GetString()!;
            }
        }

        return members.ToSequence();
    }
}

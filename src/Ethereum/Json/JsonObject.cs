using System.Collections.Immutable;
using System.Text.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ethereum.Json;

/// <summary>Starts the description of an object with named members.</summary>
public static class JsonObject
{
    /// <summary>An object without members yet.</summary>
    public static JsonObjectBuilder<T> Of<T>()
        where T : notnull => new([]);
}

/// <summary>The members of an object, described one after the other.</summary>
public sealed class JsonObjectBuilder<T>
    where T : notnull
{
    private readonly ImmutableArray<JsonMember<T>> _members;

    internal JsonObjectBuilder(ImmutableArray<JsonMember<T>> members) => _members = members;

    /// <summary>Adds a member that must be there.</summary>
    /// <param name="name">As the document has it.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="get">Reads it from the record.</param>
    public JsonObjectBuilder<T> Member<TMember>(string name, JsonShape<TMember> shape, Func<T, TMember> get)
        where TMember : notnull
    {
        ArgumentNullException.ThrowIfNull(shape);
        return new(_members.Add(new(
            (writer, value) =>
            {
                writer.WritePropertyName(name);
                shape.Write(writer, get(value));
            },
            element => Find(element, name) is JsonElement part
                ? ReadMember(part, name, shape)
                : throw new FormatException($"The member '{name}' is missing."),
            new(name, shape.Schema, IsRequired: true))));
    }

    /// <summary>Adds a member that may be absent or null.</summary>
    /// <param name="name">As the document has it.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="get">Reads it from the record.</param>
    public JsonObjectBuilder<T> OptionalMember<TMember>(
        string name, JsonShape<TMember> shape, Func<T, Optional<TMember>> get)
        where TMember : notnull
    {
        ArgumentNullException.ThrowIfNull(shape);
        return new(_members.Add(new(
            (writer, value) =>
            {
                if (get(value).TryGet(out TMember? present))
                {
                    writer.WritePropertyName(name);
                    shape.Write(writer, present);
                }
            },
            element => Find(element, name) is JsonElement part
                ? new Optional<TMember>(ReadMember(part, name, shape))
                : default(Optional<TMember>),
            new(name, shape.Schema, IsRequired: false))));
    }

    /// <summary>Ends the description.</summary>
    /// <param name="make">Makes the record from the members, taken in their order.</param>
    public JsonShape<T> Build(Func<JsonMembers, T> make) => new FunctionShape<T>(
        (writer, value) =>
        {
            writer.WriteStartObject();
            foreach (JsonMember<T> member in _members)
            {
                member.Write(writer, value);
            }

            writer.WriteEndObject();
        },
        element => element.ValueKind == JsonValueKind.Object
            ? make(new JsonMembers([.. _members.Select(m => m.Read(element))]))
            : throw new FormatException($"Expected an object, found {element.ValueKind}."),
        JsonSchema.Object(_members.Select(static m => m.Property).ToSequence()));

    private static JsonElement? Find(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement part) && part.ValueKind is not JsonValueKind.Null
            ? part
            : null;

    private static TMember ReadMember<TMember>(JsonElement part, string name, JsonShape<TMember> shape)
        where TMember : notnull
    {
        try
        {
            return shape.Read(part);
        }
        catch (FormatException e)
        {
            throw new FormatException($"{name}: {e.Message}", e);
        }
    }
}

/// <summary>A member of an object.</summary>
internal sealed record JsonMember<T>(
    Action<Utf8JsonWriter, T> Write, Func<JsonElement, object> Read, JsonPropertySchema Property);

/// <summary>The members of an object, taken in their order.</summary>
public sealed class JsonMembers
{
    private readonly object[] _values;
    private int _next;

    internal JsonMembers(object[] values) => _values = values;

    /// <summary>The next member's value.</summary>
    public T Take<T>() => (T)_values[_next++];
}

using System.Text.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ethereum.Json;

/// <summary>
/// What documents of a shape look like: the little of JSON Schema (2020-12) that shapes need.
/// </summary>
/// <param name="Type">The name of a type; empty for anything.</param>
/// <param name="Items">What an array holds.</param>
/// <param name="Properties">What an object holds.</param>
public sealed record JsonSchema(string Type, JsonSchema? Items, Sequence<JsonPropertySchema> Properties)
{
    /// <summary>Any value.</summary>
    public static JsonSchema Anything { get; } = new(string.Empty, null, []);

    /// <summary>Text: also numbers of 64 bits, which are quoted digits, and bytes, which are hexadecimal.
    /// </summary>
    public static JsonSchema Text { get; } = new("string", null, []);

    /// <summary>A number that is not quoted.</summary>
    public static JsonSchema Number { get; } = new("integer", null, []);

    /// <summary>True or false.</summary>
    public static JsonSchema Truth { get; } = new("boolean", null, []);

    /// <summary>An array.</summary>
    public static JsonSchema ListOf(JsonSchema item) => new("array", item, []);

    /// <summary>An object.</summary>
    public static JsonSchema Object(Sequence<JsonPropertySchema> properties) =>
        new("object", null, properties);

    /// <summary>Writes the schema.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        if (Type.Length > 0)
        {
            writer.WriteString("type", Type);
        }

        if (Items is not null)
        {
            writer.WritePropertyName("items");
            Items.Write(writer);
        }

        if (Properties.Count > 0)
        {
            WriteProperties(writer);
        }

        writer.WriteEndObject();
    }

    /// <summary>
    /// Units and fixed bytes are values, and text in JSON; what else has SSZ bytes is not described here.
    /// </summary>
    internal static JsonSchema OfSsz(Type type) =>
        type == typeof(bool) ? Truth : type.IsValueType || type == typeof(string) ? Text : Anything;

    private void WriteProperties(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("properties");
        foreach (JsonPropertySchema property in Properties)
        {
            writer.WritePropertyName(property.Name);
            property.Schema.Write(writer);
        }

        writer.WriteEndObject();
        writer.WriteStartArray("required");
        foreach (JsonPropertySchema property in Properties.Where(static p => p.IsRequired))
        {
            writer.WriteStringValue(property.Name);
        }

        writer.WriteEndArray();
    }
}

/// <summary>A member of an object.</summary>
public sealed record JsonPropertySchema(string Name, JsonSchema Schema, bool IsRequired);

using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace TrustlessPools.Ethereum.Json;

/// <summary>How a value is written as JSON and read back, from one description.</summary>
/// <remarks>
/// For documents that are JSON only: answers of the Beacon API, interchange files, keystores. What also has
/// SSZ bytes has a schema there and enters through <see cref="JsonShapes.Of{T}"/>. Members that are not
/// described are ignored in reading, as every client of the Beacon API must.
/// </remarks>
public abstract class JsonShape<T>
    where T : notnull
{
    /// <summary>What the documents look like, for who reads a description of them.</summary>
    public virtual JsonSchema Schema => JsonSchema.Anything;

    /// <summary>Writes a value.</summary>
    public abstract void Write(Utf8JsonWriter writer, T value);

    /// <summary>Reads a value.</summary>
    /// <exception cref="FormatException">It is anything else; the message says where and why.</exception>
    public abstract T Read(JsonElement element);

    /// <summary>Reads a document from outside.</summary>
    /// <param name="utf8">The text; its sender's limit bounds the length.</param>
    /// <param name="value">The value.</param>
    /// <param name="flaw">Where and why the document is malformed, as a phrase.</param>
    public virtual bool TryParse(
        ReadOnlyMemory<byte> utf8, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? flaw)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8);
            value = Read(document.RootElement);
            flaw = null;
            return true;
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            // InvalidOperationException: text with half a surrogate pair in an escape sequence has no string.
            value = default;
            flaw = e.Message;
            return false;
        }
    }

    /// <summary>As the other overload, from text.</summary>
    public bool TryParse(
        string text, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? flaw) =>
        TryParse(Encoding.UTF8.GetBytes(text), out value, out flaw);

    /// <summary>The document in UTF-8.</summary>
    /// <param name="value">The value.</param>
    /// <param name="indented">True for people, false for programs.</param>
    public virtual byte[] ToUtf8(T value, bool indented = false)
    {
        using var buffer = new MemoryStream();
        var options = new JsonWriterOptions { Indented = indented, NewLine = "\n" };
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            Write(writer, value);
        }

        return buffer.ToArray();
    }

    /// <summary>The document as text.</summary>
    /// <param name="value">The value.</param>
    /// <param name="indented">True for people, false for programs.</param>
    public string ToText(T value, bool indented = false) => Encoding.UTF8.GetString(ToUtf8(value, indented));

    /// <summary>
    /// The shape of a type that stands for some values of this one; the others are refused.
    /// </summary>
    /// <param name="wrap">Throws <see cref="FormatException"/> for a value that stands for nothing.</param>
    /// <param name="unwrap">The inverse.</param>
    public JsonShape<TMapped> As<TMapped>(Func<T, TMapped> wrap, Func<TMapped, T> unwrap)
        where TMapped : notnull =>
        new FunctionShape<TMapped>(
            (writer, value) => Write(writer, unwrap(value)), element => wrap(Read(element)), Schema);
}

/// <summary>A shape made of two functions.</summary>
internal sealed class FunctionShape<T>(
    Action<Utf8JsonWriter, T> write, Func<JsonElement, T> read, JsonSchema? schema = null) : JsonShape<T>
    where T : notnull
{
    public override JsonSchema Schema => schema ?? JsonSchema.Anything;

    public override void Write(Utf8JsonWriter writer, T value) => write(writer, value);

    public override T Read(JsonElement element) => read(element);
}

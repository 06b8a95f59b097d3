using System.Text;
using System.Text.Json;

namespace TrustlessPools.Laboratory.Scenarios;

/// <summary>The keys of a scenario's text with the lines that they stand in.</summary>
/// <param name="Top">Those of the file.</param>
/// <param name="Set">Those of its object <c>set</c>.</param>
internal sealed record JsonEntries(IReadOnlyList<JsonEntry> Top, IReadOnlyList<JsonEntry> Set)
{
    private const string SetKey = "set";

    private static readonly JsonReaderOptions Options =
        new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The line of a key of the file; 1 where it is missing.</summary>
    internal int LineOf(string key) => Top.FirstOrDefault(e => e.Key == key)?.Line ?? 1;

    /// <summary>Reads an object of words, numbers, lists of these, and one object <c>set</c>.</summary>
    /// <returns>Null, with a flaw, when the text is anything else.</returns>
    internal static JsonEntries? Read(string text, List<ScenarioFlaw> flaws)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, Options);
        try
        {
            var top = new List<JsonEntry>();
            var set = new List<JsonEntry>();
            if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
            {
                flaws.Add(new(1, ScenarioRefusals.NotJson("something else")));
                return null;
            }

            ReadObject(bytes, ref reader, top, set, flaws);
            while (reader.Read())
            {
            }

            return new(top, set);
        }
        catch (JsonException e)
        {
            flaws.Add(new((int)(e.LineNumber ?? 0) + 1, ScenarioRefusals.NotJson(e.Message)));
            return null;
        }
    }

    private static void ReadObject(
        byte[] bytes,
        ref Utf8JsonReader reader,
        List<JsonEntry> entries,
        List<JsonEntry>? set,
        List<ScenarioFlaw> flaws)
    {
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            int line = LineAt(bytes, reader.TokenStartIndex);
            reader.Read();
            if (set is not null && key == SetKey && reader.TokenType is JsonTokenType.StartObject)
            {
                ReadObject(bytes, ref reader, set, null, flaws);
                entries.Add(new(key, line, [string.Empty], IsList: false));
                continue;
            }

            if (entries.Any(e => e.Key == key))
            {
                flaws.Add(new(line, ScenarioRefusals.RepeatedKey(key)));
            }

            entries.Add(ReadValue(key, line, ref reader, flaws));
        }
    }

    private static JsonEntry ReadValue(
        string key, int line, ref Utf8JsonReader reader, List<ScenarioFlaw> flaws)
    {
        if (reader.TokenType is JsonTokenType.StartObject)
        {
            reader.Skip();
            flaws.Add(new(line, ScenarioRefusals.WrongValue(key, "an object", "a value or a list of values")));
            return new(key, line, [string.Empty], IsList: false);
        }

        if (reader.TokenType is not JsonTokenType.StartArray)
        {
            return new(key, line, [Text(ref reader)], IsList: false);
        }

        var texts = new List<string>();
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
            {
                reader.Skip();
                flaws.Add(new(line, ScenarioRefusals.WrongValue(key, "a list of lists", "a list of values")));
            }
            else
            {
                texts.Add(Text(ref reader));
            }
        }

        return new(key, line, texts, IsList: true);
    }

    private static string Text(ref Utf8JsonReader reader) => reader.TokenType is JsonTokenType.String
        ? reader.GetString()!
        : Encoding.UTF8.GetString(reader.ValueSpan);

    private static int LineAt(byte[] bytes, long index) => 1 + bytes.AsSpan(0, (int)index).Count((byte)'\n');
}

/// <summary>A key with its value.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Line">Where it stands, from 1.</param>
/// <param name="Texts">The value, or each of a list.</param>
/// <param name="IsList">Whether it stands in brackets.</param>
internal sealed record JsonEntry(string Key, int Line, IReadOnlyList<string> Texts, bool IsList)
{
    /// <summary>The value as it is shown to who wrote it.</summary>
    internal string Shown => IsList ? $"[{string.Join(", ", Texts)}]" : Texts[0];
}

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

    /// <summary>The key of the file, or null where it is missing.</summary>
    internal JsonEntry? Find(string key) => Top.FirstOrDefault(e => e.Key == key);

    /// <summary>Reads an object of words, numbers, lists of these, and one object <c>set</c>.</summary>
    /// <returns>Null, with a flaw, when the text is no JSON object.</returns>
    internal static JsonEntries? Read(string text, List<ScenarioFlaw> flaws)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, Options);
        try
        {
            if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
            {
                flaws.Add(new(
                    LineAt(bytes, reader.TokenStartIndex), ScenarioRefusals.NotJson("something else")));
                return null;
            }

            var set = new List<JsonEntry>();
            List<JsonEntry> top = ReadObject(bytes, ref reader, set, flaws);
            while (reader.Read())
            {
                // Nothing but comments is behind the object; anything else throws.
            }

            return new(top, set);
        }
        catch (JsonException e)
        {
            flaws.Add(new((int)(e.LineNumber ?? 0) + 1, ScenarioRefusals.NotJson(WithoutPlace(e.Message))));
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape.
            flaws.Add(new(
                LineAt(bytes, reader.TokenStartIndex), ScenarioRefusals.NotJson("half a character")));
        }

        return null;
    }

    private static List<JsonEntry> ReadObject(
        byte[] bytes, ref Utf8JsonReader reader, List<JsonEntry>? set, List<ScenarioFlaw> flaws)
    {
        var entries = new List<JsonEntry>();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            int line = LineAt(bytes, reader.TokenStartIndex);
            reader.Read();
            if (entries.Any(e => e.Key == key))
            {
                flaws.Add(new(line, ScenarioRefusals.RepeatedKey(key)));
            }

            bool isSet = set is not null && key == SetKey;
            if (isSet && reader.TokenType is JsonTokenType.StartObject)
            {
                set!.AddRange(ReadObject(bytes, ref reader, null, flaws));
                entries.Add(new(key, line, [], IsList: false));
                continue;
            }

            JsonEntry entry = ReadValue(key, line, ref reader);
            entries.Add(entry);
            if (isSet)
            {
                flaws.Add(new(line, ScenarioRefusals.WrongValue(key, entry.Shown, "an object of keys")));
            }
        }

        return entries;
    }

    private static JsonEntry ReadValue(string key, int line, ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not JsonTokenType.StartArray)
        {
            return new(key, line, [ReadText(ref reader)], IsList: false);
        }

        var texts = new List<JsonText>();
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            texts.Add(ReadText(ref reader));
        }

        return new(key, line, texts, IsList: true);
    }

    /// <summary>Reads a value; no key permits what objects and lists within lists are read as.</summary>
    private static JsonText ReadText(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new(reader.GetString()!, IsWord: true);
            case JsonTokenType.StartObject:
                reader.Skip();
                return new("{…}", IsWord: false);
            case JsonTokenType.StartArray:
                reader.Skip();
                return new("[…]", IsWord: false);
            default:
                return new(Encoding.UTF8.GetString(reader.ValueSpan), IsWord: false);
        }
    }

    /// <summary>The reader ends its sentences with a place that counts lines from 0.</summary>
    private static string WithoutPlace(string message)
    {
        int place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return place < 0 ? message : message[..place];
    }

    private static int LineAt(byte[] bytes, long index) => 1 + bytes.AsSpan(0, (int)index).Count((byte)'\n');
}

/// <summary>A key with its value.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Line">Where it stands, from 1.</param>
/// <param name="Texts">The value, or each of a list.</param>
/// <param name="IsList">Whether it stands in brackets.</param>
internal sealed record JsonEntry(string Key, int Line, IReadOnlyList<JsonText> Texts, bool IsList)
{
    /// <summary>The value as it is shown to who wrote it.</summary>
    internal string Shown => IsList ? $"[{string.Join(", ", Texts)}]" : string.Concat(Texts);

    /// <summary>The value that a key permits, or null: also when quotes are there or missing.</summary>
    internal object? ValueFor(ScenarioKey key)
    {
        bool isQuotedRight = key switch
        {
            IntegerKey or IntegersKey => Texts.All(static t => !t.IsWord),
            ChoiceKey or ChoicesKey => Texts.All(static t => t.IsWord),
            _ => true,
        };
        return isQuotedRight && IsList == ScenarioValues.IsList(key)
            ? ScenarioValues.Read(key, [.. Texts.Select(static t => t.Text)])
            : null;
    }
}

/// <summary>A word or a number.</summary>
/// <param name="Text">Without its quotes.</param>
/// <param name="IsWord">Whether it had any.</param>
internal readonly record struct JsonText(string Text, bool IsWord)
{
    public override string ToString() => IsWord ? $"\"{Text}\"" : Text;
}

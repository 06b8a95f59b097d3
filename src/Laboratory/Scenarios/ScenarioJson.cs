using System.Globalization;
using System.Text;
using System.Text.Json;
using TrustlessPools.Laboratory.Questions;

namespace TrustlessPools.Laboratory.Scenarios;

/// <summary>A scenario as canonical JSON: every key, in the order of the schema, in one way only.</summary>
public static class ScenarioJson
{
    /// <summary>What a file would say that leaves nothing to defaults; it is read back.</summary>
    public static string Of(IQuestion question, Scenario scenario, ulong seed, int replicas)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(scenario);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteString("question", question.Name);
            writer.WriteNumber("version", question.Schema.Version);
            writer.WriteNumber("seed", seed);
            writer.WriteNumber("replicas", replicas);
            writer.WriteStartObject("set");
            foreach (ScenarioKey key in scenario.Schema.Keys)
            {
                writer.WritePropertyName(key.Name);
                WriteValue(writer, key, scenario.Texts(key.Name));
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Writes a value in the one way that is canonical.</summary>
    internal static void WriteValue(Utf8JsonWriter writer, ScenarioKey key, IReadOnlyList<string> texts)
    {
        if (ScenarioValues.IsList(key))
        {
            writer.WriteStartArray();
        }

        foreach (string text in texts)
        {
            if (key is IntegerKey or IntegersKey)
            {
                writer.WriteNumberValue(long.Parse(text, CultureInfo.InvariantCulture));
            }
            else
            {
                writer.WriteStringValue(text);
            }
        }

        if (ScenarioValues.IsList(key))
        {
            writer.WriteEndArray();
        }
    }
}

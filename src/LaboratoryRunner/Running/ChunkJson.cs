using System.Text;
using System.Text.Json;
using TrustlessPools.Laboratory.Questions;

namespace TrustlessPools.LaboratoryRunner.Running;

/// <summary>Observations as JSON: a list of values each, then its story where it has one.</summary>
/// <remarks>Numbers are the shortest texts that are read back as the same doubles.</remarks>
internal static class ChunkJson
{
    internal static string Write(IReadOnlyList<Observation> observations)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartArray();
            foreach (Observation observation in observations)
            {
                writer.WriteStartArray();
                foreach (double value in observation.Values)
                {
                    writer.WriteNumberValue(value);
                }

                if (observation.Story is not null)
                {
                    writer.WriteStringValue(observation.Story);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <returns>Null when it is anything else.</returns>
    internal static IReadOnlyList<Observation>? Read(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return [.. json.RootElement.EnumerateArray().Select(Read)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static Observation Read(JsonElement element)
    {
        JsonElement[] items = [.. element.EnumerateArray()];
        bool hasStory = items.Length > 0 && items[^1].ValueKind is JsonValueKind.String;
        double[] values = [.. items.Take(items.Length - (hasStory ? 1 : 0)).Select(static i => i.GetDouble())];
        return new(values, hasStory ? items[^1].GetString() : null);
    }
}

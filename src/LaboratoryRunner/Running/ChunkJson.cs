using System.Text;
using System.Text.Json;
using TrustlessPools.Laboratory.Questions;

namespace TrustlessPools.LaboratoryRunner.Running;

/// <summary>
/// A chunk as JSON: whose it is, and its observations, each a list of values, then its story.
/// </summary>
/// <remarks>Numbers are the shortest texts that are read back as the same doubles.</remarks>
internal static class ChunkJson
{
    internal static string Write(string run, int chunk, IReadOnlyList<Observation> observations)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("run", run);
            writer.WriteNumber("chunk", chunk);
            writer.WriteStartArray("observations");
            foreach (Observation observation in observations)
            {
                Write(writer, observation);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <returns>Null when it is anything else than this chunk of this run.</returns>
    internal static IReadOnlyList<Observation>? Read(string text, string run, int chunk)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.GetProperty("run").GetString() == run
                && json.RootElement.GetProperty("chunk").GetInt32() == chunk
                ? [.. json.RootElement.GetProperty("observations").EnumerateArray().Select(Read)]
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException
            or KeyNotFoundException)
        {
            return null;
        }
    }

    private static void Write(Utf8JsonWriter writer, Observation observation)
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

    private static Observation Read(JsonElement element)
    {
        JsonElement[] items = [.. element.EnumerateArray()];
        bool hasStory = items.Length > 0 && items[^1].ValueKind is JsonValueKind.String;
        JsonElement[] numbers = hasStory ? items[..^1] : items;
        return new(
            [.. numbers.Select(static i => i.GetDouble())], hasStory ? items[^1].GetString() : null);
    }
}

using System.Numerics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.Scenarios;

/// <summary>What the scenario files of a question may say, for editors and validators.</summary>
/// <remarks>
/// JSON Schema, draft 2020-12. It permits a little more than <see cref="ScenarioReader"/>: that lists ascend,
/// and the range of a fraction in quotes, it says in words only.
/// </remarks>
public static class ScenarioJsonSchema
{
    private const string Fraction = @"^-?[0-9]+(/[0-9]+|(\.[0-9]+)?([eE][+-]?[0-9]+)?)$";
    private const int DecimalsMax = 18;

    /// <summary>The schema as JSON text.</summary>
    public static string Of(IQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using (var writer = new Utf8JsonWriter(stream, options))
        {
            Write(writer, question);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, IQuestion question)
    {
        writer.WriteStartObject();
        writer.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
        writer.WriteString("title", $"A scenario of {question.Name}");
        writer.WriteString("description", question.Asks);
        writer.WriteString("type", "object");
        writer.WriteStartArray("required");
        writer.WriteStringValue("question");
        writer.WriteStringValue("version");
        writer.WriteEndArray();
        writer.WriteBoolean("additionalProperties", false);
        writer.WriteStartObject("properties");
        WriteConstant(writer, "question", () => writer.WriteStringValue(question.Name));
        WriteConstant(writer, "version", () => writer.WriteNumberValue(question.Schema.Version));
        writer.WriteStartObject("seed");
        WriteInteger(writer, BigInteger.Zero, ulong.MaxValue);
        writer.WriteEndObject();
        writer.WriteStartObject("replicas");
        WriteInteger(writer, BigInteger.One, ScenarioReader.ReplicasMax);
        writer.WriteNumber("default", question.DefaultReplicas);
        writer.WriteEndObject();
        writer.WriteStartObject("set");
        writer.WriteString("type", "object");
        writer.WriteBoolean("additionalProperties", false);
        writer.WriteStartObject("properties");
        Scenario defaults = question.Schema.Defaults();
        foreach (ScenarioKey key in question.Schema.Keys)
        {
            Write(writer, key, defaults);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ScenarioKey key, Scenario defaults)
    {
        writer.WriteStartObject(key.Name);
        writer.WriteString("description", $"{key.Meaning} Permitted: {ScenarioValues.Permitted(key)}.");
        writer.WritePropertyName("default");
        ScenarioJson.WriteValue(writer, key, defaults.Texts(key.Name));
        int? countMax = key switch
        {
            IntegersKey k => k.CountMax,
            RatiosKey k => k.CountMax,
            ChoicesKey k => k.Allowed.Count,
            _ => null,
        };
        if (countMax is { } most)
        {
            writer.WriteString("type", "array");
            writer.WriteNumber("minItems", 1);
            writer.WriteNumber("maxItems", most);
            writer.WriteBoolean("uniqueItems", true);
            writer.WriteStartObject("items");
            WriteType(writer, key);
            writer.WriteEndObject();
        }
        else
        {
            WriteType(writer, key);
        }

        writer.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter writer, ScenarioKey key)
    {
        switch (key)
        {
            case IntegerKey k:
                WriteInteger(writer, k.Min, k.Max);
                break;
            case IntegersKey k:
                WriteInteger(writer, k.Min, k.Max);
                break;
            case RatioKey k:
                WriteRatio(writer, k.Min, k.Max);
                break;
            case RatiosKey k:
                WriteRatio(writer, k.Min, k.Max);
                break;
            case ChoiceKey k:
                WriteChoice(writer, k.Allowed);
                break;
            case ChoicesKey k:
                WriteChoice(writer, k.Allowed);
                break;
        }
    }

    private static void WriteConstant(Utf8JsonWriter writer, string name, Action value)
    {
        writer.WriteStartObject(name);
        writer.WritePropertyName("const");
        value();
        writer.WriteEndObject();
    }

    private static void WriteInteger(Utf8JsonWriter writer, BigInteger min, BigInteger max)
    {
        writer.WriteString("type", "integer");
        WriteBound(writer, "minimum", Ratio.FromInteger(min));
        WriteBound(writer, "maximum", Ratio.FromInteger(max));
    }

    private static void WriteRatio(Utf8JsonWriter writer, Ratio min, Ratio max)
    {
        writer.WriteStartArray("anyOf");
        writer.WriteStartObject();
        writer.WriteString("type", "number");
        WriteBound(writer, "minimum", min);
        WriteBound(writer, "maximum", max);
        writer.WriteEndObject();
        writer.WriteStartObject();
        writer.WriteString("type", "string");
        writer.WriteString("pattern", Fraction);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteChoice(Utf8JsonWriter writer, IReadOnlyList<string> allowed)
    {
        writer.WriteStartArray("enum");
        foreach (string word in allowed)
        {
            writer.WriteStringValue(word);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a bound where a decimal says it exactly; words say it anyway.</summary>
    private static void WriteBound(Utf8JsonWriter writer, string name, Ratio bound)
    {
        for (int decimals = 0; decimals <= DecimalsMax; decimals++)
        {
            Ratio scaled = bound * Ratio.FromInteger(BigInteger.Pow(10, decimals));
            if (scaled.IsInteger)
            {
                writer.WritePropertyName(name);
                writer.WriteRawValue(decimals == 0 ? $"{scaled}" : $"{scaled}e-{decimals}");
                return;
            }
        }
    }
}

using System.Text.Json;
using TrustlessPools.Ethereum.Json;

namespace TrustlessPools.Node.Api.Http;

/// <summary>The description of the API that programs read (OpenAPI 3.1).</summary>
internal static class OpenApi
{
    internal const string Path = "/openapi.json";

    /// <summary>Describes routes.</summary>
    internal static byte[] Describe(IEnumerable<ApiRoute> routes)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("openapi", "3.1.0");
            WriteInfo(writer);
            writer.WriteStartObject("paths");
            foreach (IGrouping<string, ApiRoute> path in routes.GroupBy(static r => r.Path))
            {
                writer.WriteStartObject(path.Key);
                foreach (ApiRoute route in path)
                {
                    Write(writer, route);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            WriteComponents(writer);
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteInfo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("info");
        writer.WriteString("title", "The local API of a TrustlessPools operator");
        writer.WriteString("version", "1");
        writer.WriteString(
            "description",
            "Amounts are Gwei as quoted digits; keys, roots and operations are hexadecimal with 0x.");
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ApiRoute route)
    {
        writer.WriteStartObject(route.Method.ToLowerInvariant());
        writer.WriteString("summary", route.Summary);
        writer.WriteStartArray("parameters");
        foreach (ApiParameter parameter in route.Parameters)
        {
            Write(writer, parameter);
        }

        writer.WriteEndArray();
        if (route.Body is not null)
        {
            writer.WriteStartObject("requestBody");
            writer.WriteBoolean("required", true);
            WriteContent(writer, "application/json", route.Body);
            writer.WriteEndObject();
            writer.WriteStartArray("security");
            writer.WriteStartObject();
            writer.WriteStartArray("token");
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        writer.WriteStartObject("responses");
        foreach (ApiResponse response in route.Responses)
        {
            writer.WriteStartObject($"{response.Status}");
            writer.WriteString("description", response.Description);
            WriteContent(writer, response.ContentType, response.Schema);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ApiParameter parameter)
    {
        writer.WriteStartObject();
        writer.WriteString("name", parameter.Name);
        writer.WriteString("in", parameter.Place);
        writer.WriteBoolean("required", parameter.Place == "path");
        writer.WriteString("description", parameter.Description);
        writer.WritePropertyName("schema");
        JsonSchema.Text.Write(writer);
        writer.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter writer, string type, JsonSchema schema)
    {
        writer.WriteStartObject("content");
        writer.WriteStartObject(type);
        writer.WritePropertyName("schema");
        schema.Write(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteComponents(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("components");
        writer.WriteStartObject("securitySchemes");
        writer.WriteStartObject("token");
        writer.WriteString("type", "http");
        writer.WriteString("scheme", "bearer");
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}

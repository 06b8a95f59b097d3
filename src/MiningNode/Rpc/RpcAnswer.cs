using System.Text;
using System.Text.Json;

namespace TrustlessPools.MiningNode.Rpc;

/// <summary>What a node says instead of a result.</summary>
/// <param name="Code">Bitcoin Core's number, such as -8 for a parameter out of range.</param>
/// <param name="Message">In words.</param>
internal readonly record struct RpcError(long Code, string Message);

/// <summary>A result, of whatever form, or an error.</summary>
/// <param name="Result">The result; null in JSON when there is an error.</param>
/// <param name="Error">The error, or null.</param>
internal readonly record struct RpcAnswer(JsonElement Result, RpcError? Error)
{
    /// <summary>Reads an answer to the call of a number.</summary>
    /// <returns>Null when it is no answer to that call; fields beyond those are ignored.</returns>
    internal static RpcAnswer? TryRead(ReadOnlyMemory<byte> body, long id)
    {
        try
        {
            if (!HasWholeTexts(body.Span))
            {
                return null;
            }

            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            bool isOurs = root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("id", out JsonElement given)
                && given.ValueKind == JsonValueKind.Number
                && given.TryGetInt64(out long number)
                && number == id;
            return isOurs ? TryRead(root) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>False when a text or name is broken UTF-8 or half a surrogate pair.</summary>
    /// <remarks>Parsing lets such texts pass, and to read them throws then.</remarks>
    private static bool HasWholeTexts(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        try
        {
            while (reader.Read())
            {
                bool isText = reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String;
                if (isText && (reader.ValueIsEscaped || !Ascii.IsValid(reader.ValueSpan)))
                {
                    reader.GetString();
                }
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static RpcAnswer? TryRead(JsonElement root)
    {
        if (root.TryGetProperty("error", out JsonElement error) && error.ValueKind != JsonValueKind.Null)
        {
            return error.ValueKind == JsonValueKind.Object
                && error.TryGetProperty("code", out JsonElement code)
                && code.ValueKind == JsonValueKind.Number
                && code.TryGetInt64(out long number)
                    ? new RpcAnswer(default, new(number, MessageOf(error)))
                    : null;
        }

        return root.TryGetProperty("result", out JsonElement result)
            ? new RpcAnswer(result.Clone(), null)
            : null;
    }

    private static string MessageOf(JsonElement error) =>
        error.TryGetProperty("message", out JsonElement text) && text.ValueKind == JsonValueKind.String
            ? NodeWords.Plain(text.GetString()!)
            : string.Empty;
}

using System.Globalization;
using System.Text.Json;

namespace TrustlessPools.Core.Tests.Ethereum.SlashingProtection;

/// <summary>What the JSON schema of EIP-3076 accepts: an oracle that has nothing from the reader.</summary>
/// <remarks>Null counts as absent; numbers and keys must be such, which the schema says in prose.</remarks>
internal static class InterchangeSchema
{
    public static bool Accepts(JsonElement schema, JsonElement value) =>
        schema.GetProperty("type").GetString() switch
        {
            "object" => value.ValueKind == JsonValueKind.Object && AcceptsObject(schema, value),
            "array" => value.ValueKind == JsonValueKind.Array
                && value.EnumerateArray().All(item => Accepts(schema.GetProperty("items")[0], item)),
            "string" => value.ValueKind == JsonValueKind.String,
            _ => throw new FormatException($"The schema has the type {schema.GetProperty("type")}."),
        };

    private static bool AcceptsObject(JsonElement schema, JsonElement value)
    {
        foreach (JsonElement name in schema.GetProperty("required").EnumerateArray())
        {
            if (!IsPresent(value, name.GetString()!))
            {
                return false;
            }
        }

        return schema.GetProperty("properties").EnumerateObject().All(
            p => !IsPresent(value, p.Name)
                || (Accepts(p.Value, value.GetProperty(p.Name))
                    && IsWellFormed(p.Name, value.GetProperty(p.Name))));
    }

    private static bool IsPresent(JsonElement value, string name) =>
        value.TryGetProperty(name, out JsonElement member) && member.ValueKind != JsonValueKind.Null;

    private static bool IsWellFormed(string name, JsonElement value) => name switch
    {
        "slot" or "source_epoch" or "target_epoch" =>
            ulong.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out _),
        "pubkey" => IsHex(value.GetString()!, least: 96, most: 96),
        "signing_root" => IsHex(value.GetString()!, least: 0, most: 64),
        _ => true,
    };

    private static bool IsHex(string text, int least, int most) =>
        text.StartsWith("0x", StringComparison.Ordinal)
        && text[2..].All(char.IsAsciiHexDigit)
        && text.Length - 2 >= least
        && text.Length - 2 <= most;
}

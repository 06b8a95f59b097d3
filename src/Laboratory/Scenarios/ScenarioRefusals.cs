using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.Scenarios;

/// <summary>Every reason for which a scenario is refused; docs/reasons.md lists them.</summary>
internal static class ScenarioRefusals
{
    internal static Refusal NotJson(string flaw) =>
        new("NotJson", flaw, "a JSON object; // comments and trailing commas may be in it");

    internal static Refusal UnknownQuestion(string supplied, IEnumerable<string> permitted) =>
        new("UnknownQuestion", $"question '{supplied}'", string.Join(", ", permitted));

    internal static Refusal MissingKey(string key) =>
        new("MissingKey", $"no '{key}'", $"a scenario that names its {key}");

    internal static Refusal UnknownKey(string supplied, IReadOnlyList<string> permitted)
    {
        string? near = NearestName.Of(supplied, permitted);
        return new(
            "UnknownKey",
            $"key '{supplied}'{(near is null ? string.Empty : $" (is it {near}?)")}",
            string.Join(", ", permitted));
    }

    internal static Refusal RepeatedKey(string supplied) =>
        new("RepeatedKey", $"'{supplied}' again", "each key once");

    internal static Refusal WrongSchemaVersion(string supplied, int permitted) =>
        new("WrongSchemaVersion", $"version {supplied}", $"version {permitted}");

    internal static Refusal WrongValue(string key, string supplied, string permitted) =>
        new("WrongValue", $"{key} = {supplied}", permitted);
}

using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.Scenarios;

/// <summary>Every reason for which a scenario is refused; docs/reasons.md lists them.</summary>
internal static class ScenarioRefusals
{
    internal static Refusal NotJson(string flaw) =>
        new("NotJson", flaw, "a JSON object; // comments and trailing commas may be in it");

    internal static Refusal TooLong(int supplied, int permitted) =>
        new("TooLong", $"{supplied} characters", $"at most {permitted}");

    internal static Refusal UnknownQuestion(string supplied, IReadOnlyList<string> permitted) => new(
        "UnknownQuestion",
        $"question {supplied}{NearestName.Hint(supplied.Trim('"', '\''), permitted)}",
        string.Join(", ", permitted));

    internal static Refusal MissingKey(string key) =>
        new("MissingKey", $"no '{key}'", $"a scenario that names its {key}");

    internal static Refusal UnknownKey(string supplied, IReadOnlyList<string> permitted) => new(
        "UnknownKey", $"key '{supplied}'{NearestName.Hint(supplied, permitted)}",
            string.Join(", ", permitted));

    internal static Refusal RepeatedKey(string supplied) =>
        new("RepeatedKey", $"'{supplied}' again", "each key once");

    internal static Refusal WrongSchemaVersion(ulong supplied, int permitted) =>
        new("WrongSchemaVersion", $"version {supplied}", $"version {permitted}");

    internal static Refusal WrongValue(string key, string supplied, string permitted) =>
        new("WrongValue", $"{key} = {supplied}", permitted);
}

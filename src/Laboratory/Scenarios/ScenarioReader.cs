using System.Globalization;
using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.Scenarios;

/// <summary>Reads scenario files, and says all that is wrong with one at once.</summary>
/// <remarks>Spec: docs/spec/scenarios.md.</remarks>
public static class ScenarioReader
{
    /// <summary>The most replicas that a run may have.</summary>
    public const int ReplicasMax = 10_000_000;

    /// <summary>The longest text that is read, in characters.</summary>
    public const int TextLengthMax = 1 << 20;

    /// <summary>Reads a file.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="questions">Those that there are.</param>
    /// <param name="flaws">All that is wrong, in the order of lines; empty when the file is read.</param>
    /// <returns>The scenario, or null with flaws.</returns>
    public static ScenarioFile? Read(
        string text, IReadOnlyList<IQuestion> questions, out IReadOnlyList<ScenarioFlaw> flaws)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(questions);
        var found = new List<ScenarioFlaw>();
        ScenarioFile? file = null;
        if (text.Length > TextLengthMax)
        {
            found.Add(new(1, ScenarioRefusals.TooLong(text.Length, TextLengthMax)));
        }
        else if (JsonEntries.Read(text, found) is { } entries)
        {
            file = Interpret(entries, questions, found);
        }

        flaws = [.. found.OrderBy(static f => f.Line)];
        return found.Count == 0 ? file : null;
    }

    /// <summary>Changes keys of a scenario, as a command line says <c>key=value</c>.</summary>
    /// <param name="scenario">What is changed.</param>
    /// <param name="changes">Several values are joined by commas.</param>
    /// <param name="refusal">Why the first that is wrong is wrong; null otherwise.</param>
    /// <returns>The changed scenario, or null with a refusal.</returns>
    public static Scenario? Change(Scenario scenario, IEnumerable<string> changes, out Refusal? refusal)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(changes);
        refusal = null;
        foreach (string change in changes)
        {
            int equals = change.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? change : change[..equals];
            if (scenario.Schema.Keys.FirstOrDefault(k => k.Name == name) is not { } key)
            {
                refusal = ScenarioRefusals.UnknownKey(name, scenario.Schema.Names);
                return null;
            }

            string value = equals < 0 ? string.Empty : change[(equals + 1)..];
            string[] texts = ScenarioValues.IsList(key) ? value.Split(',') : [value];
            if (ScenarioValues.Read(key, texts) is not { } read)
            {
                refusal = ScenarioRefusals.WrongValue(name, value, ScenarioValues.Permitted(key));
                return null;
            }

            scenario = scenario.With(name, read);
        }

        return scenario;
    }

    private static ScenarioFile? Interpret(
        JsonEntries entries, IReadOnlyList<IQuestion> questions, List<ScenarioFlaw> flaws)
    {
        string[] names = ["question", "version", "seed", "replicas", "set"];
        foreach (JsonEntry entry in entries.Top.Where(e => !names.Contains(e.Key)))
        {
            flaws.Add(new(entry.Line, ScenarioRefusals.UnknownKey(entry.Key, names)));
        }

        IQuestion? question = Question(entries, questions, flaws);
        ulong? version = Number(entries, "version", 1, int.MaxValue, flaws);
        ulong? seed = Number(entries, "seed", 0, ulong.MaxValue, flaws);
        ulong? replicas = Number(entries, "replicas", 1, ReplicasMax, flaws);
        if (entries.Find("version") is not { } versionEntry)
        {
            flaws.Add(new(1, ScenarioRefusals.MissingKey("version")));
        }
        else if (question is not null
            && version is { } supplied
            && supplied != (ulong)question.Schema.Version)
        {
            flaws.Add(new(
                versionEntry.Line, ScenarioRefusals.WrongSchemaVersion(supplied, question.Schema.Version)));
        }

        return question is null
            ? null
            : new(question, seed, (int?)replicas, Set(question.Schema, entries.Set, flaws));
    }

    private static IQuestion? Question(
        JsonEntries entries, IReadOnlyList<IQuestion> questions, List<ScenarioFlaw> flaws)
    {
        if (entries.Find("question") is not { } entry)
        {
            flaws.Add(new(1, ScenarioRefusals.MissingKey("question")));
            return null;
        }

        IQuestion? question = entry.IsList || entry.Texts is not [{ IsWord: true, Text: var name }]
            ? null
            : questions.FirstOrDefault(q => q.Name == name);
        if (question is null)
        {
            flaws.Add(new(
                entry.Line,
                ScenarioRefusals.UnknownQuestion(entry.Shown, [.. questions.Select(static q => q.Name)])));
        }

        return question;
    }

    private static Scenario Set(
        ScenarioSchema schema, IReadOnlyList<JsonEntry> entries, List<ScenarioFlaw> flaws)
    {
        Scenario scenario = schema.Defaults();
        foreach (JsonEntry entry in entries)
        {
            if (schema.Keys.FirstOrDefault(k => k.Name == entry.Key) is not { } key)
            {
                flaws.Add(new(entry.Line, ScenarioRefusals.UnknownKey(entry.Key, schema.Names)));
            }
            else if (entry.ValueFor(key) is { } value)
            {
                scenario = scenario.With(entry.Key, value);
            }
            else
            {
                flaws.Add(new(
                    entry.Line,
                    ScenarioRefusals.WrongValue(entry.Key, entry.Shown, ScenarioValues.Permitted(key))));
            }
        }

        return scenario;
    }

    /// <summary>A number of the file; null where it is missing, or wrong, which is a flaw.</summary>
    private static ulong? Number(
        JsonEntries entries, string key, ulong min, ulong max, List<ScenarioFlaw> flaws)
    {
        if (entries.Find(key) is not { } entry)
        {
            return null;
        }

        if (!entry.IsList && entry.Texts is [{ IsWord: false, Text: var text }]
            && ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)
            && value >= min && value <= max)
        {
            return value;
        }

        flaws.Add(new(
            entry.Line,
            ScenarioRefusals.WrongValue(key, entry.Shown, $"an integer from {min} to {max}")));
        return null;
    }
}

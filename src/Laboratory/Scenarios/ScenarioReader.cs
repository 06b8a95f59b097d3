using System.Globalization;
using System.Text.Json;
using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.Scenarios;

/// <summary>Reads scenario files, and says all that is wrong with one at once.</summary>
/// <remarks>Spec: docs/spec/scenarios.md.</remarks>
public static class ScenarioReader
{
    /// <summary>The most replicas that a run may have.</summary>
    public const int ReplicasMax = 10_000_000;

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
        flaws = found;
        if (JsonEntries.Read(text, found) is not { } entries || found.Count > 0)
        {
            return null;
        }

        ScenarioFile? file = Interpret(entries, questions, found);
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

        string? asked = Text(entries, "question", flaws);
        IQuestion? question = questions.FirstOrDefault(q => q.Name == asked);
        if (question is null)
        {
            if (asked is not null)
            {
                flaws.Add(new(
                    entries.LineOf("question"),
                    ScenarioRefusals.UnknownQuestion(asked, questions.Select(static q => q.Name))));
            }

            return null;
        }

        string? version = Text(entries, "version", flaws);
        if (version is not null && version != question.Schema.Version.ToString(CultureInfo.InvariantCulture))
        {
            flaws.Add(new(
                entries.LineOf("version"),
                ScenarioRefusals.WrongSchemaVersion(version, question.Schema.Version)));
        }

        return new(
            question,
            (ulong?)Number(entries, "seed", 0, ulong.MaxValue, flaws),
            (int?)Number(entries, "replicas", 1, ReplicasMax, flaws),
            Set(question.Schema, entries.Set, flaws));
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
            else if (entry.IsList != ScenarioValues.IsList(key)
                || ScenarioValues.Read(key, entry.Texts) is not { } value)
            {
                flaws.Add(new(
                    entry.Line,
                    ScenarioRefusals.WrongValue(entry.Key, entry.Shown, ScenarioValues.Permitted(key))));
            }
            else
            {
                scenario = scenario.With(entry.Key, value);
            }
        }

        return scenario;
    }

    private static string? Text(JsonEntries entries, string key, List<ScenarioFlaw> flaws)
    {
        if (entries.Top.FirstOrDefault(e => e.Key == key) is { IsList: false } entry)
        {
            return entry.Texts[0];
        }

        flaws.Add(new(1, ScenarioRefusals.MissingKey(key)));
        return null;
    }

    private static UInt128? Number(
        JsonEntries entries, string key, ulong min, ulong max, List<ScenarioFlaw> flaws)
    {
        if (entries.Top.FirstOrDefault(e => e.Key == key) is not { } entry)
        {
            return null;
        }

        if (!entry.IsList
            && ulong.TryParse(entry.Texts[0], NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)
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

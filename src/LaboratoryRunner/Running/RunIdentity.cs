using System.Text;
using System.Text.Json;
using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Scenarios;

namespace TrustlessPools.LaboratoryRunner.Running;

/// <summary>The file of a folder that says which run it holds.</summary>
internal static class RunIdentity
{
    /// <summary>The file's name.</summary>
    internal const string FileName = "run.json";

    /// <summary>The file's text.</summary>
    internal static string Write(RunPlan plan)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteString("run", plan.Identity);
            writer.WriteString("version", plan.Version);
            writer.WritePropertyName("scenario");
            using var scenario = JsonDocument.Parse(plan.Json);
            scenario.RootElement.WriteTo(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>The run's name, or null when the folder holds none.</summary>
    /// <exception cref="RunException">The file is damaged.</exception>
    internal static string? NameIn(string folder) => Parse(folder)?.Run;

    /// <summary>Reads what a folder's run is.</summary>
    /// <exception cref="RunException">It holds none that this version of the program can read.</exception>
    internal static RunPlan Read(string folder, IReadOnlyList<IQuestion> questions, string version)
    {
        if (Parse(folder) is not { } found)
        {
            throw new RunException(RunRefusals.NoRun(folder));
        }

        if (found.Version != version)
        {
            throw new RunException(RunRefusals.OtherVersion(folder, found.Version, version));
        }

        ScenarioFile? file = ScenarioReader.Read(
            found.Scenario, questions, out IReadOnlyList<ScenarioFlaw> flaws);
        if (file is not { Seed: { } seed, Replicas: { } replicas })
        {
            throw new RunException(RunRefusals.DamagedRun(
                PathIn(folder), flaws.Count > 0 ? $"{flaws[0].Refusal}" : "no seed or no replicas"));
        }

        var plan = new RunPlan(file.Question, file.Scenario, seed, replicas, version);
        return plan.Identity == found.Run
            ? plan
            : throw new RunException(RunRefusals.DamagedRun(
                PathIn(folder), $"the name {found.Run}, where the scenario makes it {plan.Identity}"));
    }

    private static string PathIn(string folder) => Path.Combine(folder, FileName);

    private static (string Run, string Version, string Scenario)? Parse(string folder)
    {
        string path = PathIn(folder);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            JsonElement root = json.RootElement;
            return (
                root.GetProperty("run").GetString() ?? string.Empty,
                root.GetProperty("version").GetString() ?? string.Empty,
                root.GetProperty("scenario").GetRawText());
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new RunException(RunRefusals.DamagedRun(path, "no name of a run"));
        }
    }
}

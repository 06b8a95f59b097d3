using System.Text;
using System.Text.Json;
using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Reporting;
using TrustlessPools.Laboratory.Scenarios;
using TrustlessPools.LaboratoryRunner.Reporting;

namespace TrustlessPools.LaboratoryRunner.Running;

/// <summary>A run on disk: what is run, the chunks that are done, and the report once all are.</summary>
/// <remarks>
/// A chunk is written beside its place, flushed, and renamed: after a crash it is there whole or not at all,
/// and a run that is begun again computes only what is missing.
/// </remarks>
public sealed class RunFolder
{
    /// <summary>The scenario's file in the folder.</summary>
    public const string ScenarioName = "scenario.json";

    private const string IdentityName = "run.json";
    private const string ObservationsName = "observations.csv";
    private const string Chunks = "chunks";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string _folder;

    private RunFolder(string folder, RunPlan plan)
    {
        _folder = folder;
        Plan = plan;
    }

    /// <summary>What is run.</summary>
    public RunPlan Plan { get; }

    /// <summary>Opens a folder for a run, or makes it.</summary>
    /// <exception cref="RunException">It holds another run.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static RunFolder Open(string folder, RunPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (IdentityIn(folder) is { } found && found != plan.Identity)
        {
            throw new RunException(RunRefusals.FolderOfOtherRun(folder, found, plan.Identity));
        }

        var opened = new RunFolder(folder, plan);
        Directory.CreateDirectory(Path.Combine(folder, Chunks));
        opened.Put(ScenarioName, plan.Json + "\n");
        opened.Put(
            IdentityName,
            $$"""
            {
              "run": "{{plan.Identity}}",
              "version": "{{plan.Version}}"
            }

            """);
        return opened;
    }

    /// <summary>Reads what a folder's run is.</summary>
    /// <exception cref="RunException">It holds none that this program can read.</exception>
    public static RunPlan Read(string folder, IReadOnlyList<IQuestion> questions, string version)
    {
        if (IdentityIn(folder) is not { } identity)
        {
            throw new RunException(RunRefusals.NoRun(folder));
        }

        string path = Path.Combine(folder, ScenarioName);
        ScenarioFile? file = File.Exists(path)
            ? ScenarioReader.Read(File.ReadAllText(path), questions, out _)
            : null;
        if (file is not { Seed: { } seed, Replicas: { } replicas })
        {
            throw new RunException(RunRefusals.DamagedRun(path, "not a scenario with seed and replicas"));
        }

        var plan = new RunPlan(file.Question, file.Scenario, seed, replicas, version);
        return plan.Identity == identity
            ? plan
            : throw new RunException(RunRefusals.FolderOfOtherRun(folder, identity, plan.Identity));
    }

    /// <summary>The chunks that are not there yet, of all shards.</summary>
    public IReadOnlyList<int> Missing() =>
        [.. Enumerable.Range(0, Plan.Chunks).Where(c => !File.Exists(PathOf(c)))];

    /// <summary>Stores a chunk.</summary>
    public void Store(int chunk, IReadOnlyList<Observation> observations) =>
        PutDurably(PathOf(chunk), ChunkJson.Write(observations));

    /// <summary>Takes chunks over from another folder of the same run.</summary>
    public void TakeFrom(string folder)
    {
        foreach (int chunk in Missing())
        {
            string path = Path.Combine(folder, Chunks, NameOf(chunk));
            if (File.Exists(path))
            {
                string text = File.ReadAllText(path);
                ReadChunk(chunk, path, text, Plan.Question.Prepare(Plan.Scenario, out _)!.Measures.Count);
                PutDurably(PathOf(chunk), text);
            }
        }
    }

    /// <summary>Draws the conclusions of a complete run, and writes all files.</summary>
    /// <exception cref="RunException">Replicas are missing.</exception>
    public Report Conclude(IExperiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        Evidence evidence = Evidence(experiment);
        Report report = experiment.Conclude(evidence);
        Put(ObservationsName, Observations(evidence));
        ReportFiles.Write(_folder, Plan.Describe(), report);
        return report;
    }

    /// <summary>All observations.</summary>
    /// <exception cref="RunException">Replicas are missing.</exception>
    public Evidence Evidence(IExperiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        IReadOnlyList<int> missing = Missing();
        if (missing.Count > 0)
        {
            uint[] replicas = [.. missing.SelectMany(Plan.ReplicasOf)];
            throw new RunException(RunRefusals.IncompleteRun(replicas.Length, Plan.Replicas, replicas.Take(5)));
        }

        var observations = new List<Observation>();
        for (int chunk = 0; chunk < Plan.Chunks; chunk++)
        {
            string path = PathOf(chunk);
            observations.AddRange(ReadChunk(chunk, path, File.ReadAllText(path), experiment.Measures.Count));
        }

        return new(Plan.Scenario, Plan.Seed, experiment.Measures, observations);
    }

    private static string? IdentityIn(string folder)
    {
        string path = Path.Combine(folder, IdentityName);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            return json.RootElement.GetProperty("run").GetString();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new RunException(RunRefusals.DamagedRun(path, "no name of a run"));
        }
    }

    private static string NameOf(int chunk) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{chunk:d3}.json");

    private static string Observations(Evidence evidence) => string.Concat(evidence.Observations
        .Index()
        .Select(static o => Csv.Line([
            o.Index.ToString(System.Globalization.CultureInfo.InvariantCulture),
            .. o.Item.Values.Select(Csv.Text),
            o.Item.Story ?? string.Empty]))
        .Prepend(Csv.Line(["replica", .. evidence.Measures.Select(static m => m.Name), "story"])));

    private IReadOnlyList<Observation> ReadChunk(int chunk, string path, string text, int measures)
    {
        IReadOnlyList<Observation>? read = ChunkJson.Read(text);
        int expected = Plan.ReplicasOf(chunk).Count();
        return read is not null && read.Count == expected && read.All(o => o.Values.Count == measures)
            ? read
            : throw new RunException(RunRefusals.DamagedRun(
                path, $"not {expected} observations of {measures} numbers"));
    }

    private string PathOf(int chunk) => Path.Combine(_folder, Chunks, NameOf(chunk));

    private void Put(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text, Utf8);

    private static void PutDurably(string path, string text)
    {
        string beside = $"{path}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.new";
        using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write))
        {
            stream.Write(Utf8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }
}

using System.Globalization;
using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Reporting;
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

    private const string ObservationsName = "observations.csv";
    private const string PartName = "part.txt";
    private const string ChunksName = "chunks";

    private readonly string _folder;

    private RunFolder(string folder, RunPlan plan)
    {
        _folder = folder;
        Plan = plan;
    }

    /// <summary>What is run.</summary>
    public RunPlan Plan { get; }

    /// <summary>The part that the folder was made for; the whole, unless it says otherwise.</summary>
    public Shard Part =>
        File.Exists(In(PartName)) && Shard.TryParse(File.ReadAllText(In(PartName)).Trim(), out Shard part)
            ? part
            : Shard.Whole;

    /// <summary>Opens a folder for a run, or makes it.</summary>
    /// <exception cref="RunException">It holds another run.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static RunFolder Open(string folder, RunPlan plan, Shard part)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var opened = new RunFolder(folder, plan);
        if (RunIdentity.NameIn(folder) is { } found)
        {
            if (found != plan.Identity)
            {
                throw new RunException(RunRefusals.FolderOfOtherRun(folder, found, plan.Identity));
            }
        }
        else if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any(IsForeign))
        {
            throw new RunException(RunRefusals.FolderInUse(folder));
        }

        Directory.CreateDirectory(opened.In(ChunksName));
        if (part != Shard.Whole)
        {
            DurableFile.Write(opened.In(PartName), $"{part}\n");
        }

        DurableFile.Write(opened.In(ScenarioName), plan.Json + "\n");
        DurableFile.Write(opened.In(RunIdentity.FileName), RunIdentity.Write(plan));
        return opened;
    }

    /// <summary>Opens a folder that holds a run, to read from it.</summary>
    /// <exception cref="RunException">It holds none that this version of the program can read.</exception>
    public static RunFolder Existing(string folder, IReadOnlyList<IQuestion> questions, string version) =>
        new(folder, RunIdentity.Read(folder, questions, version));

    /// <summary>The chunks that are not there yet, of all shards.</summary>
    public IReadOnlyList<int> Missing() =>
        [.. Enumerable.Range(0, Plan.Chunks).Where(c => !File.Exists(PathOf(c)))];

    /// <summary>Stores a chunk.</summary>
    public void Store(int chunk, IReadOnlyList<Observation> observations) =>
        DurableFile.Write(PathOf(chunk), ChunkJson.Write(Plan.Identity, chunk, observations));

    /// <summary>Takes over the chunks that another folder of the same run has and this one lacks.</summary>
    /// <exception cref="RunException">A chunk there is damaged.</exception>
    public void TakeFrom(RunFolder part, int measures)
    {
        ArgumentNullException.ThrowIfNull(part);
        foreach (int chunk in Missing())
        {
            if (File.Exists(part.PathOf(chunk)))
            {
                Store(chunk, part.ReadChunk(chunk, measures));
            }
        }
    }

    /// <summary>Draws the conclusions of a complete run, and writes all files.</summary>
    /// <exception cref="RunException">Replicas are missing, or a chunk is damaged.</exception>
    public Report Conclude(IExperiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        Evidence evidence = Evidence(experiment);
        Report report = experiment.Conclude(evidence);
        DurableFile.Write(In(ObservationsName), Observations(evidence));
        ReportFiles.Write(_folder, Plan.Describe(), report);

        // What is left of a process that was killed, and of parts, is of no use any more.
        foreach (string unfinished in Directory.EnumerateFiles(
            _folder, $"*{DurableFile.Unfinished}", SearchOption.AllDirectories))
        {
            File.Delete(unfinished);
        }

        File.Delete(In(PartName));
        return report;
    }

    /// <summary>All observations.</summary>
    /// <exception cref="RunException">Replicas are missing, or a chunk is damaged.</exception>
    public Evidence Evidence(IExperiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        IReadOnlyList<int> missing = Missing();
        if (missing.Count > 0)
        {
            throw new RunException(RunRefusals.IncompleteRun(Plan, missing, [Part]));
        }

        return new(
            Plan.Scenario,
            Plan.Seed,
            experiment.Measures,
            [
                .. Enumerable.Range(0, Plan.Chunks)
                    .SelectMany(c => ReadChunk(c, experiment.Measures.Count)),
            ]);
    }

    /// <summary>A file of somebody else: not what an opening that was cut off leaves behind.</summary>
    private static bool IsForeign(string path)
    {
        string name = Path.GetFileName(path);
        return name is not (ChunksName or PartName or ScenarioName)
            && !name.EndsWith(DurableFile.Unfinished, StringComparison.Ordinal);
    }

    private static string Observations(Evidence evidence) => string.Concat(evidence.Observations
        .Index()
        .Select(static o => Csv.Line([
            o.Index.ToString(CultureInfo.InvariantCulture),
            .. o.Item.Values.Select(Csv.Text),
            o.Item.Story ?? string.Empty]))
        .Prepend(Csv.Line(["replica", .. evidence.Measures.Select(static m => m.Name), "story"])));

    private IReadOnlyList<Observation> ReadChunk(int chunk, int measures)
    {
        string path = PathOf(chunk);
        IReadOnlyList<Observation>? read = ChunkJson.Read(File.ReadAllText(path), Plan.Identity, chunk);
        int expected = Plan.ReplicasOf(chunk).Count();
        return read is not null && read.Count == expected && read.All(o => o.Values.Count == measures)
            ? read
            : throw new RunException(RunRefusals.DamagedRun(
                path, $"not {expected} observations of {measures} numbers, of run {Plan.Identity}"));
    }

    private string PathOf(int chunk) =>
        Path.Combine(_folder, ChunksName, string.Create(CultureInfo.InvariantCulture, $"{chunk:d3}.json"));

    private string In(string name) => Path.Combine(_folder, name);
}

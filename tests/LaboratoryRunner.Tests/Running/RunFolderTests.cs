using TrustlessPools.Laboratory.Tests.Scenarios;
using TrustlessPools.LaboratoryRunner.Running;
using TrustlessPools.Testing;

namespace TrustlessPools.LaboratoryRunner.Tests.Running;

/// <summary>What a folder may hold, and what is refused with its name.</summary>
public sealed class RunFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CoinTosses _question = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_folder_of_another_run_is_refused_and_left_alone()
    {
        RunPlan plan = CoinRun.Plan(_question);
        CoinRun.Whole(plan, _folder.In("run"));
        Dictionary<string, string> before = CoinRun.Files(_folder.In("run"));
        RunPlan other = CoinRun.Plan(_question, seed: 2);
        CoinRun.AssertRefused(
            "FolderOfOtherRun",
            $"with run {plan.Identity}, permitted is an empty folder, or one of run {other.Identity}",
            () => RunFolder.Open(_folder.In("run"), other, Shard.Whole));
        Assert.Equal(before, CoinRun.Files(_folder.In("run")));
    }

    [Fact]
    public void A_folder_with_files_of_somebody_else_is_refused()
    {
        Directory.CreateDirectory(_folder.In("mine"));
        File.WriteAllText(_folder.In("mine", "thesis.txt"), "years of work");
        CoinRun.AssertRefused(
            "FolderInUse",
            "mine, which holds other files",
            () => RunFolder.Open(_folder.In("mine"), CoinRun.Plan(_question), Shard.Whole));
        Assert.Single(CoinRun.Files(_folder.In("mine")));
    }

    /// <summary>A process may be killed between any two files.</summary>
    [Fact]
    public void A_folder_whose_opening_was_cut_off_is_opened()
    {
        RunPlan plan = CoinRun.Plan(_question);
        CoinRun.Whole(plan, _folder.In("whole"));
        Directory.CreateDirectory(_folder.In("run", "chunks"));
        File.WriteAllText(_folder.In("run", "part.txt"), "1/2\n");
        File.WriteAllText(_folder.In("run", "run.json.0123.new"), "{");
        File.WriteAllText(_folder.In("run", "chunks", "003.json.4567.new"), "{");
        CoinRun.Whole(plan, _folder.In("run"));
        CoinRun.AssertSame(_folder.In("whole"), _folder.In("run"));
    }

    [Fact]
    public void A_damaged_chunk_is_refused_and_computed_again_once_it_is_gone()
    {
        RunPlan plan = CoinRun.Plan(_question);
        CoinRun.Whole(plan, _folder.In("run"));
        string chunk = _folder.In("run", "chunks", "004.json");
        string whole = File.ReadAllText(chunk);
        string another = File.ReadAllText(_folder.In("run", "chunks", "005.json"));
        foreach (string text in (string[])[
            string.Empty, "[]", "{}", whole[..^3], whole.Replace("[[", "[[1,", StringComparison.Ordinal),
            whole.Replace(plan.Identity, "0123456789abcdef", StringComparison.Ordinal), another])
        {
            File.WriteAllText(chunk, text);
            CoinRun.AssertRefused(
                "DamagedRun",
                "004.json: not 1 observations of 2 numbers",
                () => CoinRun.Whole(plan, _folder.In("run")));
        }

        File.Delete(chunk);
        CoinRun.Whole(plan, _folder.In("run"));
        Assert.Equal(whole, File.ReadAllText(chunk));
    }

    [Fact]
    public void A_folder_that_holds_no_run_of_this_program_is_refused()
    {
        Directory.CreateDirectory(_folder.In("run"));
        CoinRun.AssertRefused("NoRun", "which holds no run", () => Existing("run"));
        CoinRun.AssertRefused("NoRun", "which holds no run", () => Existing("nowhere"));
        CoinRun.Whole(CoinRun.Plan(_question), _folder.In("run"));
        CoinRun.AssertRefused(
            "OtherVersion",
            "written by version 0.1.0, permitted is runs of version 0.2.0",
            () => RunFolder.Existing(_folder.In("run"), [_question], "0.2.0"));
        string identity = _folder.In("run", "run.json");
        string text = File.ReadAllText(identity);
        File.WriteAllText(identity, text.Replace("\"seed\": 1", "\"seed\": 2", StringComparison.Ordinal));
        CoinRun.AssertRefused("DamagedRun", "where the scenario makes it", () => Existing("run"));
        File.WriteAllText(identity, text.Replace("tosses\": 100", "tosses\": -5", StringComparison.Ordinal));
        CoinRun.AssertRefused("DamagedRun", "WrongValue: got tosses = -5", () => Existing("run"));
        File.WriteAllText(identity, "{}");
        CoinRun.AssertRefused("DamagedRun", "no name of a run", () => Existing("run"));
    }

    [Fact]
    public void Reading_a_run_writes_nothing()
    {
        RunPlan plan = CoinRun.Plan(_question);
        CoinRun.Whole(plan, _folder.In("run"));
        File.Delete(_folder.In("run", "scenario.json"));
        Dictionary<string, string> before = CoinRun.Files(_folder.In("run"));
        Assert.Equal(23, Existing("run").Evidence(CoinRun.Experiment(plan)).Observations.Count);
        Assert.Equal(before, CoinRun.Files(_folder.In("run")));
    }

    [Fact]
    public void A_merge_names_the_replicas_and_the_parts_that_are_missing()
    {
        RunPlan plan = CoinRun.Plan(_question, replicas: 12);
        CoinRun.Compute(plan, _folder.In("1"), new(1, 4));
        CoinRun.Compute(plan, _folder.In("4"), new(4, 4));
        CoinRun.AssertRefused(
            "IncompleteRun",
            "got 6 of 12 replicas missing (1-2, 5-6, 9-10), of part 2/4, 3/4, permitted",
            () => Merge("1", "4"));
        CoinRun.AssertRefused(
            "IncompleteRun",
            "9 of 12 replicas missing (0-2, 4-6, 8-10), of part 1/4, 2/4, 3/4",
            () => Merge("4"));
        CoinRun.Compute(plan, _folder.In("half"), new(2, 2));
        CoinRun.AssertRefused(
            "IncompleteRun", "got 3 of 12 replicas missing (2, 6, 10), permitted", () => Merge("1", "half"));
        Assert.False(Directory.Exists(_folder.In("out")));
    }

    [Fact]
    public void A_merge_of_parts_of_different_runs_is_refused_by_name()
    {
        RunPlan plan = CoinRun.Plan(_question);
        RunPlan other = CoinRun.Plan(_question, seed: 2);
        CoinRun.Compute(plan, _folder.In("a"), new(1, 2));
        CoinRun.Compute(other, _folder.In("b"), new(2, 2));
        CoinRun.AssertRefused(
            "PartOfOtherRun",
            $"b with run {other.Identity}, permitted is parts of run {plan.Identity}",
            () => Merge("a", "b"));
    }

    [Fact]
    public void Conclusions_are_not_drawn_from_a_part()
    {
        RunPlan plan = CoinRun.Plan(_question);
        RunFolder part = CoinRun.Compute(plan, _folder.In("a"), new(1, 2));
        CoinRun.AssertRefused(
            "IncompleteRun", "of part 2/2", () => part.Conclude(CoinRun.Experiment(plan)));
    }

    [Fact]
    public void The_page_and_the_code_name_the_same_reasons() =>
        ReasonsPage.AssertSection("Runs", typeof(RunRefusals));

    private RunFolder Existing(string name) =>
        RunFolder.Existing(_folder.In(name), [_question], CoinRun.Version);

    private void Merge(params string[] names)
    {
        IReadOnlyList<RunFolder> parts =
            RunMerger.Open([.. names.Select(n => _folder.In(n))], [_question], CoinRun.Version);
        RunMerger.Merge(parts, _folder.In("out"), CoinRun.Experiment(parts[0].Plan));
    }
}

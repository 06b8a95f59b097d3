using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Scenarios;
using TrustlessPools.LaboratoryRunner.Reporting;
using TrustlessPools.LaboratoryRunner.Running;
using TrustlessPools.Testing;

namespace TrustlessPools.LaboratoryRunner.Tests.Running;

/// <summary>The scenarios that come with the program, all of them, at small size.</summary>
public sealed class ScenarioFilesTests
{
    /// <summary>Found in the folder, so that none is forgotten.</summary>
    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(static f => Path.GetFileName(f)).Order()];

    private static string Folder => Path.Combine(ProjectRoot.Path, "scenarios");

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_scenario_is_read_and_answered(string name)
    {
        using var folder = new TemporaryFolder();
        RunPlan plan = Plan(name, replicas: 1);
        CoinRun.Whole(plan, folder.In("run"));
        string[] files = [
            .. Directory.EnumerateFiles(folder.In("run")).Select(static f => Path.GetFileName(f))];
        Assert.Contains(ReportFiles.Page, files);
        Assert.Contains(files, static f => f.EndsWith(".csv", StringComparison.Ordinal));
        Assert.Contains(files, static f => f.EndsWith(".svg", StringComparison.Ordinal));
        string page = File.ReadAllText(folder.In("run", ReportFiles.Page));
        Assert.DoesNotContain(
            "NaN", page[..page.IndexOf("<script", StringComparison.Ordinal)], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_question_has_a_scenario() => Assert.Empty(
        QuestionCatalog.All.Select(static q =>
            q.Name).Except(Names.Select(static row => Plan(row.Data, 1).Question.Name)));

    /// <summary>What was tried on tossed coins, on a question with all that questions do.</summary>
    [Theory]
    [InlineData("attack-search.json")]
    [InlineData("committee-capture-sizing.json")]
    public void Bytes_are_equal_for_threads_and_shards(string name)
    {
        using var folder = new TemporaryFolder();
        RunPlan plan = Plan(name, replicas: 5);
        CoinRun.Whole(plan, folder.In("one"));
        CoinRun.Whole(plan, folder.In("seven"), threads: 7);
        CoinRun.AssertSame(folder.In("one"), folder.In("seven"));
        string[] parts = [.. Enumerable.Range(1, 5).Select(i => folder.In($"part-{i}"))];
        foreach ((int i, string part) in parts.Index())
        {
            CoinRun.Compute(plan, part, new(i + 1, 5));
        }

        IExperiment experiment = CoinRun.Experiment(plan);
        RunMerger.Merge(
            RunMerger.Open(parts, QuestionCatalog.All, CoinRun.Version), folder.In("merged"), experiment)
            .Conclude(experiment);
        CoinRun.AssertSame(folder.In("one"), folder.In("merged"));
    }

    private static RunPlan Plan(string name, int replicas)
    {
        ScenarioFile? file = ScenarioReader.Read(
            File.ReadAllText(Path.Combine(Folder, name)), QuestionCatalog.All,
                out IReadOnlyList<ScenarioFlaw> flaws);
        Assert.True(file is not null, string.Join('\n', flaws));
        return new(file.Question, file.Scenario, file.Seed ?? 1, replicas, CoinRun.Version);
    }
}

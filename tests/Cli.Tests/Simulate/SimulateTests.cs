using System.Text.Json;
using TrustlessPools.Cli.Simulate;
using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Testing;

namespace TrustlessPools.Cli.Tests.Simulate;

/// <summary>The laboratory's verbs: what they print, what they refuse, and where files go.</summary>
public sealed class SimulateTests : IDisposable
{
    private const string Small = "--set draws=10 --set years=1 --replicas 6";

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Questions => [.. QuestionCatalog.All.Select(static q => q.Name)];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_question_is_listed_with_what_it_asks()
    {
        string[] lines = (await SucceedAsync("simulate list")).Split('\n');
        Assert.All(QuestionCatalog.All, q => Assert.Contains(
            lines,
            l => l.StartsWith(q.Name, StringComparison.Ordinal)
                && l.Contains(q.Asks, StringComparison.Ordinal)));
        using JsonDocument json = JsonDocument.Parse(await SucceedAsync("simulate list --json"));
        Assert.Equal(QuestionCatalog.All.Count, json.RootElement.GetArrayLength());
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task A_question_shows_its_keys_and_prints_a_scenario_and_a_schema(string question)
    {
        string shown = await SucceedAsync($"simulate show {question}");
        Assert.All(
            QuestionCatalog.Find(question, out _)!.Schema.Names,
            key => Assert.Contains($"\n{key} ", shown, StringComparison.Ordinal));
        using JsonDocument scenario = JsonDocument.Parse(
            await SucceedAsync($"simulate show {question} --json"));
        using JsonDocument schema = JsonDocument.Parse(await SucceedAsync($"simulate schema {question}"));
        JsonElement set = schema.RootElement.GetProperty("properties").GetProperty("set");
        Assert.Equal(
            set.GetProperty("properties").EnumerateObject().Select(static p => p.Name),
            scenario.RootElement.GetProperty("set").EnumerateObject().Select(static p => p.Name));
    }

    [Fact]
    public async Task A_run_prints_its_findings_and_says_where_the_report_is()
    {
        Tpool.Outcome outcome = await RunAsync($"{Small} --out {_folder.In("run")}");
        Assert.Equal(0, outcome.Exit);
        Assert.Contains("• ", outcome.Output, StringComparison.Ordinal);
        Assert.Contains(
            $"report: {_folder.In("run", "report.html")}", outcome.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.In("run", "report.html")));
        Assert.Contains("6 of 6 replicas are done", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_get_the_report_as_json_and_nothing_else()
    {
        Tpool.Outcome outcome = await RunAsync($"{Small} --seed 9 --json --out {_folder.In("run")}");
        using JsonDocument json = JsonDocument.Parse(outcome.Output);
        Assert.Equal(9, json.RootElement.GetProperty("run").GetProperty("seed").GetInt32());
        Assert.Equal(File.ReadAllText(_folder.In("run", "report.json")).Trim(), outcome.Output.Trim());
    }

    [Fact]
    public async Task Parts_are_merged_into_the_bytes_of_the_whole()
    {
        Assert.Equal(0, (await RunAsync($"{Small} --threads 2 --out {_folder.In("whole")}")).Exit);
        for (int i = 1; i <= 3; i++)
        {
            Tpool.Outcome part = await RunAsync(
                $"{Small} --shard {i}/3 --json --out {_folder.In($"part-{i}")}");
            Assert.Equal((0, string.Empty), (part.Exit, part.Output));
            Assert.Contains($"part {i}/3 is in", part.Error, StringComparison.Ordinal);
        }

        (string first, string second) = (_folder.In("part-1"), _folder.In("part-2"));
        string output = _folder.In("merged");
        Tpool.Outcome incomplete = await Tpool.RunAsync($"simulate merge {first} {second} --out {output}");
        Assert.Equal(1, incomplete.Exit);
        Assert.Contains("(2, 5), of part 3/3", incomplete.Error, StringComparison.Ordinal);
        await SucceedAsync($"simulate merge {first} {second} {_folder.In("part-3")} --out {output}");
        Assert.Equal(
            File.ReadAllBytes(_folder.In("whole", "report.html")),
            File.ReadAllBytes(_folder.In("merged", "report.html")));
    }

    [Fact]
    public async Task What_a_report_says_to_repeat_it_repeats_it()
    {
        Assert.Equal(0, (await RunAsync($"{Small} --seed 3 --out {_folder.In("run")}")).Exit);
        string scenario = _folder.In("run", "scenario.json");
        Tpool.Outcome again = await RunAsync($"--scenario {scenario} --out {_folder.In("2")}");
        Assert.Equal(0, again.Exit);
        Assert.Equal(
            File.ReadAllBytes(_folder.In("run", "report.html")),
            File.ReadAllBytes(_folder.In("2", "report.html")));
    }

    [Fact]
    public async Task Runs_are_compared_measure_by_measure()
    {
        (string weak, string strong) = (_folder.In("weak"), _folder.In("strong"));
        Assert.Equal(0, (await RunAsync($"{Small} --set corruption=0 --out {weak}")).Exit);
        Assert.Equal(0, (await RunAsync($"{Small} --set corruption=1/2 --out {strong}")).Exit);
        Tpool.Outcome text = await Tpool.RunAsync($"simulate compare {weak} {strong}");
        Assert.Contains("replica by replica, as the seed is one", text.Output, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(
            await SucceedAsync($"simulate compare {weak} {strong} --json"));
        JsonElement row = json.RootElement.EnumerateArray()
            .First(static r => r.GetProperty("measure").GetString()!
                .StartsWith("captured.n4", StringComparison.Ordinal));
        Assert.Equal(0, row.GetProperty("first").GetDouble());
        Assert.Equal(1, row.GetProperty("second").GetDouble());
        Assert.True(row.GetProperty("significant").GetBoolean());
    }

    [Fact]
    public async Task The_folder_of_another_run_is_refused()
    {
        string folder = _folder.In("run");
        Assert.Equal(0, (await RunAsync($"{Small} --out {folder}")).Exit);
        Tpool.Outcome other = await RunAsync($"{Small} --seed 2 --out {folder}");
        Assert.Equal(1, other.Exit);
        Assert.Contains("FolderOfOtherRun", other.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("comittee-capture", "'comittee-capture' (is it committee-capture?), permitted is")]
    [InlineData("committee-capture --replicas 0", "BadReplicas: got --replicas 0, permitted is 1 to")]
    [InlineData("committee-capture --threads 0", "BadThreads: got --threads 0, permitted is 1 to 1024")]
    [InlineData("committee-capture --threads 1025", "BadThreads")]
    [InlineData("committee-capture --shard 3/2", "BadShard: got --shard 3/2, permitted is i/n")]
    [InlineData("committee-capture --set sets=4", "UnknownKey: got key 'sets' (is it seats?)")]
    [InlineData("committee-capture --set seats=9,4", "WrongValue: got seats = 9,4")]
    [InlineData("committee-capture --set operators=5 --set seats=6", "TooManySeats: got 6 seats")]
    public async Task What_cannot_be_used_is_refused_and_nothing_is_written(string arguments, string refusal)
    {
        Tpool.Outcome outcome = await Tpool.RunAsync($"simulate run {arguments} --out {_folder.In("run")}");
        Assert.Equal(2, outcome.Exit);
        Assert.Contains(refusal, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
        Assert.False(Directory.Exists(_folder.In("run")));
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_scenario_is_told_with_its_line()
    {
        string path = _folder.In("scenario.json");
        await File.WriteAllTextAsync(
            path,
            """
            { "question": "committee-capture", "version": 1,
              "set": {
                "seets": [4],
                "draws": "5" } }
            """,
            TestContext.Current.CancellationToken);
        Tpool.Outcome outcome = await RunAsync($"--scenario {path} --out {_folder.In("run")}");
        Assert.Equal(2, outcome.Exit);
        string[] lines = outcome.Error.Trim().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.StartsWith(
            $"error: UnknownKey: got {path}, line 3: key 'seets'", lines[0], StringComparison.Ordinal);
        Assert.StartsWith(
            $"error: WrongValue: got {path}, line 4: draws = ", lines[1], StringComparison.Ordinal);
        Tpool.Outcome other = await RunAsync(
            $"--scenario {Scenario("collateral.json")} --out {_folder.In("run")}");
        Assert.Contains(
            "a scenario of collateral, permitted is one of committee-capture",
            other.Error,
            StringComparison.Ordinal);
    }

    /// <summary>With fewer replicas, and into a folder that goes away; the words are the help's.</summary>
    [Fact]
    public async Task The_examples_of_the_help_work()
    {
        Tpool.Outcome help = await Tpool.RunAsync("simulate run --help");
        string[] examples = [.. help.Output.Split('\n')
            .Select(static l => l.Trim())
            .Where(static l => l.StartsWith("tpool simulate run ", StringComparison.Ordinal))
            .Where(static l => !l.Contains('<', StringComparison.Ordinal))];
        Assert.True(examples.Length >= 4, help.Output);
        foreach ((int i, string example) in examples.Index())
        {
            string[] words = [.. example["tpool ".Length..].Split(' ')];
            int output = Array.IndexOf(words, "--out");
            int replicas = Array.IndexOf(words, "--replicas");
            string[] kept = [.. words.Where((_, w) => !Follows(w, output) && !Follows(w, replicas))
                .Select(static w => w.StartsWith("scenarios/", StringComparison.Ordinal)
                    ? Scenario(w["scenarios/".Length..])
                    : w)];
            Tpool.Outcome outcome = await Tpool.RunAsync(
                $"{string.Join(' ', kept)} --replicas 2 --out {_folder.In($"{i}")}");
            Assert.True(outcome.Exit == 0, $"{example}: {outcome.Error}");
        }

        static bool Follows(int word, int option) => option >= 0 && (word == option || word == option + 1);
    }

    [Fact]
    public void The_page_and_the_code_name_the_same_reasons() =>
        ReasonsPage.AssertSection("Laboratory arguments", typeof(SimulateRefusals));

    private static string Scenario(string name) => Path.Combine(ProjectRoot.Path, "scenarios", name);

    private static Task<Tpool.Outcome> RunAsync(string arguments) =>
        Tpool.RunAsync($"simulate run committee-capture {arguments}");

    private static async Task<string> SucceedAsync(string arguments)
    {
        Tpool.Outcome outcome = await Tpool.RunAsync(arguments);
        Assert.True(outcome.Exit == 0, outcome.Error);
        return outcome.Output;
    }
}

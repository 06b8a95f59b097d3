using System.CommandLine;
using TrustlessPools.Laboratory.PayoutVariance;
using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Scenarios;
using TrustlessPools.LaboratoryRunner.Running;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Simulate;

/// <summary><c>tpool simulate run</c>: answers a question.</summary>
internal static class SimulateRunCommand
{
    private const int ThreadsMax = 1024;

    private const string Help =
        """
        Answer a question: run the live rule code many times over random numbers, and write a report.

        The same scenario, seed and number of replicas give the same bytes on any machine, whatever the threads and shards.
        Ctrl-C loses little: run the same command again, and what is done is not done again. To spread a run over machines, run
        each part by --shard into a folder of its own, then 'tpool simulate merge'.

        Examples:
          tpool simulate run payout-variance
          tpool simulate run committee-capture --set adversary=1/4 --set seats=13,25 --replicas 50
          tpool simulate run collateral --scenario scenarios/collateral.json --out collateral
          tpool simulate run delegation-game --seed 7 --replicas 100 --shard 2/5 --out part-2
        """;

    internal static Command Create()
    {
        Argument<string> question = LaboratoryArguments.Question();
        var scenario = new Option<string?>("--scenario")
        {
            Description = "A scenario file; without it every key has its default.",
            HelpName = "file",
        };
        var set = new Option<string[]>("--set")
        {
            Description = "Changes a key of the scenario, such as seats=13,25; may be repeated.",
            HelpName = "key=value",
            DefaultValueFactory = static _ => [],
        };
        var seed = new Option<ulong?>("--seed")
        {
            Description = "Of all random numbers; 1 unless the file says it.",
        };
        var replicas = new Option<int?>("--replicas")
        {
            Description = "How often it is repeated; the question's own number unless told.",
        };
        Option<string> output = LaboratoryArguments.Out(
            "Where all files go; tpool-runs/QUESTION-RUN unless told. A run of another kind there is refused.");
        var threads = new Option<int>("--threads")
        {
            Description = "How many replicas are computed at once; all processors unless told.",
            DefaultValueFactory = static _ => Environment.ProcessorCount,
        };
        var shard = new Option<string?>("--shard")
        {
            Description = "Computes one part of the run only, and writes no report.",
            HelpName = "i/n",
        };
        var json = new Option<bool>("--json") { Description = "Prints the report as JSON." };
        var replay = new Option<string?>("--replay")
        {
            Description = "Of payout-variance: replays the published simulation's blocks instead "
                + "(tpool simulate replay).",
            HelpName = "trace",
        };
        var command = new Command("run", Help)
        {
            question, scenario, set, seed, replicas, output, threads, shard, json, replay,
        };
        command.SetAction(parsed =>
        {
            IQuestion asked = LaboratoryArguments.Find(parsed.GetRequiredValue(question));
            if (parsed.GetValue(replay) is { } trace)
            {
                return Replay(asked, trace);
            }

            RunPlan plan = Plan(
                asked,
                parsed.GetValue(scenario),
                parsed.GetValue(set)!,
                parsed.GetValue(seed),
                parsed.GetValue(replicas));
            string folder = parsed.GetValue(output)
                ?? Path.Combine("tpool-runs", $"{plan.Question.Name}-{plan.Identity[..8]}");
            return LaboratoryRun.Run(
                plan,
                folder,
                Part(parsed.GetValue(shard)),
                Threads(parsed.GetValue(threads)),
                parsed.GetValue(json));
        });
        return command;
    }

    private static int Replay(IQuestion question, string trace)
    {
        if (question is not PayoutVarianceQuestion)
        {
            throw new UsageException(SimulateRefusals.NothingToReplay(question.Name));
        }

        SimulateReplayCommand.Replay(trace);
        return ExitCode.Done;
    }

    private static RunPlan Plan(
        IQuestion question, string? path, string[] changes, ulong? seed, int? replicas)
    {
        ScenarioFile? file = path is null ? null : LaboratoryArguments.ReadFile(path, question);
        Scenario scenario = ScenarioReader.Change(
            file?.Scenario ?? question.Schema.Defaults(), changes, out Refusal? refusal)
            ?? throw new UsageException(refusal!);
        int count = replicas ?? file?.Replicas ?? question.DefaultReplicas;
        return count is >= 1 and <= ScenarioReader.ReplicasMax
            ? new(question, scenario, seed ?? file?.Seed ?? 1, count, LaboratoryArguments.Version)
            : throw new UsageException(SimulateRefusals.BadReplicas(count));
    }

    private static Shard Part(string? text) => text is null ? Shard.Whole
        : Shard.TryParse(text, out Shard shard) ? shard
        : throw new UsageException(SimulateRefusals.BadShard(text));

    private static int Threads(int threads) => threads is >= 1 and <= ThreadsMax
        ? threads
        : throw new UsageException(SimulateRefusals.BadThreads(threads, ThreadsMax));
}

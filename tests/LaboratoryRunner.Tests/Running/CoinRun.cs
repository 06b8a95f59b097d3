using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Tests.Scenarios;
using TrustlessPools.LaboratoryRunner.Running;

namespace TrustlessPools.LaboratoryRunner.Tests.Running;

/// <summary>Coins, tossed into a folder.</summary>
internal static class CoinRun
{
    internal const string Version = "0.1.0";

    internal static RunPlan Plan(CoinTosses question, ulong seed = 1, int replicas = 23) => new(
        question,
        question.Schema.Defaults().With("shown", (IReadOnlyList<string>)["mean", "story"]),
        seed,
        replicas,
        Version);

    internal static IExperiment Experiment(RunPlan plan) =>
        plan.Question.Prepare(plan.Scenario, out _)!;

    /// <summary>Computes a part and leaves it at that.</summary>
    internal static RunFolder Compute(RunPlan plan, string folder, Shard shard, int threads = 1)
    {
        var run = RunFolder.Open(folder, plan, shard);
        Runner.Run(
            run, Experiment(plan), shard, threads, progress: null, TestContext.Current.CancellationToken);
        return run;
    }

    /// <summary>Computes all of it and draws the conclusions.</summary>
    internal static void Whole(RunPlan plan, string folder, int threads = 1) =>
        Compute(plan, folder, Shard.Whole, threads).Conclude(Experiment(plan));

    /// <summary>Every file below a folder by its path in it, with its bytes.</summary>
    internal static Dictionary<string, string> Files(string folder) => Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(
            f => Path.GetRelativePath(folder, f), static f => Convert.ToHexString(File.ReadAllBytes(f)));

    /// <summary>Fails unless two folders have the same files with the same bytes.</summary>
    internal static void AssertSame(string expected, string actual)
    {
        Dictionary<string, string> left = Files(expected);
        Dictionary<string, string> right = Files(actual);
        Assert.Equal(left.Keys.Order(StringComparer.Ordinal), right.Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(left.Keys, k => left[k] != right[k]);
    }

    /// <summary>Fails unless a folder is refused for a reason with these words.</summary>
    internal static void AssertRefused(string reason, string words, Action act)
    {
        RunException refused = Assert.Throws<RunException>(act);
        Assert.Equal(reason, refused.Refusal.Reason);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }
}

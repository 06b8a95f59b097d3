using System.Security.Cryptography;
using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Scenarios;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.Tests;

/// <summary>Runs questions in tests.</summary>
internal static class Runs
{
    /// <summary>Makes the experiment of a scenario with some keys changed.</summary>
    internal static IExperiment Prepare(IQuestion question, params string[] changes)
    {
        Scenario? scenario = ScenarioReader.Change(
            question.Schema.Defaults(), changes, out Refusal? refusal);
        Assert.True(scenario is not null, $"{refusal}");
        IExperiment? experiment = question.Prepare(scenario, out refusal);
        Assert.True(experiment is not null, $"{refusal}");
        return experiment;
    }

    /// <summary>Observes so many replicas.</summary>
    internal static Evidence Observe(
        IQuestion question, ulong seed, int replicas, params string[] changes)
    {
        Scenario scenario = ScenarioReader.Change(question.Schema.Defaults(), changes, out _)!;
        IExperiment experiment = question.Prepare(scenario, out _)!;
        return new(
            scenario,
            seed,
            experiment.Measures,
            [.. Enumerable.Range(0, replicas).Select(r => experiment.Observe(new(seed, (uint)r)))]);
    }

    /// <summary>The first bytes of a hash of all numbers, each in full: the golden output of a run.</summary>
    internal static string Fingerprint(Evidence evidence) => Convert.ToHexStringLower(SHA256.HashData([
        .. evidence.Observations.SelectMany(static o => o.Values).SelectMany(BitConverter.GetBytes),
    ]))[..16];
}

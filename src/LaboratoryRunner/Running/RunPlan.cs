using System.Text;
using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Scenarios;
using TrustlessPools.LaboratoryRunner.Reporting;
using TrustlessPools.Primitives;

namespace TrustlessPools.LaboratoryRunner.Running;

/// <summary>What is run: it alone determines every byte of what comes out.</summary>
/// <param name="Question">What is asked.</param>
/// <param name="Scenario">What is assumed.</param>
/// <param name="Seed">What all random numbers follow from.</param>
/// <param name="Replicas">How many, at least 1.</param>
/// <param name="Version">Of the program.</param>
public sealed record RunPlan(
    IQuestion Question, Scenario Scenario, ulong Seed, int Replicas, string Version)
{
    /// <summary>The most chunks that replicas are stored in.</summary>
    private const int ChunksMax = 256;

    /// <summary>How many replicas are computed and stored together; the last chunk may have fewer.</summary>
    public int ChunkSize => (Replicas + ChunksMax - 1) / ChunksMax;

    /// <summary>How many chunks there are.</summary>
    public int Chunks => (Replicas + ChunkSize - 1) / ChunkSize;

    /// <summary>The run's name: runs that differ in anything have others.</summary>
    public string Identity => Hash32.Sha256(Encoding.UTF8.GetBytes($"{Version}\n{Json}")).ToString()[2..18];

    /// <summary>The scenario with every key, the seed and the number of replicas.</summary>
    public string Json => ScenarioJson.Of(Question, Scenario, Seed, Replicas);

    /// <summary>The replicas of a chunk.</summary>
    public IEnumerable<uint> ReplicasOf(int chunk)
    {
        int first = chunk * ChunkSize;
        return Enumerable.Range(first, Math.Min(ChunkSize, Replicas - first)).Select(static r => (uint)r);
    }

    /// <summary>What repeats the run, given the scenario's file.</summary>
    internal RunDescription Describe() => new(
        Question.Name,
        Json,
        Seed,
        Replicas,
        Version,
        $"tpool simulate run {Question.Name} --scenario {RunFolder.ScenarioName}");
}

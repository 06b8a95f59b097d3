using TrustlessPools.Laboratory.Scenarios;
using TrustlessPools.LaboratoryRunner.Running;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Simulate;

/// <summary>
/// Every reason for which the laboratory's verbs refuse arguments; docs/reasons.md lists them.
/// </summary>
internal static class SimulateRefusals
{
    internal static Refusal OtherQuestion(string path, string supplied, string permitted) =>
        new("OtherQuestion", $"{path}, a scenario of {supplied}", $"one of {permitted}");

    internal static Refusal BadReplicas(int supplied) =>
        new("BadReplicas", $"--replicas {supplied}", $"1 to {ScenarioReader.ReplicasMax}");

    internal static Refusal BadShard(string supplied) => new(
        "BadShard",
        $"--shard {supplied}",
        $"i/n with i from 1 to n and n at most {Shard.CountMax}, such as 2/5");

    internal static Refusal BadThreads(int supplied, int permitted) =>
        new("BadThreads", $"--threads {supplied}", $"1 to {permitted}");

    internal static Refusal NothingToReplay(string question) =>
        new("NothingToReplay", $"--replay with {question}", "--replay with payout-variance");
}

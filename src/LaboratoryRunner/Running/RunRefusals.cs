using TrustlessPools.Primitives;

namespace TrustlessPools.LaboratoryRunner.Running;

/// <summary>Every reason for which a folder of a run is refused; docs/reasons.md lists them.</summary>
internal static class RunRefusals
{
    internal static Refusal FolderOfOtherRun(string folder, string supplied, string permitted) => new(
        "FolderOfOtherRun",
        $"{folder} with run {supplied}",
        $"an empty folder, or one of run {permitted}: the same question, scenario, seed, replicas and version");

    internal static Refusal NoRun(string folder) =>
        new("NoRun", $"{folder}, which holds no run", "a folder that 'tpool simulate run' has written");

    internal static Refusal DamagedRun(string file, string flaw) =>
        new("DamagedRun", $"{file}: {flaw}", "what 'tpool simulate run' writes; remove the file to compute it again");

    internal static Refusal IncompleteRun(int missing, int replicas, IEnumerable<uint> first) => new(
        "IncompleteRun",
        $"{missing} of {replicas} replicas missing, the first of them {string.Join(", ", first)}",
        "all replicas; run the shards that are missing, then merge");
}

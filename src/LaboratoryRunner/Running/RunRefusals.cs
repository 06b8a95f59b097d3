using TrustlessPools.Primitives;

namespace TrustlessPools.LaboratoryRunner.Running;

/// <summary>Every reason for which a folder of a run is refused; docs/reasons.md lists them.</summary>
internal static class RunRefusals
{
    internal static Refusal FolderOfOtherRun(string folder, string supplied, string permitted) => new(
        "FolderOfOtherRun",
        $"{folder} with run {supplied}",
        $"an empty folder, or one of run {permitted}: same question, scenario, seed, replicas and version");

    internal static Refusal FolderInUse(string folder) =>
        new("FolderInUse", $"{folder}, which holds other files", "an empty folder, or one of this run");

    internal static Refusal NoRun(string folder) =>
        new("NoRun", $"{folder}, which holds no run", "a folder that 'tpool simulate run' has written");

    internal static Refusal OtherVersion(string folder, string supplied, string permitted) => new(
        "OtherVersion", $"{folder}, written by version {supplied}", $"runs of version {permitted}");

    internal static Refusal DamagedRun(string file, string flaw) => new(
        "DamagedRun", $"{file}: {flaw}", "what 'tpool simulate run' writes; without the file it is written "
            + "anew");

    internal static Refusal IncompleteRun(
        RunPlan plan, IReadOnlyList<int> missing, IReadOnlyList<Shard> parts) => new(
        "IncompleteRun",
        MissingReplicas.Of(plan, missing, parts),
        "all replicas; run what is missing, then merge");

    internal static Refusal PartOfOtherRun(string folder, string supplied, string first, string permitted) =>
        new("PartOfOtherRun", $"{folder} with run {supplied}", $"parts of run {permitted}, as in {first}");

    internal static Refusal NothingInCommon() => new(
        "NothingInCommon", "two runs without a common measure", "runs of one question, or of similar ones");
}

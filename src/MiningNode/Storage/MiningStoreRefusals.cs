using TrustlessPools.Primitives;

namespace TrustlessPools.MiningNode.Storage;

/// <summary>Every reason for which a store is not used; docs/reasons.md lists them.</summary>
internal static class MiningStoreRefusals
{
    internal static Refusal StoreInUse(string path) =>
        new("StoreInUse", path, "a store that no other process uses");

    internal static Refusal DamagedStore(string path, string why) =>
        new("DamagedStore", $"{path}: {why}", "a store as this program wrote it; remove it to follow anew");

    internal static Refusal NewerStore(long supplied, long permitted) => new(
        "NewerStore", $"schema {supplied}", $"up to {permitted}; run the program that wrote it");

    internal static Refusal StoreOfOtherNetwork(string supplied, string permitted) =>
        new("StoreOfOtherNetwork", $"a store of {supplied}", $"one of {permitted}");

    internal static Refusal StoreOfOtherRule(string supplied, string permitted) =>
        new("StoreOfOtherRule", $"a store of rule {supplied}", $"one of rule {permitted}");

    internal static Refusal StoreOfOtherStart(Height supplied, Height permitted) =>
        new("StoreOfOtherStart", $"a store from height {supplied} on", $"one from {permitted} on");

    internal static Refusal NoStore(string path) =>
        new("NoStore", $"{path}, which is not there", "a store that 'tpool mining sync' has made");
}

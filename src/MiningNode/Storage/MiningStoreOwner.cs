using TrustlessPools.Primitives;

namespace TrustlessPools.MiningNode.Storage;

/// <summary>What a store is of; written once, when it is made.</summary>
/// <param name="Network">The Bitcoin network's name.</param>
/// <param name="Rule">Identifies the sharing rule.</param>
/// <param name="Start">The first height that is followed.</param>
public sealed record MiningStoreOwner(string Network, string Rule, Height Start);

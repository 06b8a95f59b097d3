using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Blocks;

/// <summary>The root of a list of identifiers.</summary>
/// <param name="Hash">The root itself.</param>
/// <param name="IsMutated">
/// True when two nodes side by side are equal: a shorter list has the same root, and an honest block never
/// has such a pair.
/// </param>
public readonly record struct MerkleRoot(Hash32 Hash, bool IsMutated);

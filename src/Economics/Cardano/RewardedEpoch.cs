using TrustlessPools.Primitives;

namespace TrustlessPools.Economics.Cardano;

/// <summary>All that the rewards of an epoch depend on, but for the parameters.</summary>
/// <param name="Reserves">The reserves before the update.</param>
/// <param name="Fees">The fees of the epoch.</param>
/// <param name="Go">The snapshot that elected the epoch's leaders.</param>
/// <param name="Blocks">
/// The blocks of each pool that made any, once for a pool. Those of a pool that is not in the snapshot count
/// in the sum, and earn nothing.
/// </param>
/// <param name="Registered">The accounts that exist when rewards are credited; in any order.</param>
public sealed record RewardedEpoch(
    Lovelace Reserves,
    Lovelace Fees,
    StakeSnapshot Go,
    Sequence<PoolBlocks> Blocks,
    Sequence<StakeCredential> Registered);

/// <summary>The blocks that a pool made in an epoch.</summary>
public readonly record struct PoolBlocks(PoolId Pool, int Count);

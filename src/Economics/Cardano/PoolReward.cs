using TrustlessPools.Primitives;

namespace TrustlessPools.Economics.Cardano;

/// <summary>What a pool that made blocks earned in an epoch, before it is divided.</summary>
/// <param name="Pool">Which pool.</param>
/// <param name="MaxPool">The most that it could have earned, rounded down.</param>
/// <param name="Performance">Its apparent performance; may exceed 1.</param>
/// <remarks>Spec: docs/spec/delegation.md#pool-reward. Source: cardano-ledger, Rewards.hs.</remarks>
public readonly record struct PoolReward(PoolId Pool, Lovelace MaxPool, Ratio Performance)
{
    /// <summary>f: the performance applied to what could have been earned, rounded down again.</summary>
    public Lovelace Amount => MaxPool.ScaleFloor(Performance);

    /// <summary>Rewards a pool for its part in an epoch.</summary>
    /// <param name="pool">What it is and has.</param>
    /// <param name="blocks">How many blocks it made, of how many.</param>
    /// <param name="totals">Of what its stake is a part.</param>
    /// <param name="parameters">The protocol's parameters.</param>
    public static PoolReward Of(
        PoolStake pool, BlockCount blocks, EpochTotals totals, RewardParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Invariant.Holds(pool.OwnersStake <= pool.Stake, "Owners' stake in a pool is stake of the pool.");
        var relative = new RelativePool<Ratio>(
            Stake: pool.Stake.PartOf(totals.Circulation),
            Pledge: pool.Pledge.PartOf(totals.Circulation),
            OwnersStake: pool.OwnersStake.PartOf(totals.Circulation));
        Lovelace maxPool = Lovelace.Floor(parameters.CurveOf(totals.Rewards).MaxPool(relative));
        return new(pool.Pool, maxPool, ApparentPerformance(pool, blocks, totals.ActiveStake, parameters));
    }

    private static Ratio ApparentPerformance(
        PoolStake pool, BlockCount blocks, Lovelace activeStake, RewardParameters parameters)
    {
        Invariant.Holds(blocks.Pool >= 0, "A number of blocks is not negative.");
        if (blocks.Pool == 0 || pool.Stake.Value == 0)
        {
            return Ratio.Zero;
        }

        return parameters.IsFederated
            ? Ratio.One
            : new Ratio(blocks.Pool, int.Max(1, blocks.Epoch)) / pool.Stake.PartOf(activeStake);
    }
}

/// <summary>A pool's stake in a snapshot.</summary>
/// <param name="Pool">Which pool.</param>
/// <param name="Stake">All stake that is delegated to it.</param>
/// <param name="Pledge">What its owners declared.</param>
/// <param name="OwnersStake">What its owners delegate to it, at most all its stake.</param>
public readonly record struct PoolStake(PoolId Pool, Lovelace Stake, Lovelace Pledge, Lovelace OwnersStake);

/// <summary>How many blocks a pool made, of how many.</summary>
/// <param name="Pool">n: the blocks of the pool.</param>
/// <param name="Epoch">N: the blocks of all pools in the epoch.</param>
public readonly record struct BlockCount(int Pool, int Epoch);

/// <summary>What the parts of an epoch are parts of.</summary>
/// <param name="Rewards">R: what the epoch has for all pools.</param>
/// <param name="Circulation">All ada that is not in the reserves.</param>
/// <param name="ActiveStake">All stake that is delegated to a pool; at most the circulation.</param>
public readonly record struct EpochTotals(Lovelace Rewards, Lovelace Circulation, Lovelace ActiveStake);

using TrustlessPools.Economics.Cardano;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Delegation;

/// <summary>
/// What one more unit of stake would earn in a pool per epoch: what a staker looks at before delegating.
/// </summary>
/// <param name="Now">At the pool's present size.</param>
/// <param name="Saturated">At the size from which on more stake earns the pool nothing more.</param>
/// <remarks>
/// Spec: docs/spec/delegation.md#outlook. As if every pool did its part of the work. The whole already has
/// the unit in it: it is staked anyway, and the question is where.
/// </remarks>
public sealed record PoolOutlook(SizeOutlook Now, SizeOutlook Saturated)
{
    /// <summary>Looks at a pool as it stands now, on its present terms.</summary>
    /// <param name="parameters">The constants.</param>
    /// <param name="state">The pool has not ended.</param>
    /// <param name="id">Which pool.</param>
    /// <param name="unit">The stake that is to be delegated; above 0.</param>
    /// <param name="rewards">R of an epoch; that of the last boundary is the state's.</param>
    public static PoolOutlook Of(
        DelegationParameters parameters, DelegatedLedger state, PoolId id, Gwei unit, Gwei rewards)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(state);
        DelegationSnapshot now = SnapshotRule.Take(parameters, state);
        SnapshotPool? pool = now.PoolOf(id);
        Invariant.Holds(pool is not null, "A pool that has not ended is in a snapshot.");
        Gwei whole = parameters.Custody is Custody.Locked ? now.Whole + unit : now.Whole;
        return Of(parameters, pool, whole, unit, rewards);
    }

    /// <summary>Looks at a pool as it was noted, or as it might be.</summary>
    /// <param name="parameters">The constants.</param>
    /// <param name="pool">Its stake, the operator's, and its terms.</param>
    /// <param name="whole">What its stake is a part of, the unit included; above 0.</param>
    /// <param name="unit">The stake that is to be delegated; above 0.</param>
    /// <param name="rewards">R of an epoch.</param>
    public static PoolOutlook Of(
        DelegationParameters parameters, SnapshotPool pool, Gwei whole, Gwei unit, Gwei rewards)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(pool);
        Invariant.Holds(whole.Value > 0 && unit.Value > 0, "A unit is a part of the whole.");
        RewardCurve<Ratio> curve = parameters.CurveOf(rewards);
        Gwei saturated = whole.ScaleCeiling(curve.Saturation);
        if (parameters.LeverageCap is Ratio cap)
        {
            Ratio most = cap * Ratio.FromInteger(pool.Terms.Pledge.Value);
            saturated = new((ulong)Ratio.Min(Ratio.FromInteger(saturated.Value), most).Ceiling());
        }

        return new(
            SizeOutlook.Of(curve, pool, whole, unit),
            SizeOutlook.Of(curve, pool with { Stake = saturated }, whole, unit));
    }
}

/// <summary>What a unit earns in a pool of a certain size, in Gwei per epoch.</summary>
/// <param name="Stake">The pool's size without the unit.</param>
/// <param name="Reward">f: what the pool earns at this size.</param>
/// <param name="Average">What a unit that is a member's earns at this size.</param>
/// <param name="WithOneMore">What each such unit, and so the one more, earns once it is there.</param>
/// <param name="Marginal">What the pool earns more by it; 0 once the pool is saturated.</param>
public readonly record struct SizeOutlook(
    Gwei Stake, Gwei Reward, Gwei Average, Gwei WithOneMore, Gwei Marginal)
{
    internal static SizeOutlook Of(RewardCurve<Ratio> curve, SnapshotPool pool, Gwei whole, Gwei unit)
    {
        SnapshotPool larger = pool with { Stake = pool.Stake + unit };
        Gwei reward = PoolEarning.MaxPoolOf(curve, pool, whole);
        Gwei rewardOfLarger = PoolEarning.MaxPoolOf(curve, larger, whole);
        return new(
            pool.Stake,
            reward,
            pool.Stake < unit ? default : PoolEarning.MemberOf(reward, pool, unit),
            PoolEarning.MemberOf(rewardOfLarger, larger, unit),
            rewardOfLarger - reward);
    }
}

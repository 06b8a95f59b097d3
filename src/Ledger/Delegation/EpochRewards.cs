using TrustlessPools.Economics.Cardano;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Delegation;

/// <summary>The rewards of an epoch: a pure function of its snapshot and its income.</summary>
/// <param name="Rewards">R: what the epoch has for all pools.</param>
/// <param name="Pools">What each pool of the snapshot earned, in its order; also nothing.</param>
/// <param name="Payouts">What each account gets, as leader and as member, by account.</param>
/// <param name="ToReserve">What is left of R.</param>
/// <remarks>Spec: docs/spec/delegation.md#payment. The payouts and what is left are R, to the Gwei.</remarks>
public sealed record EpochRewards(
    Gwei Rewards, Sequence<PoolEarning> Pools, Sequence<Payout> Payouts, Gwei ToReserve)
{
    /// <summary>Computes the rewards of an epoch.</summary>
    /// <param name="parameters">The constants.</param>
    /// <param name="go">The snapshot that decided in the epoch.</param>
    /// <param name="income">What the epoch brought.</param>
    public static EpochRewards Of(
        DelegationParameters parameters, DelegationSnapshot go, EpochIncome income)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(go);
        ArgumentNullException.ThrowIfNull(income);
        var sums = new SortedDictionary<uint, Gwei>();
        var pools = new List<PoolEarning>(go.Pools.Count);
        RewardCurve<Ratio> curve = parameters.CurveOf(income.Rewards);
        (Gwei active, Gwei earned) = (go.Active, default);
        (int next, int nextWork) = (0, 0);
        UInt128 workOfAll = income.WorkOfAll;
        foreach (SnapshotPool pool in go.Pools.AsSpan())
        {
            ReadOnlySpan<SnapshotStake> stakes = StakesOf(pool.Pool, go.Stakes.AsSpan(), ref next);
            ulong work = WorkOf(pool.Pool, income.Work.AsSpan(), ref nextWork);
            Ratio part = work == 0 ? Ratio.Zero : new(work, workOfAll);
            PoolEarning earning = Earn(curve, pool, go.Whole, part, active);
            earned += earning.Amount;
            pools.Add(Divide(earning, pool, stakes, sums));
        }

        Invariant.Holds(earned <= income.Rewards, "Pools earn at most the epoch's rewards.");
        return Complete(income.Rewards, pools, sums);
    }

    private static PoolEarning Earn(
        RewardCurve<Ratio> curve, SnapshotPool pool, Gwei whole, Ratio part, Gwei active)
    {
        if (pool.Stake.Value == 0)
        {
            return new(pool.Pool, default, Ratio.Zero, default, default, default);
        }

        Ratio performance = part / new Ratio(pool.Stake.Value, active.Value);
        Gwei most = PoolEarning.MaxPoolOf(curve, pool, whole);
        return new(pool.Pool, most, performance, most.ScaleFloor(performance), default, default);
    }

    /// <summary>A pool's stakes, from where those of the pools before it end.</summary>
    private static ReadOnlySpan<SnapshotStake> StakesOf(
        PoolId pool, ReadOnlySpan<SnapshotStake> stakes, ref int next)
    {
        int first = next;
        while (next < stakes.Length && stakes[next].Pool == pool)
        {
            next++;
        }

        return stakes[first..next];
    }

    /// <summary>n, from where the work of the pools before it ends: both lists are by pool.</summary>
    private static ulong WorkOf(PoolId pool, ReadOnlySpan<PoolWork> work, ref int next)
    {
        while (next < work.Length && work[next].Pool < pool)
        {
            next++;
        }

        return next < work.Length && work[next].Pool == pool ? work[next].Credits : 0;
    }

    private static PoolEarning Divide(
        PoolEarning earning,
        SnapshotPool pool,
        ReadOnlySpan<SnapshotStake> stakes,
        SortedDictionary<uint, Gwei> sums)
    {
        if (earning.Amount.Value == 0)
        {
            return earning;
        }

        Gwei leader = PoolEarning.LeaderOf(earning.Amount, pool);
        Add(sums, pool.Operator, leader);
        Gwei members = default;
        foreach (SnapshotStake stake in stakes)
        {
            // The leader's reward is all that its own stake earns.
            if (stake.Account != pool.Operator)
            {
                Gwei member = PoolEarning.MemberOf(earning.Amount, pool, stake.Amount);
                Add(sums, stake.Account, member);
                members += member;
            }
        }

        Invariant.Holds(leader + members <= earning.Amount, "A pool pays at most what it earned.");
        return earning with { Leader = leader, Members = members };
    }

    private static EpochRewards Complete(
        Gwei rewards, List<PoolEarning> pools, SortedDictionary<uint, Gwei> sums)
    {
        Gwei rest = rewards;
        var payouts = new List<Payout>(sums.Count);
        foreach ((uint account, Gwei amount) in sums)
        {
            payouts.Add(new(new(account), amount));
            rest -= amount;
        }

        return new(rewards, pools.ToSequence(), payouts.ToSequence(), rest);
    }

    private static void Add(SortedDictionary<uint, Gwei> sums, AccountId account, Gwei amount)
    {
        if (amount.Value > 0)
        {
            sums[account.Value] = sums.GetValueOrDefault(account.Value) + amount;
        }
    }
}

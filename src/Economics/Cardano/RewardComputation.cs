using System.Collections.Immutable;
using TrustlessPools.Primitives;

namespace TrustlessPools.Economics.Cardano;

/// <summary>One run from a snapshot to the rewards of an epoch.</summary>
/// <remarks>O(n) in delegations, owners, pools and accounts.</remarks>
internal sealed class RewardComputation
{
    private readonly RewardedEpoch _epoch;
    private readonly RewardParameters _parameters;
    private readonly SnapshotStakes _stakes;
    private readonly int _blocks;
    private readonly EpochPots _pots;
    private readonly EpochTotals _totals;

    /// <summary>What each pool divides, by its place in the snapshot; null without blocks.</summary>
    private readonly PoolPayout?[] _payouts;

    private readonly ImmutableArray<PoolReward>.Builder _pools = ImmutableArray.CreateBuilder<PoolReward>();
    private readonly ImmutableArray<Reward>.Builder _rewards = ImmutableArray.CreateBuilder<Reward>();

    /// <summary>Fills the pots and adds up the snapshot.</summary>
    internal RewardComputation(RewardedEpoch epoch, RewardParameters parameters)
    {
        _epoch = epoch;
        _parameters = parameters;
        _stakes = new(epoch.Go);
        _payouts = new PoolPayout?[epoch.Go.Pools.Count];
        foreach (PoolBlocks made in epoch.Blocks.AsSpan())
        {
            _blocks += made.Count;
        }

        _pots = EpochPots.Of(new(epoch.Reserves, epoch.Fees, _blocks), parameters);
        _totals = new(
            _pots.Rewards, Circulation: parameters.MaxSupply - epoch.Reserves, ActiveStake: _stakes.Active);
        Invariant.Holds(_totals.ActiveStake <= _totals.Circulation, "Active stake is in circulation.");
    }

    /// <summary>Pays pools, leaders and members, in this order.</summary>
    internal RewardUpdate Run()
    {
        int[] made = BlocksByPool();
        ReadOnlySpan<StakePool> pools = _epoch.Go.Pools.AsSpan();
        for (int i = 0; i < pools.Length; i++)
        {
            if (made[i] > 0)
            {
                PayLeader(i, pools[i], made[i]);
            }
        }

        ReadOnlySpan<Delegation> delegations = _epoch.Go.Delegations.AsSpan();
        for (int i = 0; i < delegations.Length; i++)
        {
            PayMember(i, delegations[i]);
        }

        var update = new RewardUpdate(
            _pots, new(_pools.DrainToImmutable()), new(_rewards.DrainToImmutable()), Unclaimable: default);
        update = update with { Unclaimable = UnclaimableOf(update.Rewards) };
        Invariant.Holds(
            update.Paid + update.BackToReserves + _pots.TreasuryCut == _pots.FromReserves + _epoch.Fees,
            "What enters the pot leaves it.");
        return update;
    }

    private int[] BlocksByPool()
    {
        int[] made = new int[_payouts.Length];
        foreach (PoolBlocks blocks in _epoch.Blocks.AsSpan())
        {
            int index = _stakes.IndexOf(blocks.Pool);
            if (index >= 0)
            {
                Invariant.Holds(made[index] == 0, "The blocks of a pool are told once.");
                made[index] = blocks.Count;
            }
        }

        return made;
    }

    private void PayLeader(int index, StakePool pool, int blocks)
    {
        PoolStake stake = _stakes.Of(index, pool);
        PoolReward reward = PoolReward.Of(stake, new(Pool: blocks, Epoch: _blocks), _totals, _parameters);
        _pools.Add(reward);
        var payout = new PoolPayout(reward.Amount, pool.Cost, new(pool.Margin, stake.Stake.Exact));
        _payouts[index] = payout;
        Add(new(pool.RewardAccount, pool.Id, RewardKind.Leader, payout.Leader(stake.OwnersStake)));
    }

    private void PayMember(int index, Delegation delegation)
    {
        if (_payouts[_stakes.IndexOf(delegation.Pool)] is PoolPayout payout && !_stakes.IsOwner(index))
        {
            Lovelace amount = payout.Member(delegation.Stake);
            Add(new(delegation.Credential, delegation.Pool, RewardKind.Member, amount));
        }
    }

    private void Add(Reward reward)
    {
        if (reward.Amount.Value > 0)
        {
            _rewards.Add(reward);
        }
    }

    private Lovelace UnclaimableOf(Sequence<Reward> rewards)
    {
        var registered = new HashSet<StakeCredential>(_epoch.Registered);
        Lovelace sum = default;
        foreach (Reward reward in rewards.AsSpan())
        {
            sum += registered.Contains(reward.Account) ? default : reward.Amount;
        }

        return sum;
    }
}

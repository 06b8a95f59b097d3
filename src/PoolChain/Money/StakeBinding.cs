using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Money;

/// <summary>Which pool's key stands on which lock.</summary>
/// <remarks>
/// Spec: docs/spec/money.md#binding. After a block's operations: a backed lock takes the first pool of its
/// fund that waits; a key that the ledger has retired is over, and never used again.
/// </remarks>
internal static class StakeBinding
{
    internal static ChainState Settle(ChainState state)
    {
        state = Retire(state);
        foreach (uint fund in state.Pools.Select(static p => p.Definition.Fund.Value).Distinct().Order())
        {
            if (fund < state.Money.Ledger.Funds.Count)
            {
                state = Bind(state, new(fund));
            }
        }

        return state;
    }

    private static ChainState Retire(ChainState state)
    {
        foreach (PoolState pool in state.Pools)
        {
            if (pool.Stake.TryGet(out PoolStake? stake)
                && !stake.IsOver
                && state.Money.Ledger.LockOf(new(pool.Definition.Fund, stake.Lock))!.Key != stake.Key)
            {
                state = state.With(pool with { Stake = new(stake with { IsOver = true }) });
            }
        }

        return state;
    }

    private static ChainState Bind(ChainState state, FundId id)
    {
        Fund fund = state.Money.Ledger.Funds[(int)id.Value];
        PoolState[] pools = [.. state.Pools.Where(p => p.Definition.Fund == id)];
        int waiting = pools.Count(static p => !p.Stake.HasValue);
        int standing = pools.Count(p => p.Stake.TryGet(out PoolStake? stake)
            && fund.Locks[(int)stake.Lock] is { Status: LockStatus.Backed } item
            && item.Key == stake.Key);
        if (waiting == 0 || fund.Locks.Measure.Backed <= standing)
        {
            // Most blocks end here, so that nothing is looked for among many locks.
            return state;
        }

        var bound = pools
            .Where(static p => p.Stake.HasValue).Select(static p => p.Stake.Value.Key).ToHashSet();
        uint number = 0;
        foreach (StakeLock item in fund.Locks)
        {
            if (item.Status is LockStatus.Backed && !bound.Contains(item.Key)
                && PoolFor(state, id, item) is { } pool)
            {
                state = state.With(pool.On(number, item, state.Money.OwnerOf(item.Owner)!));
            }

            number++;
        }

        return state;
    }

    private static PoolState? PoolFor(ChainState state, FundId fund, StakeLock item)
    {
        Hash32 credentials = state.Money.OwnerOf(item.Owner)!.WithdrawalCredentials;
        PoolState[] fitting =
        [
            .. state.Pools.Where(p => p.Definition.Fund == fund && !p.Stake.HasValue && IsClean(state, p)
                && (p.Definition.WithdrawalCredentials == default
                    || p.Definition.WithdrawalCredentials == credentials)),
        ];
        return credentials == default
            ? null
            : Array.Find(fitting, p => p.Definition.WithdrawalCredentials == credentials)
                ?? fitting.FirstOrDefault();
    }

    /// <summary>A key that somebody else has deposited for is never given a lock.</summary>
    private static bool IsClean(ChainState state, PoolState pool) => !state.Beacon.Pools.Any(
        r => r.Pool == pool.Definition.Id && r.Status is ValidatorStatus.ForeignCredentials);
}

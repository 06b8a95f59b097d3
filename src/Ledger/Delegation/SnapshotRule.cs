using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Delegation;

/// <summary>What a snapshot notes.</summary>
/// <remarks>Spec: docs/spec/delegation.md#custody. O(locks) or O(delegations), times a logarithm.</remarks>
internal static class SnapshotRule
{
    /// <summary>Notes everything as it stands.</summary>
    internal static DelegationSnapshot Take(DelegationParameters parameters, DelegatedLedger state)
    {
        List<SnapshotStake> stakes = parameters.Custody is Custody.Locked
            ? Locked(state, unit: parameters.Ledger.Unit)
            : Liquid(state);
        var pools = new List<SnapshotPool>();
        Gwei active = default;
        int next = 0;
        for (int i = 0; i < state.Delegation.Pools.Count; i++)
        {
            DelegatedPool pool = state.Delegation.Pools[i];
            if (!pool.IsRetired(state.Delegation.Epoch))
            {
                SnapshotPool noted = Note(new((uint)i), pool, stakes, ref next);
                active += noted.Stake;
                pools.Add(noted);
            }
        }

        Invariant.Holds(next == stakes.Count, "Every stake of a snapshot is in a pool of it.");
        Gwei whole = parameters.Custody is Custody.Locked ? active : Circulation(state);
        Invariant.Holds(active <= whole, "Stakes are parts of the whole.");
        return new(whole, pools.ToSequence(), stakes.ToSequence());
    }

    /// <summary>What each account has in a fund's locks, by account.</summary>
    /// <param name="fund">The fund.</param>
    /// <param name="amount">What of a lock counts.</param>
    internal static SortedDictionary<uint, Gwei> ByOwner(Fund fund, Func<StakeLock, Gwei> amount)
    {
        var sums = new SortedDictionary<uint, Gwei>();
        foreach (StakeLock item in fund.Locks)
        {
            Gwei counts = amount(item);
            if (counts.Value > 0)
            {
                sums[item.Owner.Value] = sums.GetValueOrDefault(item.Owner.Value) + counts;
            }
        }

        return sums;
    }

    private static SnapshotPool Note(
        PoolId id, DelegatedPool pool, List<SnapshotStake> stakes, ref int next)
    {
        (Gwei stake, Gwei own) = (default, default);
        for (; next < stakes.Count && stakes[next].Pool == id; next++)
        {
            stake += stakes[next].Amount;
            own += stakes[next].Account == pool.Operator ? stakes[next].Amount : default;
        }

        return new(id, pool.Operator, pool.Terms, stake, own);
    }

    private static List<SnapshotStake> Locked(DelegatedLedger state, Gwei unit)
    {
        var stakes = new List<SnapshotStake>();
        for (int i = 0; i < state.Delegation.Pools.Count; i++)
        {
            DelegatedPool pool = state.Delegation.Pools[i];
            if (!pool.IsRetired(state.Delegation.Epoch))
            {
                Fund fund = state.Ledger.Funds[(int)pool.Fund.Value];
                foreach ((uint owner, Gwei sum) in ByOwner(
                    fund, item => item.IsAskedBack ? default : unit.MinusOrZero(item.Loss)))
                {
                    stakes.Add(new(new((uint)i), new AccountId(owner), sum));
                }
            }
        }

        return stakes;
    }

    private static List<SnapshotStake> Liquid(DelegatedLedger state)
    {
        var stakes = new List<SnapshotStake>();
        foreach ((AccountId account, PoolId pool) in state.Delegation.Delegations.AsSpan())
        {
            Gwei balance = state.BalanceOf(account);
            if (balance.Value > 0)
            {
                stakes.Add(new(pool, account, balance));
            }
        }

        stakes.Sort(static (left, right) => left.Pool == right.Pool
            ? left.Account.Value.CompareTo(right.Account.Value)
            : left.Pool.CompareTo(right.Pool));
        return stakes;
    }

    /// <summary>All balances but the reserve's.</summary>
    private static Gwei Circulation(DelegatedLedger state)
    {
        AccountTotals all = state.Ledger.Accounts.Measure;
        return all.Free + all.Earned - state.BalanceOf(state.Delegation.Reserve);
    }
}

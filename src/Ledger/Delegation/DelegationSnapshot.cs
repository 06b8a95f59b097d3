using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger.Delegation;

/// <summary>Whose stake was in which pool, and on which terms, as it stood at a boundary.</summary>
/// <param name="Whole">What every stake is a part of; at least all stakes together.</param>
/// <param name="Pools">Every pool that had not ended, also one without stake, by number.</param>
/// <param name="Stakes">By pool, then by account, each once; none is zero.</param>
/// <remarks>Spec: docs/spec/delegation.md#boundary.</remarks>
public sealed record DelegationSnapshot(
    Gwei Whole, Sequence<SnapshotPool> Pools, Sequence<SnapshotStake> Stakes)
{
    public static SszContainer<DelegationSnapshot> Ssz { get; } = SszContainer.Of<DelegationSnapshot>()
        .Field("whole", SszTypes.Gwei, static x => x.Whole)
        .Field("pools", SszTypes.List(SnapshotPool.Ssz, DelegationTypes.PoolsMax), static x => x.Pools)
        .Field("stakes", SszTypes.List(SnapshotStake.Ssz, DelegationTypes.StakesMax), static x => x.Stakes)
        .BuildRemembering(static v => new(
            v.Take<Gwei>(), v.Take<Sequence<SnapshotPool>>(), v.Take<Sequence<SnapshotStake>>()));

    /// <summary>Before anything was noted.</summary>
    public static DelegationSnapshot Empty { get; } = new(default, [], []);

    /// <summary>All stake of all pools.</summary>
    public Gwei Active
    {
        get
        {
            Gwei sum = default;
            foreach (SnapshotPool pool in Pools.AsSpan())
            {
                sum += pool.Stake;
            }

            return sum;
        }
    }

    /// <summary>A pool as it was noted, or null.</summary>
    public SnapshotPool? PoolOf(PoolId id)
    {
        foreach (SnapshotPool pool in Pools.AsSpan())
        {
            if (pool.Pool == id)
            {
                return pool;
            }
        }

        return null;
    }
}

/// <summary>A pool at a boundary.</summary>
/// <param name="Pool">Its number.</param>
/// <param name="Operator">Who leads it.</param>
/// <param name="Terms">On which terms.</param>
/// <param name="Stake">All stake in it.</param>
/// <param name="OwnStake">The operator's own part of that, which the pledge is held against.</param>
public sealed record SnapshotPool(
    PoolId Pool, AccountId Operator, PoolTerms Terms, Gwei Stake, Gwei OwnStake)
{
    public static SszContainer<SnapshotPool> Ssz { get; } = SszContainer.Of<SnapshotPool>()
        .Field("pool", SszTypes.PoolId, static x => x.Pool)
        .Field("operator", LedgerTypes.AccountId, static x => x.Operator)
        .Field("terms", PoolTerms.Ssz, static x => x.Terms)
        .Field("stake", SszTypes.Gwei, static x => x.Stake)
        .Field("own_stake", SszTypes.Gwei, static x => x.OwnStake)
        .Build(static v => new(
            v.Take<PoolId>(), v.Take<AccountId>(), v.Take<PoolTerms>(), v.Take<Gwei>(), v.Take<Gwei>()));
}

/// <summary>One account's stake in one pool at a boundary.</summary>
public readonly record struct SnapshotStake(PoolId Pool, AccountId Account, Gwei Amount)
{
    public static SszContainer<SnapshotStake> Ssz { get; } = SszContainer.Of<SnapshotStake>()
        .Field("pool", SszTypes.PoolId, static x => x.Pool)
        .Field("account", LedgerTypes.AccountId, static x => x.Account)
        .Field("amount", SszTypes.Gwei, static x => x.Amount)
        .Build(static v => new(v.Take<PoolId>(), v.Take<AccountId>(), v.Take<Gwei>()));
}

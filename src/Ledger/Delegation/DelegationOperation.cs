using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger.Delegation;

/// <summary>What changes delegation, and no money but for the rewards of an epoch.</summary>
public abstract record DelegationOperation
{
    private protected DelegationOperation()
    {
    }
}

/// <summary>What an account's owner asks for.</summary>
/// <param name="Actor">Whose key signed it.</param>
/// <param name="Number">How many operations, of either kind, that owner made before.</param>
public abstract record DelegationOwnerOperation(AccountId Actor, ulong Number) : DelegationOperation
{
    /// <summary>The union of all that owners ask for. Selectors are frozen.</summary>
    public static SszUnion<DelegationOwnerOperation> Ssz { get; } = SszUnion<DelegationOwnerOperation>.Empty
        .Case(0, RegisterPool.Ssz)
        .Case(1, ChangeTerms.Ssz)
        .Case(2, RetirePool.Ssz)
        .Case(3, DelegateBalance.Ssz)
        .Case(4, EndDelegation.Ssz);
}

/// <summary>Opens a fund to delegation; the next snapshot notes the pool.</summary>
public sealed record RegisterPool(AccountId Actor, ulong Number, FundId Fund, PoolTerms Terms)
    : DelegationOwnerOperation(Actor, Number)
{
    public static new SszContainer<RegisterPool> Ssz { get; } =
        DelegationOwnerOperationSchema.Of<RegisterPool>()
        .Field("fund", LedgerTypes.FundId, static x => x.Fund)
        .Field("terms", PoolTerms.Ssz, static x => x.Terms)
        .Build(static v => new(v.Take<AccountId>(), v.Take<ulong>(), v.Take<FundId>(), v.Take<PoolTerms>()));
}

/// <summary>
/// Announces terms, which hold behind the next boundary's snapshot; takes back an announced end.
/// </summary>
public sealed record ChangeTerms(AccountId Actor, ulong Number, PoolId Pool, PoolTerms Terms)
    : DelegationOwnerOperation(Actor, Number)
{
    public static new SszContainer<ChangeTerms> Ssz { get; } =
        DelegationOwnerOperationSchema.Of<ChangeTerms>()
        .Field("pool", SszTypes.PoolId, static x => x.Pool)
        .Field("terms", PoolTerms.Ssz, static x => x.Terms)
        .Build(static v => new(v.Take<AccountId>(), v.Take<ulong>(), v.Take<PoolId>(), v.Take<PoolTerms>()));
}

/// <summary>Announces a pool's end.</summary>
/// <param name="Actor">The pool's operator.</param>
/// <param name="Number">See <see cref="DelegationOwnerOperation"/>.</param>
/// <param name="Pool">Which pool.</param>
/// <param name="RetiresAt">Its boundary's snapshot is the last one that notes the pool.</param>
public sealed record RetirePool(AccountId Actor, ulong Number, PoolId Pool, RewardEpoch RetiresAt)
    : DelegationOwnerOperation(Actor, Number)
{
    public static new SszContainer<RetirePool> Ssz { get; } =
        DelegationOwnerOperationSchema.Of<RetirePool>()
        .Field("pool", SszTypes.PoolId, static x => x.Pool)
        .Field("retires_at", DelegationTypes.RewardEpoch, static x => x.RetiresAt)
        .Build(static v => new(
            v.Take<AccountId>(), v.Take<ulong>(), v.Take<PoolId>(), v.Take<RewardEpoch>()));
}

/// <summary>Names the pool that an account's balance is stake of; in <see cref="Custody.Liquid"/>.</summary>
public sealed record DelegateBalance(AccountId Actor, ulong Number, PoolId Pool)
    : DelegationOwnerOperation(Actor, Number)
{
    public static new SszContainer<DelegateBalance> Ssz { get; } =
        DelegationOwnerOperationSchema.Of<DelegateBalance>()
        .Field("pool", SszTypes.PoolId, static x => x.Pool)
        .Build(static v => new(v.Take<AccountId>(), v.Take<ulong>(), v.Take<PoolId>()));
}

/// <summary>Ends that; in <see cref="Custody.Liquid"/>.</summary>
public sealed record EndDelegation(AccountId Actor, ulong Number)
    : DelegationOwnerOperation(Actor, Number)
{
    public static new SszContainer<EndDelegation> Ssz { get; } =
        DelegationOwnerOperationSchema.Of<EndDelegation>()
        .Build(static v => new(v.Take<AccountId>(), v.Take<ulong>()));
}

/// <summary>Evidence of what the epoch before the last brought: a reward epoch begins.</summary>
/// <param name="Epoch">The epoch that begins.</param>
/// <param name="Income">What epoch <c>Epoch - 2</c> brought, all of it finalized by now.</param>
public sealed record BeginEpoch(RewardEpoch Epoch, EpochIncome Income) : DelegationOperation;

/// <summary>The beginning that the schemas of all these operations share.</summary>
internal static class DelegationOwnerOperationSchema
{
    internal static SszContainerBuilder<T> Of<T>()
        where T : DelegationOwnerOperation => SszContainer.Of<T>()
        .Field("actor", LedgerTypes.AccountId, static x => x.Actor)
        .Field("number", SszTypes.Uint64, static x => x.Number);
}

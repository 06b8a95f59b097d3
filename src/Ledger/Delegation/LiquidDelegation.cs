using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger.Delegation;

/// <summary>An account whose balance is stake of a pool; in <see cref="Custody.Liquid"/> only.</summary>
public readonly record struct LiquidDelegation(AccountId Account, PoolId Pool)
{
    public static SszContainer<LiquidDelegation> Ssz { get; } = SszContainer.Of<LiquidDelegation>()
        .Field("account", LedgerTypes.AccountId, static x => x.Account)
        .Field("pool", SszTypes.PoolId, static x => x.Pool)
        .Build(static v => new(v.Take<AccountId>(), v.Take<PoolId>()));
}

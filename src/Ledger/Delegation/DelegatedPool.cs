using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger.Delegation;

/// <summary>A pool that stakers delegate to.</summary>
/// <param name="Fund">The fund that it stands on: its locks, if in custody, are the pool's stake.</param>
/// <param name="Operator">Who leads it and is its owner; the fund's operator.</param>
/// <param name="Terms">What the next snapshot notes.</param>
/// <param name="NextTerms">What holds from the next boundary on, behind its snapshot.</param>
/// <param name="RetiresAt">The boundary behind whose snapshot it ends; far future for none.</param>
public sealed record DelegatedPool(
    FundId Fund, AccountId Operator, PoolTerms Terms, Optional<PoolTerms> NextTerms, RewardEpoch RetiresAt)
{
    public static SszContainer<DelegatedPool> Ssz { get; } = SszContainer.Of<DelegatedPool>()
        .Field("fund", LedgerTypes.FundId, static x => x.Fund)
        .Field("operator", LedgerTypes.AccountId, static x => x.Operator)
        .Field("terms", PoolTerms.Ssz, static x => x.Terms)
        .Field("next_terms", SszTypes.Optional(PoolTerms.Ssz), static x => x.NextTerms)
        .Field("retires_at", DelegationTypes.RewardEpoch, static x => x.RetiresAt)
        .Build(static v => new(
            v.Take<FundId>(),
            v.Take<AccountId>(),
            v.Take<PoolTerms>(),
            v.Take<Optional<PoolTerms>>(),
            v.Take<RewardEpoch>()));

    /// <summary>True once its end has come; only its fund may then carry another pool.</summary>
    /// <param name="now">The running reward epoch.</param>
    public bool IsRetired(RewardEpoch now) => RetiresAt <= now;
}

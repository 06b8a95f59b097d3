using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Rules;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Delegation;

/// <summary>Pools that operators register, change and end.</summary>
/// <remarks>Spec: docs/spec/delegation.md#pools.</remarks>
internal static class PoolRules
{
    internal static (DelegationState State, Refusal? Refusal) Apply(
        DelegatedLedger ledger, RegisterPool operation)
    {
        DelegationState state = ledger.Delegation;
        if (operation.Fund.Value >= ledger.Ledger.Funds.Count)
        {
            return (state, Refusals.UnknownFund(operation.Fund, ledger.Ledger.Funds.Count));
        }

        Fund fund = ledger.Ledger.Funds[(int)operation.Fund.Value];
        Refusal? refusal = operation.Actor != fund.Operator
            ? Refusals.NotTheOwner(operation.Actor, fund.Operator)
            : TermsFlaw(operation.Terms)
                ?? OtherPoolOf(state, operation.Fund)
                ?? (state.Pools.Count >= DelegationTypes.PoolsMax ? DelegationRefusals.TooManyPools() : null);
        return refusal is not null ? (state, refusal) : (state with
        {
            Pools = state.Pools.Add(new(
                operation.Fund, operation.Actor, operation.Terms, default, RewardEpoch.FarFuture)),
        }, null);
    }

    internal static (DelegationState State, Refusal? Refusal) Apply(
        DelegationState state, ChangeTerms operation)
    {
        (DelegatedPool? pool, Refusal? refusal) = OwnPool(state, operation.Pool, operation);
        refusal ??= TermsFlaw(operation.Terms);
        return pool is null || refusal is not null ? (state, refusal) : (state.With(operation.Pool, pool with
        {
            NextTerms = new(operation.Terms),
            RetiresAt = RewardEpoch.FarFuture,
        }), null);
    }

    internal static (DelegationState State, Refusal? Refusal) Apply(
        DelegationParameters parameters, DelegationState state, RetirePool operation)
    {
        (DelegatedPool? pool, Refusal? refusal) = OwnPool(state, operation.Pool, operation);
        RewardEpoch first = state.Epoch.Next;
        RewardEpoch last = state.Epoch + parameters.RetirementMax;
        refusal ??= operation.RetiresAt < first || operation.RetiresAt > last
            ? DelegationRefusals.RetirementOutOfRange(operation.RetiresAt, first, last)
            : null;
        return pool is null || refusal is not null
            ? (state, refusal)
            : (state.With(operation.Pool, pool with { RetiresAt = operation.RetiresAt }), null);
    }

    /// <summary>A pool that has not ended, or why there is none.</summary>
    internal static (DelegatedPool? Pool, Refusal? Refusal) Find(DelegationState state, PoolId id) =>
        state.PoolOf(id) is not { } pool ? (null, DelegationRefusals.UnknownPool(id, state.Pools.Count))
        : pool.IsRetired(state.Epoch) ? (null, DelegationRefusals.PoolRetired(id, pool.RetiresAt))
        : (pool, null);

    private static (DelegatedPool? Pool, Refusal? Refusal) OwnPool(
        DelegationState state, PoolId id, DelegationOwnerOperation operation)
    {
        (DelegatedPool? pool, Refusal? refusal) = Find(state, id);
        return pool is null || pool.Operator == operation.Actor
            ? (pool, refusal)
            : (null, Refusals.NotTheOwner(operation.Actor, pool.Operator));
    }

    private static Refusal? TermsFlaw(PoolTerms terms)
    {
        Gwei most = LedgerParameters.AmountMax;
        return terms.Margin > Fund.MarginWhole ? Refusals.MarginTooLarge(terms.Margin)
            : terms.Pledge > most ? Refusals.AmountTooLarge(terms.Pledge, most)
            : terms.Cost > most ? Refusals.AmountTooLarge(terms.Cost, most)
            : null;
    }

    private static Refusal? OtherPoolOf(DelegationState state, FundId fund)
    {
        for (int i = 0; i < state.Pools.Count; i++)
        {
            if (state.Pools[i].Fund == fund && !state.Pools[i].IsRetired(state.Epoch))
            {
                return DelegationRefusals.FundHasPool(fund, new((uint)i));
            }
        }

        return null;
    }
}

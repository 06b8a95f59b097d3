using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Delegation;

/// <summary>Balances that their owners delegate without locking them; in the laboratory only.</summary>
internal static class LiquidRules
{
    internal static (DelegationState State, Refusal? Refusal) Apply(
        DelegationParameters parameters, DelegationState state, DelegateBalance operation)
    {
        Refusal? refusal = parameters.Custody is Custody.Locked ? DelegationRefusals.WrongCustody()
            : operation.Actor == state.Reserve ? DelegationRefusals.ReserveHasNoStake(operation.Actor)
            : PoolRules.Find(state, operation.Pool).Refusal;
        if (refusal is not null)
        {
            return (state, refusal);
        }

        var delegation = new LiquidDelegation(operation.Actor, operation.Pool);
        int place = PlaceOf(state, operation.Actor);
        return (state with
        {
            Delegations = place >= 0
                ? state.Delegations.With(place, delegation)
                : [.. state.Delegations.Take(~place), delegation, .. state.Delegations.Skip(~place)],
        }, null);
    }

    internal static (DelegationState State, Refusal? Refusal) Apply(
        DelegationParameters parameters, DelegationState state, EndDelegation operation)
    {
        int place = PlaceOf(state, operation.Actor);
        Refusal? refusal = parameters.Custody is Custody.Locked ? DelegationRefusals.WrongCustody()
            : place < 0 ? DelegationRefusals.NotDelegated(operation.Actor)
            : null;
        return refusal is not null ? (state, refusal) : (state with
        {
            Delegations = state.Delegations.Where((_, i) => i != place).ToSequence(),
        }, null);
    }

    /// <summary>The account's place, or the complement of where it would belong.</summary>
    private static int PlaceOf(DelegationState state, AccountId account)
    {
        (int low, int high) = (0, state.Delegations.Count);
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (state.Delegations[middle].Account.Value < account.Value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        bool isThere = low < state.Delegations.Count && state.Delegations[low].Account == account;
        return isThere ? low : ~low;
    }
}

using System.Diagnostics;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Ledger.Rules;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Delegation;

/// <summary>A ledger whose stakers delegate: state and operation in, state or refusal out.</summary>
/// <remarks>Spec: docs/spec/delegation.md#state-machine.</remarks>
public static class DelegationRules
{
    /// <summary>Begins delegation on a ledger: no pool, and nothing noted.</summary>
    /// <param name="parameters">The constants, which stay.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="reserve">The account that is to own what is not paid to anybody.</param>
    /// <returns>The state; or null, and why it cannot be.</returns>
    public static (DelegatedLedger? State, Refusal? Refusal) Open(
        DelegationParameters parameters, LedgerState ledger, AccountId reserve)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(ledger);
        Refusal? refusal = parameters.Flaw ?? (reserve.Value >= ledger.Accounts.Count
            ? Refusals.UnknownAccount(reserve, ledger.Accounts.Count)
            : null);
        return refusal is not null
            ? (null, refusal)
            : (new(ledger, DelegationState.Open(parameters.EpochOf(ledger.Now), reserve)), null);
    }

    /// <summary>Applies an operation of delegation.</summary>
    /// <returns>The state after it; or why it is refused, and then the state as it was.</returns>
    public static (DelegatedLedger State, Refusal? Refusal) Apply(
        DelegationParameters parameters, DelegatedLedger state, DelegationOperation operation)
    {
        Check(parameters, state);
        return operation switch
        {
            BeginEpoch begin => BoundaryRule.Apply(parameters, state, begin),
            DelegationOwnerOperation asked => Apply(parameters, state, asked),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>
    /// Applies an operation of the ledger, between boundaries: none is skipped, and what pools earn is paid
    /// by <see cref="BeginEpoch"/> alone.
    /// </summary>
    /// <returns>The state after it; or why it is refused, and then the state as it was.</returns>
    public static (DelegatedLedger State, Refusal? Refusal) Apply(
        DelegationParameters parameters, DelegatedLedger state, LedgerOperation operation)
    {
        Check(parameters, state);
        Refusal? refusal = state.IsBoundaryDue(parameters)
            ? DelegationRefusals.BoundaryDue(state.Delegation.Epoch.Next)
            : Flaw(parameters, state.Delegation, operation);
        if (refusal is not null)
        {
            return (state, refusal);
        }

        (LedgerState ledger, refusal) = LedgerRules.Apply(parameters.Ledger, state.Ledger, operation);
        return refusal is null ? (state with { Ledger = ledger }, null) : (state, refusal);
    }

    /// <summary>
    /// Counts an operation that the ledger knows nothing else of, so that it is not applied twice.
    /// </summary>
    /// <returns>The state after it; or why it does not come next, and then the state as it was.</returns>
    public static (DelegatedLedger State, Refusal? Refusal) Count(
        DelegatedLedger state, AccountId actor, ulong number)
    {
        ArgumentNullException.ThrowIfNull(state);
        Refusal? refusal = ActorFlaw(state.Ledger, actor, number);
        return refusal is null ? (state.Counting(actor, number), null) : (state, refusal);
    }

    private static (DelegatedLedger State, Refusal? Refusal) Apply(
        DelegationParameters parameters, DelegatedLedger state, DelegationOwnerOperation operation)
    {
        Refusal? refusal = state.IsBoundaryDue(parameters)
            ? DelegationRefusals.BoundaryDue(state.Delegation.Epoch.Next)
            : ActorFlaw(state.Ledger, operation.Actor, operation.Number);
        if (refusal is not null)
        {
            return (state, refusal);
        }

        (DelegationState after, refusal) = operation switch
        {
            RegisterPool register => PoolRules.Apply(state, register),
            ChangeTerms change => PoolRules.Apply(state.Delegation, change),
            RetirePool retire => PoolRules.Apply(parameters, state.Delegation, retire),
            DelegateBalance choose => LiquidRules.Apply(parameters, state.Delegation, choose),
            EndDelegation end => LiquidRules.Apply(parameters, state.Delegation, end),
            _ => throw new UnreachableException(),
        };
        return refusal is null
            ? (state.Counting(operation.Actor, operation.Number) with { Delegation = after }, null)
            : (state, refusal);
    }

    private static Refusal? ActorFlaw(LedgerState ledger, AccountId actor, ulong number)
    {
        if (actor.Value >= ledger.Accounts.Count)
        {
            return Refusals.UnknownAccount(actor, ledger.Accounts.Count);
        }

        ulong next = ledger.Accounts[(int)actor.Value].Operations;
        return number == next ? null : Refusals.WrongNumber(number, next);
    }

    private static Refusal? Flaw(
        DelegationParameters parameters, DelegationState state, LedgerOperation operation) => operation switch
        {
            AdvanceEpoch advance when parameters.EpochOf(advance.Epoch) > state.Epoch.Next =>
                DelegationRefusals.BoundarySkipped(advance.Epoch, parameters.StartOf(state.Epoch + 2)),
            Reward reward when Decides(state, reward.Fund) => DelegationRefusals.PaidByEpoch(),
            PayRewards => DelegationRefusals.PaidByEpoch(),
            _ => null,
        };

    /// <summary>Whether a fund's validators are at work for a pool in the running epoch.</summary>
    private static bool Decides(DelegationState state, FundId fund)
    {
        foreach (SnapshotPool pool in state.Set.Pools.AsSpan())
        {
            if (state.Pools[(int)pool.Pool.Value].Fund == fund)
            {
                return true;
            }
        }

        return false;
    }

    private static void Check(DelegationParameters parameters, DelegatedLedger state)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(state);
        Invariant.Holds(parameters.Flaw is null, "Delegation runs with parameters that it was opened with.");
    }
}

using System.Diagnostics;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Invariants;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Ledger.Rules;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger;

/// <summary>The ledger: state and operation in, state or refusal out.</summary>
/// <remarks>
/// Spec: docs/spec/ledger.md. Invariants are checked after every operation, in every build.
/// </remarks>
public static class LedgerRules
{
    /// <summary>Applies one operation.</summary>
    /// <returns>The state after it; or why it is refused, and then the state as it was.</returns>
    public static (LedgerState State, Refusal? Refusal) Apply(
        LedgerParameters parameters, LedgerState state, LedgerOperation operation)
    {
        (LedgerState after, IReadOnlyList<Refusal?> refusals) = ApplyAll(parameters, state, [operation]);
        return (refusals[0] is null ? after : state, refusals[0]);
    }

    /// <summary>Applies operations in their order, as a block does; faster than one by one.</summary>
    /// <returns>
    /// The state after all that were not refused, and for each operation null or its refusal.
    /// </returns>
    public static (LedgerState State, IReadOnlyList<Refusal?> Refusals) ApplyAll(
        LedgerParameters parameters, LedgerState state, IReadOnlyList<LedgerOperation> operations)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(operations);
        var draft = new LedgerDraft(parameters, state);
        var refusals = new Refusal?[operations.Count];
        for (int i = 0; i < refusals.Length; i++)
        {
            draft.Begin();
            refusals[i] = Apply(draft, operations[i]);
            LedgerInvariants.CheckTouched(draft);
        }

        LedgerState after = draft.ToState();
        LedgerInvariants.CheckWhole(after, parameters);
        return (after, refusals);
    }

    private static Refusal? Apply(LedgerDraft draft, LedgerOperation operation) => operation switch
    {
        OwnerOperation asked => Apply(draft, asked),
        OpenAccount open => AccountRules.Apply(draft, open),
        Credit credit => AccountRules.Apply(draft, credit),
        Reward reward => RewardRules.Apply(draft, reward),
        PayRewards pay => PayoutRules.Apply(draft, pay),
        Slash slash => ChargeRules.Apply(draft, slash),
        ChargeReservation charge => ChargeRules.Apply(draft, charge),
        Penalize penalize => ChargeRules.Apply(draft, penalize),
        Fine fine => ChargeRules.Apply(draft, fine),
        Hold hold => AccountRules.Apply(draft, hold),
        EndHold end => AccountRules.Apply(draft, end),
        AdvanceEpoch advance => EpochRule.Apply(draft, advance),
        _ => throw new UnreachableException(),
    };

    private static Refusal? Apply(LedgerDraft draft, OwnerOperation operation)
    {
        if (draft.Account(operation.Actor) is not { } actor)
        {
            return Refusals.UnknownAccount(operation.Actor, draft.Accounts.Count);
        }

        if (operation.Number != actor.Operations)
        {
            return Refusals.WrongNumber(operation.Number, actor.Operations);
        }

        Refusal? refusal = operation switch
        {
            Withdraw withdraw => AccountRules.Apply(draft, actor, withdraw),
            Collect collect => AccountRules.Apply(draft, actor, collect),
            OpenFund open => LockRules.Apply(draft, open),
            MakeLock make => LockRules.Apply(draft, actor, make),
            RequestUnlock request => LockRules.Apply(draft, request),
            Release release => LockRules.Apply(draft, release),
            Settle settle => LockRules.Apply(draft, settle),
            PostBond post => BondRules.Apply(draft, actor, post),
            WithdrawBond withdraw => BondRules.Apply(draft, withdraw),
            _ => throw new UnreachableException(),
        };
        if (refusal is null)
        {
            Account after = draft.Account(operation.Actor)!;
            draft.Set(operation.Actor, after with { Operations = after.Operations + 1 });
        }

        return refusal;
    }
}

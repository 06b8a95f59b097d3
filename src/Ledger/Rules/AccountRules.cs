using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Rules;

/// <summary>Money that comes, waits on accounts, and goes.</summary>
internal static class AccountRules
{
    internal static Refusal? Apply(LedgerDraft draft, OpenAccount operation)
    {
        draft.Accounts.Add(new Account(operation.Owner, default, default, default, 0));
        return null;
    }

    internal static Refusal? Apply(LedgerDraft draft, Credit operation)
    {
        Refusal? refusal = draft.Account(operation.Account) is null
            ? Refusals.UnknownAccount(operation.Account, draft.Accounts.Count)
            : IncomeFlaw(draft, operation.Amount);
        if (refusal is null)
        {
            draft.Issued += operation.Amount;
            draft.Free(operation.Account, operation.Amount);
        }

        return refusal;
    }

    internal static Refusal? Apply(LedgerDraft draft, Account actor, Withdraw operation)
    {
        Refusal? refusal = SpendingFlaw(operation.Amount, actor.Free);
        if (refusal is null)
        {
            draft.PaidOut += operation.Amount;
            draft.Set(operation.Actor, actor with { Free = actor.Free - operation.Amount });
        }

        return refusal;
    }

    internal static Refusal? Apply(LedgerDraft draft, Account actor, Collect operation)
    {
        Refusal? refusal = SpendingFlaw(operation.Amount, actor.Earned);
        if (refusal is null)
        {
            draft.Set(operation.Actor, actor with
            {
                Free = actor.Free + operation.Amount,
                Earned = actor.Earned - operation.Amount,
            });
        }

        return refusal;
    }

    internal static Refusal? Apply(LedgerDraft draft, Hold operation)
    {
        if (draft.Account(operation.Account) is not { } account)
        {
            return Refusals.UnknownAccount(operation.Account, draft.Accounts.Count);
        }

        Refusal? refusal = SpendingFlaw(operation.Amount, account.Free);
        if (refusal is null)
        {
            draft.Set(operation.Account, account with
            {
                Free = account.Free - operation.Amount,
                Held = account.Held + operation.Amount,
            });
        }

        return refusal;
    }

    internal static Refusal? Apply(LedgerDraft draft, EndHold operation)
    {
        if (draft.Account(operation.Account) is not { } account)
        {
            return Refusals.UnknownAccount(operation.Account, draft.Accounts.Count);
        }

        Refusal? refusal = SpendingFlaw(operation.Amount, account.Held)
            ?? (operation.Burned > operation.Amount
                ? Refusals.Overdraft(operation.Burned, operation.Amount)
                : null);
        if (refusal is null)
        {
            draft.Burned += operation.Burned;
            draft.Set(operation.Account, account with
            {
                Free = account.Free + (operation.Amount - operation.Burned),
                Held = account.Held - operation.Amount,
            });
        }

        return refusal;
    }

    /// <summary>Why an amount cannot be spent, or null.</summary>
    internal static Refusal? SpendingFlaw(Gwei amount, Gwei permitted) =>
        amount.Value == 0 ? Refusals.ZeroAmount()
        : amount > permitted ? Refusals.Overdraft(amount, permitted)
        : null;

    /// <summary>Why an amount cannot have come in, or null: there is no more ether than that.</summary>
    internal static Refusal? IncomeFlaw(LedgerDraft draft, Gwei amount)
    {
        Gwei permitted = LedgerParameters.AmountMax - draft.Issued;
        return amount.Value == 0 ? Refusals.ZeroAmount()
            : amount > permitted ? Refusals.AmountTooLarge(amount, permitted)
            : null;
    }
}

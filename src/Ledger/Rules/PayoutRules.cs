using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Rules;

/// <summary>The rewards of an epoch, which go to accounts as earned.</summary>
/// <remarks>Spec: docs/spec/delegation.md#payment.</remarks>
internal static class PayoutRules
{
    internal static Refusal? Apply(LedgerDraft draft, PayRewards operation)
    {
        Gwei rest = operation.Amount;
        Refusal? refusal = AccountRules.IncomeFlaw(draft, operation.Amount)
            ?? Flaw(draft, operation, ref rest);
        if (refusal is not null)
        {
            return refusal;
        }

        draft.Issued += operation.Amount;
        foreach (Payout payout in operation.Payouts.AsSpan())
        {
            draft.Earn(payout.Account, payout.Amount);
        }

        draft.Earn(operation.Reserve, rest);
        return null;
    }

    /// <summary>Takes each payout off the rest, until one cannot be.</summary>
    private static Refusal? Flaw(LedgerDraft draft, PayRewards operation, ref Gwei rest)
    {
        if (draft.Account(operation.Reserve) is null)
        {
            return Refusals.UnknownAccount(operation.Reserve, draft.Accounts.Count);
        }

        ReadOnlySpan<Payout> payouts = operation.Payouts.AsSpan();
        for (int i = 0; i < payouts.Length; i++)
        {
            Payout payout = payouts[i];
            Refusal? refusal = draft.Account(payout.Account) is null
                ? Refusals.UnknownAccount(payout.Account, draft.Accounts.Count)
                : i > 0 && payout.Account.Value <= payouts[i - 1].Account.Value
                    ? Refusals.PayoutsOutOfOrder(payout.Account, payouts[i - 1].Account)
                    : payout.Amount.Value == 0 ? Refusals.ZeroAmount()
                    : payout.Amount > rest ? Refusals.PayoutsBeyondIncome(payout.Amount, rest)
                    : null;
            if (refusal is not null)
            {
                return refusal;
            }

            rest -= payout.Amount;
        }

        return null;
    }
}

using TrustlessPools.Ledger.Backing;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Rules;

/// <summary>
/// What an epoch brings: validators that have left, stake that is free, collateral that has matured, turns.
/// </summary>
internal static class EpochRule
{
    internal static Refusal? Apply(LedgerDraft draft, AdvanceEpoch operation)
    {
        if (operation.Epoch <= draft.Now)
        {
            return Refusals.EpochNotLater(operation.Epoch, draft.Now);
        }

        if (operation.Epoch > LedgerParameters.EpochMax)
        {
            return Refusals.EpochTooLarge(operation.Epoch, LedgerParameters.EpochMax);
        }

        draft.Now = operation.Epoch;
        for (int i = 0; i < draft.Funds.Count; i++)
        {
            FundDraft fund = draft.Fund(new((uint)i))!;
            ValidatorRule.LetGo(draft, fund);
            BondRules.PayMatured(draft, fund);
            BackingRule.Settle(draft, fund);
            BackingRule.Reorder(draft, fund);
            BackingRule.TakeTurn(draft, fund);
        }

        return null;
    }
}

using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Rules;

/// <summary>What validators earn.</summary>
internal static class RewardRules
{
    /// <summary>
    /// floor(r * (1 - margin) / backed) to each backed lock; the rest, odd Gwei and all, to the operator.
    /// </summary>
    internal static Refusal? Apply(LedgerDraft draft, Reward operation)
    {
        if (draft.Fund(operation.Fund) is not { } fund)
        {
            return Refusals.UnknownFund(operation.Fund, draft.Funds.Count);
        }

        if (AccountRules.IncomeFlaw(draft, operation.Amount) is { } flaw)
        {
            return flaw;
        }

        uint backed = fund.Figures.Locks.Backed;
        Gwei each = backed == 0 ? default : new((ulong)(
            (UInt128)operation.Amount.Value * (Fund.MarginWhole - fund.Margin)
            / ((UInt128)Fund.MarginWhole * backed)));
        draft.Issued += operation.Amount;
        fund.RewardPerLock += each;
        draft.Earn(fund.Operator, operation.Amount - (each * backed));
        return null;
    }
}

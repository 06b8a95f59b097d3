using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Backing;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Rules;

/// <summary>Collateral that operators put up, and take back out of what can be spared.</summary>
/// <remarks>Spec: docs/spec/ledger.md#collateral.</remarks>
internal static class BondRules
{
    internal static Refusal? Apply(LedgerDraft draft, Account actor, PostBond operation)
    {
        if (draft.Fund(operation.Fund) is not { } fund)
        {
            return Refusals.UnknownFund(operation.Fund, draft.Funds.Count);
        }

        int place = fund.BondOf(operation.Actor);
        if (place < 0 && fund.Bonds.Count >= LedgerTypes.BondsMax)
        {
            return Refusals.TooManyBonds(LedgerTypes.BondsMax);
        }

        if (AccountRules.SpendingFlaw(operation.Amount, actor.Free) is { } flaw)
        {
            return flaw;
        }

        draft.Set(operation.Actor, actor with { Free = actor.Free - operation.Amount });
        if (place < 0)
        {
            fund.Bonds.Add(new(operation.Actor, operation.Amount, default));
        }
        else
        {
            Bond bond = fund.Bonds[place];
            fund.Bonds[place] = bond with { Staying = bond.Staying + operation.Amount };
        }

        BackingRule.Settle(draft, fund);
        return null;
    }

    internal static Refusal? Apply(LedgerDraft draft, WithdrawBond operation)
    {
        if (draft.Fund(operation.Fund) is not { } fund)
        {
            return Refusals.UnknownFund(operation.Fund, draft.Funds.Count);
        }

        int place = fund.BondOf(operation.Actor);
        if (place < 0)
        {
            return Refusals.NoBond(operation.Actor, operation.Fund);
        }

        Bond bond = fund.Bonds[place];
        Gwei surplus = Capacity.Surplus(fund.Figures, draft.Parameters);
        Refusal? refusal = AccountRules.SpendingFlaw(operation.Amount, bond.Staying)
            ?? (operation.Amount > surplus
                ? Refusals.BelowRequiredCollateral(operation.Amount, surplus)
                : fund.Leaving.Count >= LedgerTypes.LeavingMax
                    ? Refusals.TooManyLeaving(LedgerTypes.LeavingMax)
                    : null);
        if (refusal is null)
        {
            fund.Bonds[place] = bond with
            {
                Staying = bond.Staying - operation.Amount,
                Leaving = bond.Leaving + operation.Amount,
            };
            fund.Leaving = fund.Leaving.Add(new(
                operation.Actor, operation.Amount, draft.Now + draft.Parameters.CollateralDelay));
            BackingRule.Settle(draft, fund);
        }

        return refusal;
    }

    /// <summary>Pays what has matured, as far as charges and exposed validators leave it free.</summary>
    internal static void PayMatured(LedgerDraft draft, FundDraft fund)
    {
        while (fund.Leaving.Count > 0 && fund.Leaving[0].MaturesAt <= draft.Now)
        {
            LeavingCollateral matured = fund.Leaving[0];
            fund.Leaving = fund.Leaving.Skip(1).ToSequence();
            int place = fund.BondOf(matured.Operator);
            Bond bond = fund.Bonds[place];

            // Charges have taken first what would have left first: what was asked for later has its own
            // delay.
            Gwei asked = bond.Leaving.MinusOrZero(LeavingOf(fund, matured.Operator));

            // What was set free when it was asked for may be needed again: charges have come since.
            FundFigures figures = fund.Figures;
            Gwei free = figures.Collateral.MinusOrZero(
                figures.Reservations.Amount
                    + Capacity.Required(figures.Locks.Exposed, draft.Parameters));
            Gwei paid = asked < free ? asked : free;
            fund.Bonds[place] = bond with
            {
                Staying = bond.Staying + (asked - paid),
                Leaving = bond.Leaving - asked,
            };
            draft.Free(matured.Operator, paid);
        }
    }

    /// <summary>What an operator has asked for that has yet to be paid.</summary>
    private static Gwei LeavingOf(FundDraft fund, AccountId @operator)
    {
        Gwei sum = default;
        foreach (LeavingCollateral leaving in fund.Leaving.AsSpan())
        {
            sum += leaving.Operator == @operator ? leaving.Amount : default;
        }

        return sum;
    }
}

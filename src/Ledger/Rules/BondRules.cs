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

        int place = PlaceOf(fund, operation.Actor);
        if (place >= LedgerTypes.BondsMax)
        {
            return Refusals.TooManyBonds(LedgerTypes.BondsMax);
        }

        Bond bond = place < fund.Bonds.Count && fund.Bonds[place].Operator == operation.Actor
            ? fund.Bonds[place]
            : new(operation.Actor, default, default);
        Refusal? refusal = AccountRules.SpendingFlaw(operation.Amount, actor.Free)
            ?? BondFlaw(draft, bond.Staying + operation.Amount);
        if (refusal is null)
        {
            draft.Set(operation.Actor, actor with { Free = actor.Free - operation.Amount });
            Put(fund, place, bond with { Staying = bond.Staying + operation.Amount });
            BackingRule.Settle(draft, fund);
        }

        return refusal;
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
            ?? RestFlaw(draft, operation.Amount, bond.Staying)
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
            Gwei paid = Gwei.Min(asked, free);
            fund.Bonds[place] = bond with
            {
                Staying = bond.Staying + (asked - paid),
                Leaving = bond.Leaving - asked,
            };
            draft.Free(matured.Operator, paid);
        }
    }

    /// <summary>
    /// Where an operator's bond is; or else where it may be: at the first place that nobody needs, or last.
    /// </summary>
    private static int PlaceOf(FundDraft fund, AccountId @operator)
    {
        int place = fund.BondOf(@operator);
        for (int i = 0; place < 0 && i < fund.Bonds.Count; i++)
        {
            Bond bond = fund.Bonds[i];
            place = bond.Total.Value == 0 && !IsLeaving(fund, bond.Operator) ? i : -1;
        }

        return place < 0 ? fund.Bonds.Count : place;
    }

    private static void Put(FundDraft fund, int place, Bond bond)
    {
        if (place < fund.Bonds.Count)
        {
            fund.Bonds[place] = bond;
        }
        else
        {
            fund.Bonds.Add(bond);
        }
    }

    /// <summary>Whether an operator has asked for something, although charges may have taken it.</summary>
    private static bool IsLeaving(FundDraft fund, AccountId @operator)
    {
        foreach (LeavingCollateral leaving in fund.Leaving.AsSpan())
        {
            if (leaving.Operator == @operator)
            {
                return true;
            }
        }

        return false;
    }

    private static Refusal? BondFlaw(LedgerDraft draft, Gwei staying) =>
        staying < draft.Parameters.MinimumBond
            ? Refusals.BondBelowMinimum(staying, draft.Parameters.MinimumBond)
            : null;

    /// <summary>All may go at once; or else neither what goes nor what stays is too little.</summary>
    private static Refusal? RestFlaw(LedgerDraft draft, Gwei amount, Gwei staying) =>
        amount == staying ? null
        : amount < draft.Parameters.MinimumBond
            ? Refusals.WithdrawalBelowMinimum(amount, draft.Parameters.MinimumBond)
            : BondFlaw(draft, staying - amount);

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

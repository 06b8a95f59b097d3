using TrustlessPools.Ledger.Backing;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Rules;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Invariants;

/// <summary>What holds after every operation, in every build; a breach stops the process.</summary>
/// <remarks>
/// Spec: docs/spec/ledger.md#invariants. Nothing here is proportional to the ledger's size.
/// </remarks>
internal static class LedgerInvariants
{
    /// <summary>Checks what an operation has touched.</summary>
    internal static void CheckTouched(LedgerDraft draft)
    {
        (MoneyFlow before, MoneyFlow after) = (draft.Before, draft.Flow);
        (Gwei fundsBefore, Gwei fundsAfter) = draft.FundMoney;
        Invariant.Holds(
            before.OnAccounts + fundsBefore + after.Issued + before.PaidOut + before.Burned
                == after.OnAccounts + fundsAfter + before.Issued + after.PaidOut + after.Burned,
            "Money is neither made nor lost.");
        foreach (FundDraft fund in draft.Touched)
        {
            CheckFund(fund, draft.Parameters);
        }
    }

    /// <summary>Checks the whole ledger's conservation from its sums.</summary>
    internal static void CheckWhole(LedgerState state, LedgerParameters parameters)
    {
        FundTotals funds = state.Funds.Measure;
        Gwei held = state.Accounts.Measure.All
            + (parameters.Unit * funds.Held) - funds.Loss + funds.Collateral + funds.Owed;
        Invariant.Holds(
            held + state.PaidOut + state.Burned == state.Issued,
            "Accounts, locks, collateral and rewards, with what was paid and burned, are what came in.");
    }

    private static void CheckFund(FundDraft fund, LedgerParameters parameters)
    {
        FundFigures figures = fund.Figures;
        Invariant.Holds(figures.Charged <= figures.Penalties, "No more is charged than was lost.");
        Invariant.Holds(
            figures.Locks.Backed == Math.Min(figures.Eligible, Capacity.Of(figures, parameters)),
            "As many locks are backed as there are, or as collateral backs.");
        Invariant.Holds(
            parameters.Protocol is Protocol.Today || figures.Locks.Loss == default,
            "A principal is never touched.");
        Invariant.Holds(
            figures.Locks.Staying == figures.Locks.Backed
                && (parameters.Mode is BackingMode.Electra || figures.Locks.Exposed == figures.Locks.Staying),
            "Backed locks have validators, and no others but for those that are leaving.");
        Invariant.Holds(BackingRule.IsInOrder(fund, parameters.Order), "Locks are backed in their order.");
    }
}

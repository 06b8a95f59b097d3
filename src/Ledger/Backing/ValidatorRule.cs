using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Rules;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Backing;

/// <summary>How validators come and go with the backing of their locks.</summary>
/// <remarks>Spec: docs/spec/ledger.md#validators. A key that has left is never used again.</remarks>
internal static class ValidatorRule
{
    /// <summary>A lock that became backed gets a validator, unless an earlier one has yet to leave.</summary>
    internal static StakeLock Join(FundDraft fund, StakeLock item) =>
        item.IsExposed ? item : item with { Key = ++fund.Keys };

    /// <summary>A lock's validator leaves: at once, or through the exit queue.</summary>
    internal static StakeLock Leave(LedgerDraft draft, StakeLock item)
    {
        if (!item.IsExposed || item.LeavesAt != Epoch.FarFuture)
        {
            return item;
        }

        return draft.Parameters.Mode is BackingMode.Ideal
            ? Left(item)
            : item with { LeavesAt = Enqueue(draft) };
    }

    /// <summary>Lets go of the validators whose last epoch is over, in the fund's order of locks.</summary>
    internal static void LetGo(LedgerDraft draft, FundDraft fund)
    {
        while (fund.Locks.Measure.NextLeave <= draft.Now)
        {
            int number = fund.Locks.Find(draft.Now, static (totals, now) => totals.NextLeave <= now);
            StakeLock left = Left(fund.Locks[number]);
            fund.Locks[number] = left.Status is LockStatus.Backed ? Join(fund, left) : left;
        }
    }

    /// <summary>A slashed validator leaves; a lock that is still backed gets another in its place.</summary>
    internal static StakeLock Eject(LedgerDraft draft, FundDraft fund, StakeLock item)
    {
        StakeLock leaving = Leave(draft, item with { IsSlashed = true });
        return leaving.Status is LockStatus.Backed ? Join(fund, leaving) : leaving;
    }

    private static StakeLock Left(StakeLock item) =>
        item with { Key = 0, IsSlashed = false, LeavesAt = Epoch.FarFuture };

    private static Epoch Enqueue(LedgerDraft draft)
    {
        LedgerParameters parameters = draft.Parameters;
        QueuedExit exit = ExitQueue.Empty(draft.Now, parameters.NetworkStake, parameters.Churn)
            .After(draft.ExitEpoch, draft.ExitBalance)
            .Enqueue(parameters.Unit);
        draft.ExitEpoch = exit.Queue.EarliestExitEpoch;
        draft.ExitBalance = exit.Queue.ExitBalanceToConsume;
        return exit.ExitEpoch;
    }
}

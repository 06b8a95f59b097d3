using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Rules;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Backing;

/// <summary>How validators come and go with the backing of their locks.</summary>
/// <remarks>Spec: docs/spec/ledger.md#validators. A key that has left is never used again.</remarks>
internal static class ValidatorRule
{
    /// <summary>A lock that became backed gets a validator.</summary>
    internal static StakeLock Join(FundDraft fund, StakeLock item) => item with { Key = ++fund.Keys };

    /// <summary>A lock's validator leaves: at once, or through the exit queue.</summary>
    internal static StakeLock Leave(LedgerDraft draft, StakeLock item)
    {
        if (draft.Parameters.Mode is BackingMode.Ideal)
        {
            return Gone(item);
        }

        Epoch leaves = Enqueue(draft);
        return item with { LeavesAt = leaves, FreeAt = leaves + draft.Parameters.UnlockDelay };
    }

    /// <summary>
    /// Lets go of the validators that can no longer be charged for, and of the stake that is free again, in
    /// the fund's order of locks.
    /// </summary>
    /// <remarks>One that is slashed cannot be once more: when it has left, all that follows is reserved.
    /// </remarks>
    internal static void LetGo(LedgerDraft draft, FundDraft fund)
    {
        while (fund.Locks.Measure.NextChange <= draft.Now)
        {
            int number = fund.Locks.Find(draft.Now, static (totals, now) => totals.NextChange <= now);
            StakeLock gone = Gone(fund.Locks[number]);
            fund.Locks[number] = gone.FreeAt <= draft.Now ? gone with { FreeAt = Epoch.FarFuture } : gone;
        }
    }

    /// <summary>
    /// A slashed validator leaves, and its lock waits for its stake; or gets another validator at once.
    /// </summary>
    internal static void Eject(LedgerDraft draft, FundDraft fund, int number)
    {
        if (draft.Parameters.Mode is BackingMode.Ideal)
        {
            fund.Locks[number] = Join(fund, fund.Locks[number]);
            return;
        }

        if (fund.Locks[number].Status is LockStatus.Backed)
        {
            BackingRule.Withdraw(draft, fund, number);
        }

        StakeLock leaving = fund.Locks[number];
        ulong delay = draft.Parameters.Protocol is Protocol.Today ? draft.Parameters.CollateralDelay : 0;
        Epoch charged = draft.Now + delay;
        leaving = leaving with { FreeAt = charged > leaving.FreeAt ? charged : leaving.FreeAt };
        fund.Locks[number] = leaving.IsActive(draft.Now) ? leaving with { IsSlashed = true } : Gone(leaving);
    }

    private static StakeLock Gone(StakeLock item) =>
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

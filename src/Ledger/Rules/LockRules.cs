using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Backing;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Rules;

/// <summary>Stake that its owner locks, and that only its owner takes back.</summary>
internal static class LockRules
{
    internal static Refusal? Apply(LedgerDraft draft, OpenFund operation)
    {
        if (operation.Margin > Fund.MarginWhole)
        {
            return Refusals.MarginTooLarge(operation.Margin);
        }

        if (draft.Funds.Count >= LedgerTypes.FundsMax)
        {
            return Refusals.TooManyFunds(LedgerTypes.FundsMax);
        }

        draft.Add(Fund.Open(operation.Actor, operation.Margin));
        return null;
    }

    internal static Refusal? Apply(LedgerDraft draft, Account actor, MakeLock operation)
    {
        Gwei unit = draft.Parameters.Unit;
        if (draft.Fund(operation.Fund) is not { } fund)
        {
            return Refusals.UnknownFund(operation.Fund, draft.Funds.Count);
        }

        if (AccountRules.SpendingFlaw(unit, actor.Free) is { } flaw)
        {
            return flaw;
        }

        draft.Set(operation.Actor, actor with { Free = actor.Free - unit });
        fund.Locks.Add(StakeLock.Of(operation.Actor));
        BackingRule.Settle(draft, fund);
        return null;
    }

    internal static Refusal? Apply(LedgerDraft draft, RequestUnlock operation)
    {
        (FundDraft? fund, StakeLock? item, Refusal? refusal) = Find(draft, operation.Lock, operation.Actor);
        if (fund is null || item is null)
        {
            return refusal;
        }

        if (item.IsAskedBack)
        {
            return item.Status is LockStatus.Released
                ? Refusals.AlreadyReleased(operation.Lock)
                : Refusals.AlreadyExiting(operation.Lock, item.WithdrawableAt);
        }

        int number = (int)operation.Lock.Sequence;
        if (item.Status is LockStatus.Backed)
        {
            BackingRule.Withdraw(draft, fund, number);
        }

        StakeLock idle = fund.Locks[number];
        Epoch withdrawable = Later(draft.Now, idle.LeavesAt) + draft.Parameters.UnlockDelay;
        fund.Locks[number] = idle with
        {
            Status = LockStatus.Exiting,
            WithdrawableAt = Later(withdrawable, idle.WithdrawableAt),
        };
        BackingRule.Settle(draft, fund);
        return null;
    }

    internal static Refusal? Apply(LedgerDraft draft, Release operation)
    {
        (FundDraft? fund, StakeLock? item, Refusal? refusal) = Find(draft, operation.Lock, operation.Actor);
        if (fund is null || item is null)
        {
            return refusal;
        }

        if (item.Status is not LockStatus.Exiting)
        {
            return item.Status is LockStatus.Released
                ? Refusals.AlreadyReleased(operation.Lock)
                : Refusals.NotExiting(operation.Lock);
        }

        if (draft.Now < item.WithdrawableAt)
        {
            return Refusals.NotYetWithdrawable(draft.Now, item.WithdrawableAt);
        }

        draft.Free(item.Owner, draft.Parameters.Unit - item.Loss);
        fund.Locks[(int)operation.Lock.Sequence] = item with { Status = LockStatus.Released };
        return null;
    }

    internal static Refusal? Apply(LedgerDraft draft, Settle operation)
    {
        (FundDraft? fund, StakeLock? item, Refusal? refusal) = Find(draft, operation.Lock, operation.Actor);
        if (fund is null || item is null)
        {
            return refusal;
        }

        if (item.Status is not LockStatus.Backed)
        {
            return Refusals.NotBacked(operation.Lock);
        }

        draft.Earn(item.Owner, fund.RewardPerLock - item.RewardMark);
        fund.Locks[(int)operation.Lock.Sequence] = item with { RewardMark = fund.RewardPerLock };
        return null;
    }

    /// <summary>A lock and its fund, or why there is none.</summary>
    internal static (FundDraft? Fund, StakeLock? Lock, Refusal? Refusal) Find(LedgerDraft draft, LockId id)
    {
        if (draft.Fund(id.Fund) is not { } fund)
        {
            return (null, null, Refusals.UnknownFund(id.Fund, draft.Funds.Count));
        }

        return id.Sequence < fund.Locks.Count
            ? (fund, fund.Locks[(int)id.Sequence], null)
            : (null, null, Refusals.UnknownLock(id, fund.Locks.Count));
    }

    private static (FundDraft? Fund, StakeLock? Lock, Refusal? Refusal) Find(
        LedgerDraft draft, LockId id, AccountId actor)
    {
        (FundDraft? fund, StakeLock? item, Refusal? refusal) = Find(draft, id);
        return item is null || item.Owner == actor
            ? (fund, item, refusal)
            : (null, null, Refusals.NotTheOwner(actor, item.Owner));
    }

    /// <summary>The later of two epochs; far future stands for none.</summary>
    private static Epoch Later(Epoch left, Epoch right) =>
        right != Epoch.FarFuture && right > left ? right : left;
}

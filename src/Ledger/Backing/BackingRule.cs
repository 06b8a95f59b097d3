using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Rules;

namespace TrustlessPools.Ledger.Backing;

/// <summary>Which locks a fund's collateral backs, brought up to date after every change.</summary>
/// <remarks>
/// Spec: docs/spec/ledger.md#backing. The cost is that of the locks whose backing changes, each times the
/// depth of the list.
/// </remarks>
internal static class BackingRule
{
    /// <summary>Backs as many locks as there are, or as the collateral backs, in the fund's order.</summary>
    internal static void Settle(LedgerDraft draft, FundDraft fund)
    {
        BackingOrder order = draft.Parameters.Order;
        ulong target = Math.Min(fund.Figures.Eligible, Capacity.Of(fund.Figures, draft.Parameters));
        while (fund.Figures.Locks.Backed > target)
        {
            Withdraw(draft, fund, NextOut(fund, order));
        }

        while (fund.Figures.Locks.Backed < target)
        {
            Back(draft, fund, NextIn(fund, order));
        }

        if (order is BackingOrder.LastComeFirst)
        {
            Reorder(draft, fund);
        }
    }

    /// <summary>Those who have come back in the meantime, and are before others, take their places.</summary>
    internal static void Reorder(LedgerDraft draft, FundDraft fund)
    {
        BackingOrder order = draft.Parameters.Order;
        while (!IsInOrder(fund, order))
        {
            Withdraw(draft, fund, NextOut(fund, order));
            Back(draft, fund, NextIn(fund, order));
        }
    }

    /// <summary>An epoch's turn: one lock that has had its time makes room for one that waits.</summary>
    internal static void TakeTurn(LedgerDraft draft, FundDraft fund)
    {
        LockTotals locks = fund.Figures.Locks;
        if (draft.Parameters.Order is BackingOrder.RoundRobin && locks.Backed > 0 && locks.Idle > 0)
        {
            int next = NextIn(fund, BackingOrder.RoundRobin);
            Withdraw(draft, fund, NextOut(fund, BackingOrder.RoundRobin));
            Back(draft, fund, next);
        }
    }

    /// <summary>Ends a lock's backing: its rewards go to its owner, and its validator leaves.</summary>
    internal static void Withdraw(LedgerDraft draft, FundDraft fund, int number)
    {
        StakeLock item = fund.Locks[number];
        draft.Earn(item.Owner, fund.RewardPerLock - item.RewardMark);
        StakeLock idle = item with { Status = LockStatus.Idle, RewardMark = default };
        fund.Locks[number] = ValidatorRule.Leave(draft, idle);
    }

    /// <summary>Whether no lock waits whose turn was before one that is backed.</summary>
    internal static bool IsInOrder(FundDraft fund, BackingOrder order)
    {
        LockTotals locks = fund.Figures.Locks;
        if (locks.Backed == 0 || locks.Idle == 0)
        {
            return true;
        }

        return order switch
        {
            BackingOrder.FirstComeFirst => LastBacked(fund) < FirstIdle(fund),
            BackingOrder.LastComeFirst => LastIdle(fund) < FirstBacked(fund),
            _ => true,
        };
    }

    private static void Back(LedgerDraft draft, FundDraft fund, int number)
    {
        StakeLock backed = fund.Locks[number] with
        {
            Status = LockStatus.Backed,
            RewardMark = fund.RewardPerLock,
        };
        fund.Locks[number] = ValidatorRule.Join(fund, backed);
        if (draft.Parameters.Order is BackingOrder.RoundRobin)
        {
            fund.Turn = (uint)number + 1;
        }
    }

    private static int NextIn(FundDraft fund, BackingOrder order) => order switch
    {
        BackingOrder.FirstComeFirst => FirstIdle(fund),
        BackingOrder.LastComeFirst => LastIdle(fund),
        _ => FirstIdleFrom(fund, fund.Turn),
    };

    private static int NextOut(FundDraft fund, BackingOrder order) => order switch
    {
        BackingOrder.FirstComeFirst => LastBacked(fund),
        BackingOrder.LastComeFirst => FirstBacked(fund),
        _ => FirstBackedFrom(fund, fund.Turn),
    };

    private static int FirstIdle(FundDraft fund) => Idle(fund, 1);

    private static int LastIdle(FundDraft fund) => Idle(fund, fund.Locks.Measure.Idle);

    private static int FirstBacked(FundDraft fund) => Backed(fund, 1);

    private static int LastBacked(FundDraft fund) => Backed(fund, fund.Locks.Measure.Backed);

    private static int FirstIdleFrom(FundDraft fund, uint number)
    {
        uint before = fund.Locks.MeasureOf((int)Math.Min(number, (uint)fund.Locks.Count)).Idle;
        return Idle(fund, before < fund.Locks.Measure.Idle ? before + 1 : 1);
    }

    private static int FirstBackedFrom(FundDraft fund, uint number)
    {
        uint before = fund.Locks.MeasureOf((int)Math.Min(number, (uint)fund.Locks.Count)).Backed;
        return Backed(fund, before < fund.Locks.Measure.Backed ? before + 1 : 1);
    }

    private static int Idle(FundDraft fund, uint rank) =>
        fund.Locks.Find(rank, static (totals, rank) => totals.Idle >= rank);

    private static int Backed(FundDraft fund, uint rank) =>
        fund.Locks.Find(rank, static (totals, rank) => totals.Backed >= rank);
}

using System.Numerics;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Locks;

namespace TrustlessPools.Core.Tests.Ledger.Naive;

/// <summary>Who is backed, found by sorting all who might be; and the validators that follow.</summary>
internal static class NaiveValidators
{
    /// <summary>As many are backed as there are, or as capacity allows, the first in the order.</summary>
    internal static void Back(NaiveLedger ledger, NaiveFund fund)
    {
        int target = (int)BigInteger.Min(fund.Eligible, fund.Capacity);
        if (ledger.Parameters.Order is BackingOrder.RoundRobin)
        {
            BackInTurn(ledger, fund, target);
            return;
        }

        bool isLastFirst = ledger.Parameters.Order is BackingOrder.LastComeFirst;
        List<NaiveLock> order = [.. fund.Locks.Where(static l => l.IsEligible)];
        order.Sort((a, b) => isLastFirst
            ? b.Sequence.CompareTo(a.Sequence)
            : a.Sequence.CompareTo(b.Sequence));

        // The last in the order is the first to go.
        for (int i = order.Count - 1; i >= target; i--)
        {
            if (order[i].IsBacked)
            {
                Unback(ledger, fund, order[i]);
            }
        }

        for (int i = 0; i < target; i++)
        {
            if (!order[i].IsBacked)
            {
                Back(fund, order[i]);
            }
        }
    }

    /// <summary>One lock makes room for one that waits.</summary>
    internal static void TakeTurn(NaiveLedger ledger, NaiveFund fund)
    {
        bool somebodyWaits = fund.Locks.Exists(static l => l.Status is LockStatus.Idle);
        if (ledger.Parameters.Order is BackingOrder.RoundRobin && fund.Backed > 0 && somebodyWaits)
        {
            NaiveLock next = InTurn(fund, LockStatus.Idle);
            Unback(ledger, fund, InTurn(fund, LockStatus.Backed));
            BackAndTurn(fund, next);
        }
    }

    /// <summary>Ends the backing of a lock: it is paid, and its validator leaves.</summary>
    internal static void Unback(NaiveLedger ledger, NaiveFund fund, NaiveLock item)
    {
        ledger.PayReward(item);
        item.Status = LockStatus.Idle;
        Leave(ledger, fund, item);
    }

    /// <summary>
    /// A validator leaves: at once, or at its place in the queue, unless it is there already.
    /// </summary>
    internal static void Leave(NaiveLedger ledger, NaiveFund fund, NaiveLock item)
    {
        if (ledger.Parameters.Mode is BackingMode.Ideal)
        {
            Gone(fund, item);
        }
        else
        {
            item.LeavesAt ??= ledger.Queue();
        }
    }

    /// <summary>All whose last epoch is over are gone, in the order of their locks.</summary>
    internal static void LetGo(NaiveLedger ledger, NaiveFund fund)
    {
        foreach (NaiveLock item in fund.Locks)
        {
            if (item.Key is not null && item.LeavesAt <= ledger.Now)
            {
                Gone(fund, item);
            }
        }
    }

    /// <summary>The validator is no more; a lock that is backed gets a fresh one.</summary>
    private static void Gone(NaiveFund fund, NaiveLock item)
    {
        item.Key = item.IsBacked ? ++fund.Keys : null;
        item.IsSlashed = false;
        item.LeavesAt = null;
    }

    private static void Back(NaiveFund fund, NaiveLock item)
    {
        item.Status = LockStatus.Backed;
        item.Key ??= ++fund.Keys;
    }

    private static void BackInTurn(NaiveLedger ledger, NaiveFund fund, int target)
    {
        while (fund.Backed > target)
        {
            Unback(ledger, fund, InTurn(fund, LockStatus.Backed));
        }

        while (fund.Backed < target)
        {
            BackAndTurn(fund, InTurn(fund, LockStatus.Idle));
        }
    }

    private static void BackAndTurn(NaiveFund fund, NaiveLock item)
    {
        Back(fund, item);
        fund.Turn = item.Sequence + 1;
    }

    /// <summary>The first lock in a status from the one whose turn it is, and around.</summary>
    private static NaiveLock InTurn(NaiveFund fund, LockStatus status) => fund.Locks
        .Where(l => l.Status == status)
        .OrderBy(l => l.Sequence >= fund.Turn ? 0 : 1)
        .ThenBy(static l => l.Sequence)
        .First();
}

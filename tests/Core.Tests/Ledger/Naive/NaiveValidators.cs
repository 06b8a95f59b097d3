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
                Unback(ledger, order[i]);
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
        bool somebodyWaits = fund.Locks.Exists(static l => l.IsWaiting);
        if (ledger.Parameters.Order is BackingOrder.RoundRobin && fund.Backed > 0 && somebodyWaits)
        {
            NaiveLock next = InTurn(fund, static l => l.IsWaiting);
            Unback(ledger, InTurn(fund, static l => l.IsBacked));
            BackAndTurn(fund, next);
        }
    }

    /// <summary>Ends the backing of a lock: it is paid, and its validator leaves.</summary>
    internal static void Unback(NaiveLedger ledger, NaiveLock item)
    {
        ledger.PayReward(item);
        item.Status = LockStatus.Idle;
        if (ledger.Parameters.Mode is BackingMode.Ideal)
        {
            item.Key = null;
        }
        else
        {
            item.LeavesAt = ledger.Queue();
            item.FreeAt = item.LeavesAt + ledger.Parameters.UnlockDelay;
        }
    }

    /// <summary>
    /// A slashed validator leaves: another is there at once, or when the stake is free, which for one that is
    /// charged itself is late.
    /// </summary>
    internal static void Eject(NaiveLedger ledger, NaiveFund fund, NaiveLock item)
    {
        if (ledger.Parameters.Mode is BackingMode.Ideal)
        {
            item.Key = ++fund.Keys;
            return;
        }

        if (item.IsBacked)
        {
            Unback(ledger, item);
        }

        if (ledger.Parameters.Protocol is Protocol.Today)
        {
            item.FreeAt = Math.Max(item.FreeAt!.Value, ledger.Now + ledger.Parameters.CollateralDelay);
        }

        item.IsSlashed = true;
        if (item.HasLeft(ledger.Now))
        {
            Gone(item);
        }
    }

    /// <summary>Who is slashed is gone when it has left; all others when their stake is free.</summary>
    internal static void LetGo(NaiveLedger ledger, NaiveFund fund)
    {
        foreach (NaiveLock item in fund.Locks)
        {
            if ((item.IsSlashed ? item.LeavesAt : item.FreeAt) <= ledger.Now)
            {
                Gone(item);
            }

            item.FreeAt = item.FreeAt <= ledger.Now ? null : item.FreeAt;
        }
    }

    private static void Gone(NaiveLock item)
    {
        item.Key = null;
        item.IsSlashed = false;
        item.LeavesAt = null;
    }

    private static void Back(NaiveFund fund, NaiveLock item)
    {
        item.Status = LockStatus.Backed;
        item.Key = ++fund.Keys;
    }

    private static void BackInTurn(NaiveLedger ledger, NaiveFund fund, int target)
    {
        while (fund.Backed > target)
        {
            Unback(ledger, InTurn(fund, static l => l.IsBacked));
        }

        while (fund.Backed < target)
        {
            BackAndTurn(fund, InTurn(fund, static l => l.IsWaiting));
        }
    }

    private static void BackAndTurn(NaiveFund fund, NaiveLock item)
    {
        Back(fund, item);
        fund.Turn = item.Sequence + 1;
    }

    /// <summary>The first of some locks from the one whose turn it is, and around.</summary>
    private static NaiveLock InTurn(NaiveFund fund, Func<NaiveLock, bool> isWanted) => fund.Locks
        .Where(isWanted)
        .OrderBy(l => l.Sequence >= fund.Turn ? 0 : 1)
        .ThenBy(static l => l.Sequence)
        .First();
}

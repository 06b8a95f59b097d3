using System.Numerics;
using System.Text;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Naive;

/// <summary>Finds where the ledger and the naive one differ in anything that can be seen.</summary>
internal sealed class Comparison
{
    private readonly StringBuilder _differences = new();

    /// <summary>All differences, or an empty text.</summary>
    internal static string Of(LedgerState state, NaiveLedger naive)
    {
        var comparison = new Comparison();
        comparison.Compare("accounts", state.Accounts.Count, naive.Accounts.Count);
        comparison.Compare("funds", state.Funds.Count, naive.Funds.Count);
        if (comparison._differences.Length == 0)
        {
            comparison.CompareAll(state, naive);
        }

        return comparison._differences.ToString();
    }

    private void CompareAll(LedgerState state, NaiveLedger naive)
    {
        Compare("now", state.Now.Value, naive.Now);
        Compare("issued", state.Issued, naive.Issued);
        Compare("paid out", state.PaidOut, naive.PaidOut);
        Compare("burned", state.Burned, naive.Burned);
        if (state.ExitEpoch.Value != naive.ExitEpoch || state.ExitBalance.Value != naive.ExitBalance)
        {
            Compare("end of the exit queue", state.ExitEpoch.Value, naive.ExitEpoch);
            Compare("churn left", state.ExitBalance, naive.ExitBalance);
        }

        for (int i = 0; i < naive.Accounts.Count; i++)
        {
            (Account account, NaiveAccount expected) = (state.Accounts[i], naive.Accounts[i]);
            Compare("owner", account.Owner, expected.Owner, i);
            Compare("free", account.Free, expected.Free, i);
            Compare("earned", account.Earned, expected.Earned, i);
            Compare("held", account.Held, expected.Held, i);
            Compare("operations", account.Operations, expected.Operations, i);
        }

        for (int i = 0; i < naive.Funds.Count; i++)
        {
            Compare(state.Funds[i], naive.Funds[i], naive.Parameters);
        }

        Compare("held", state.Funds.Measure.Held, (ulong)naive.Funds.Sum(static f => f.Held));
        Compare("owed", state.Funds.Measure.Owed, Sum(naive.Funds.Select(static f => f.Owed)));
        Compare("loss", state.Funds.Measure.Loss, Sum(naive.Funds.Select(static f => f.Loss)));
        Compare("free", state.Accounts.Measure.Free, Sum(naive.Accounts.Select(static a => a.Free)));
        Compare("bid", state.Accounts.Measure.Held, Sum(naive.Accounts.Select(static a => a.Held)));
        Compare("earned", state.Accounts.Measure.Earned, Sum(naive.Accounts.Select(static a => a.Earned)));
    }

    private void Compare(Fund fund, NaiveFund expected, LedgerParameters parameters)
    {
        Compare("operator", fund.Operator.Value, expected.Operator);
        Compare("margin", fund.Margin, expected.Margin);
        Compare("keys", fund.Keys, expected.Keys);
        Compare("turn", fund.Turn, expected.Turn);
        FundFigures figures = fund.Figures;
        Compare("penalties", figures.Penalties, expected.Penalties);
        Compare("charged", figures.Charged, expected.Charged);
        Compare("shortfall", figures.Shortfall, expected.Penalties - expected.Charged);
        Compare("collateral", figures.Collateral, expected.Collateral);
        Compare("staying", figures.Bonds.Staying, expected.Staying);
        Compare("leaving", figures.Bonds.Leaving, expected.OnItsWayOut);
        Compare("reserved", figures.Reservations.Amount, expected.Reserved);
        Compare("owed", figures.Owed, expected.Owed);
        Compare("held", figures.Locks.Held, (uint)expected.Held);
        Compare("backed", figures.Locks.Backed, (uint)expected.Backed);
        Compare("eligible", figures.Eligible, (uint)expected.Eligible);
        Compare("exposed", figures.Locks.Exposed, (uint)expected.Exposed);
        Compare("loss", figures.Locks.Loss, expected.Loss);
        Compare("capacity", new Gwei(Capacity.Of(figures, parameters)), expected.Capacity);
        Compare("required", Capacity.Required(figures.Locks.Exposed, parameters), expected.Required);
        Compare("surplus", Capacity.Surplus(figures, parameters), expected.Surplus);
        Compare("uncovered", Capacity.Uncovered(figures, parameters), expected.Uncovered);
        CompareLocks(fund, expected);
        CompareCollateral(fund, expected);
    }

    private void CompareLocks(Fund fund, NaiveFund expected)
    {
        Compare("locks", fund.Locks.Count, expected.Locks.Count);
        int number = 0;
        foreach (StakeLock item in fund.Locks)
        {
            NaiveLock lockExpected = expected.Locks[number];
            Gwei unpaid = item.Status is LockStatus.Backed ? fund.RewardPerLock - item.RewardMark : default;
            Compare("owner of lock", item.Owner.Value, lockExpected.Owner, number);
            Compare("status of lock", item.Status, lockExpected.Status, number);
            Compare("key of lock", item.Key, lockExpected.Key ?? 0, number);
            Compare("slashed lock", item.IsSlashed, lockExpected.IsSlashed, number);
            Compare("leaving lock", item.LeavesAt.Value, lockExpected.LeavesAt ?? ulong.MaxValue, number);
            Compare("free lock", item.FreeAt.Value, lockExpected.FreeAt ?? ulong.MaxValue, number);
            Compare(
                "withdrawable lock",
                item.WithdrawableAt.Value,
                lockExpected.WithdrawableAt ?? ulong.MaxValue,
                number);
            Compare("unpaid reward of lock", unpaid, lockExpected.Unpaid, number);
            Compare("loss of lock", item.Loss, lockExpected.Loss, number);
            number++;
        }
    }

    private void CompareCollateral(Fund fund, NaiveFund expected)
    {
        Compare("bonds", fund.Bonds.Count, expected.Bonds.Count);
        Compare("pieces", fund.Leaving.Count, expected.Leaving.Count);
        Compare("reservations", fund.Reservations.Count, expected.Reservations.Count);
        for (int i = 0; i < Math.Min(fund.Bonds.Count, expected.Bonds.Count); i++)
        {
            Compare("bond's operator", fund.Bonds[i].Operator.Value, expected.Bonds[i].Operator, i);
            Compare("bond", fund.Bonds[i].Staying, expected.Bonds[i].Staying, i);
            Compare("leaving", fund.Bonds[i].Leaving, expected.LeavingOf(expected.Bonds[i].Operator), i);
        }

        for (int i = 0; i < Math.Min(fund.Leaving.Count, expected.Leaving.Count); i++)
        {
            Compare("piece's operator", fund.Leaving[i].Operator.Value, expected.Leaving[i].Operator, i);
            Compare("piece", fund.Leaving[i].Amount, expected.Leaving[i].Asked, i);
            Compare("piece matures", fund.Leaving[i].MaturesAt.Value, expected.Leaving[i].MaturesAt, i);
        }

        for (int i = 0; i < Math.Min(fund.Reservations.Count, expected.Reservations.Count); i++)
        {
            Compare("reserved lock", fund.Reservations[i].Lock, expected.Reservations[i].Lock, i);
            Compare("reserved key", fund.Reservations[i].Key, expected.Reservations[i].Key, i);
            Compare(
                "is closed",
                fund.Reservations[i].IsClosed ? 1 : 0,
                expected.Reservations[i].IsClosed ? 1 : 0,
                i);
            Compare("reservation", fund.Reservations[i].Amount, expected.Reservations[i].Amount, i);
            Compare("left to lose", fund.Reservations[i].Left, expected.Reservations[i].Left, i);
        }
    }

    private void Compare(string what, Gwei actual, BigInteger expected, int at = 0)
    {
        if (actual.Value != expected)
        {
            _differences.AppendLine(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{what} ({at}): {actual}, and naively {expected}");
        }
    }

    private void Compare<T>(string what, T actual, T expected, int at = 0)
    {
        if (!EqualityComparer<T>.Default.Equals(actual, expected))
        {
            _differences.AppendLine(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{what} ({at}): {actual}, and naively {expected}");
        }
    }

    private static BigInteger Sum(IEnumerable<BigInteger> amounts) =>
        amounts.Aggregate(BigInteger.Zero, static (sum, amount) => sum + amount);
}

using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Naive;

/// <summary>What holds of any trace, seen from outside and across its steps.</summary>
public sealed class TraceInvariantTests
{
    private const int Steps = 700;

    public static TheoryData<Protocol, BackingMode, BackingOrder> Ledgers => new()
    {
        { Protocol.Seed, BackingMode.Ideal, BackingOrder.FirstComeFirst },
        { Protocol.Seed, BackingMode.Ideal, BackingOrder.LastComeFirst },
        { Protocol.Seed, BackingMode.Ideal, BackingOrder.RoundRobin },
        { Protocol.Seed, BackingMode.Electra, BackingOrder.FirstComeFirst },
        { Protocol.Seed, BackingMode.Electra, BackingOrder.LastComeFirst },
        { Protocol.Seed, BackingMode.Electra, BackingOrder.RoundRobin },
        { Protocol.Today, BackingMode.Electra, BackingOrder.FirstComeFirst },
    };

    [Theory]
    [InlineData(BackingMode.Ideal)]
    [InlineData(BackingMode.Electra)]
    public void A_principal_is_paid_back_to_the_Gwei_whatever_happens(BackingMode mode)
    {
        int paid = 0;
        Walk(new() { Protocol = Protocol.Seed, Mode = mode }, (trace, before) =>
        {
            if (trace.IsAccepted && trace.Log[^1] is Release release)
            {
                Gwei was = before.Accounts[(int)release.Actor.Value].Free;
                Gwei free = trace.State.Accounts[(int)release.Actor.Value].Free;
                Assert.True(free - was == trace.Parameters.Unit, trace.Where);
                paid++;
            }
        });
        Assert.True(paid > 20, $"{paid} locks were paid back");
    }

    [Theory]
    [MemberData(nameof(Ledgers))]
    public void Money_is_neither_made_nor_lost(Protocol protocol, BackingMode mode, BackingOrder order) =>
        Walk(new() { Protocol = protocol, Mode = mode, Order = order }, static (trace, _) =>
        {
            UInt128 money = trace.State.PaidOut.Value + (UInt128)trace.State.Burned.Value;
            foreach (Account account in trace.State.Accounts)
            {
                money += account.Free.Value + (UInt128)account.Earned.Value + account.Held.Value;
            }

            foreach (Fund fund in trace.State.Funds)
            {
                foreach (Bond bond in fund.Bonds)
                {
                    money += bond.Total.Value;
                }

                foreach (StakeLock item in fund.Locks)
                {
                    bool isHeld = item.Status is not LockStatus.Released;
                    money += isHeld ? (trace.Parameters.Unit - item.Loss).Value : 0;
                    money += item.Status is LockStatus.Backed
                        ? (fund.RewardPerLock - item.RewardMark).Value
                        : 0;
                }
            }

            Assert.True(money == trace.State.Issued.Value, trace.Where);
        });

    [Theory]
    [MemberData(nameof(Ledgers))]
    public void What_was_lost_was_charged_or_is_missing(
        Protocol protocol, BackingMode mode, BackingOrder order)
    {
        UInt128 lost = 0;
        Trace? last = null;
        Walk(new() { Protocol = protocol, Mode = mode, Order = order }, (trace, _) =>
        {
            lost = trace == last ? lost : 0;
            last = trace;
            lost += !trace.IsAccepted ? 0 : trace.Log[^1] switch
            {
                Slash slash => slash.Loss.Value,
                Penalize penalize => penalize.Loss.Value,
                ChargeReservation charge => charge.Loss.Value,
                _ => 0,
            };
            UInt128 sum = 0;
            foreach (Fund fund in trace.State.Funds)
            {
                sum += fund.Figures.Charged.Value + (UInt128)fund.Figures.Shortfall.Value;
            }

            Assert.True(sum == lost, trace.Where);
        });
    }

    [Theory]
    [InlineData(BackingMode.Ideal)]
    [InlineData(BackingMode.Electra)]
    public void Nobody_waits_behind_one_who_came_later(BackingMode mode) =>
        Walk(new() { Protocol = Protocol.Seed, Mode = mode }, static (trace, _) =>
        {
            foreach (Fund fund in trace.State.Funds)
            {
                bool somebodyWaits = false;
                foreach (StakeLock item in fund.Locks)
                {
                    Assert.False(somebodyWaits && item.Status is LockStatus.Backed, trace.Where);
                    somebodyWaits |= item.IsWaiting;
                }
            }
        });

    [Theory]
    [MemberData(nameof(Ledgers))]
    public void A_key_that_is_gone_never_comes_back(Protocol protocol, BackingMode mode, BackingOrder order)
    {
        var retired = new HashSet<(int Fund, ulong Key)>();
        Walk(new() { Protocol = protocol, Mode = mode, Order = order }, (trace, before) =>
        {
            if (before.Accounts.Count == 0)
            {
                retired.Clear();
            }

            for (int i = 0; i < before.Funds.Count; i++)
            {
                HashSet<ulong> keys = KeysOf(trace.State.Funds[i], trace.Where);
                retired.UnionWith(KeysOf(before.Funds[i], trace.Where).Except(keys).Select(k => (i, k)));
                Assert.False(keys.Any(k => retired.Contains((i, k))), trace.Where);
            }
        });
        Assert.NotEmpty(retired);
    }

    [Theory]
    [MemberData(nameof(Ledgers))]
    public void A_released_lock_is_never_touched_again(
        Protocol protocol, BackingMode mode, BackingOrder order) =>
        Walk(new() { Protocol = protocol, Mode = mode, Order = order }, static (trace, before) =>
        {
            for (int i = 0; i < before.Funds.Count; i++)
            {
                for (int j = 0; j < before.Funds[i].Locks.Count; j++)
                {
                    StakeLock was = before.Funds[i].Locks[j];
                    StakeLock item = trace.State.Funds[i].Locks[j];
                    Assert.True(was.Status is not LockStatus.Released || item == was, trace.Where);
                    Assert.True(item.Status is not LockStatus.Released || !item.IsExposed, trace.Where);
                    bool isLater = item.WithdrawableAt >= was.WithdrawableAt;
                    bool wasAsked = was.Status is LockStatus.Exiting;
                    Assert.True(!wasAsked || isLater, $"{trace.Where}: the delay of {i}/{j} is shorter");
                }
            }
        });

    private static HashSet<ulong> KeysOf(Fund fund, string where)
    {
        List<ulong> keys = [.. fund.Locks.Where(static l => l.IsExposed).Select(static l => l.Key)];
        HashSet<ulong> distinct = [.. keys];
        Assert.True(distinct.Count == keys.Count, $"{where}: a key stands on two locks");
        return distinct;
    }

    /// <summary>Some traces, each looked at after each of its steps.</summary>
    private static void Walk(LedgerParameters parameters, Action<Trace, LedgerState> look)
    {
        for (ulong seed = 11; seed <= 14; seed++)
        {
            var trace = new Trace(parameters, seed);
            for (int step = 0; step < Steps; step++)
            {
                LedgerState before = trace.State;
                trace.Step();
                look(trace, before);
            }
        }
    }
}

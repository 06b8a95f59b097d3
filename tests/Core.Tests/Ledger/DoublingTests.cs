using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger;

/// <summary>Twice all amounts, the unit too, gives twice all results wherever nothing is rounded.</summary>
public sealed class DoublingTests
{
    private const int Accounts = 5;
    private const ulong Unit = 1_000_000;

    [Theory]
    [InlineData(61UL)]
    [InlineData(62UL)]
    [InlineData(63UL)]
    [InlineData(64UL)]
    public void Twice_everything_gives_twice_everything(ulong seed)
    {
        var random = new SeededGenerator(seed);
        (TestLedger once, TestLedger twice) = (Begin(1), Begin(2));
        int accepted = 0;
        for (int step = 0; step < 400; step++)
        {
            Func<ulong, LedgerOperation> next = Next(random, once);
            string where = $"seed {seed}, step {step}: {next(1)}";
            (LedgerState state, Refusal? refusal) = LedgerRules.Apply(once.Parameters, once.State, next(1));
            (LedgerState doubled, Refusal? other) = LedgerRules.Apply(twice.Parameters, twice.State, next(2));
            Assert.True(refusal?.Reason == other?.Reason, $"{where}: {refusal}, {other}");
            once.Restore(state);
            twice.Restore(doubled);
            AssertDoubled(once, twice, where);
            accepted += refusal is null ? 1 : 0;
        }

        Assert.True(accepted > 250, $"seed {seed}: {accepted} operations did something");
    }

    private static void AssertDoubled(TestLedger once, TestLedger twice, string where)
    {
        for (uint i = 0; i < Accounts; i++)
        {
            Assert.True(once.Account(new(i)).Free * 2 == twice.Account(new(i)).Free, where);
            Assert.True(once.Account(new(i)).Earned * 2 == twice.Account(new(i)).Earned, where);
        }

        Assert.True(once.Capacity == twice.Capacity, where);
        Assert.True(once.Figures.Bonds.Staying * 2 == twice.Figures.Bonds.Staying, where);
        Assert.True(once.Figures.Bonds.Leaving * 2 == twice.Figures.Bonds.Leaving, where);
        Assert.True(once.Figures.Reservations.Amount * 2 == twice.Figures.Reservations.Amount, where);
        Assert.True(once.Figures.Charged * 2 == twice.Figures.Charged, where);
        Assert.True(once.Figures.Shortfall * 2 == twice.Figures.Shortfall, where);
        Assert.True(once.Figures.Owed * 2 == twice.Figures.Owed, where);
        Assert.True(once.State.Burned * 2 == twice.State.Burned, where);
        for (int i = 0; i < once.Fund.Locks.Count; i++)
        {
            StakeLock item = once.Fund.Locks[i];
            Assert.True(
                item with { RewardMark = item.RewardMark * 2, Loss = item.Loss * 2 } == twice.Fund.Locks[i],
                where);
        }
    }

    private static TestLedger Begin(ulong factor)
    {
        var ledger = new TestLedger(TestLedger.Seed with
        {
            Unit = new(Unit * factor),
            UnlockDelay = 2,
            CollateralDelay = 6,
        });
        for (int i = 0; i < Accounts; i++)
        {
            ledger.Open($"{i}", new(Unit * 1_000 * factor));
        }

        ledger.Do(new AccountId(0), static (a, n) => new OpenFund(a, n, 0));
        return ledger;
    }

    /// <summary>One operator has the whole collateral, and a reward is so much for each lock.</summary>
    private static Func<ulong, LedgerOperation> Next(SeededGenerator random, TestLedger ledger)
    {
        var actor = new AccountId((uint)random.NextBelow(Accounts));
        ulong number = ledger.Account(actor).Operations;
        ulong bonds = ledger.Account(new(0)).Operations;
        ulong amount = 1 + random.NextBelow(Unit / 20);
        ulong later = random.NextBelow(Unit / 50);
        ulong reward = amount * Math.Max(1, ledger.Figures.Locks.Backed);
        var any = new LockId(TestLedger.First, (uint)random.NextBelow(ledger.Fund.Locks.Count + 1));
        AccountId owner = any.Sequence < ledger.Fund.Locks.Count ? ledger.Lock(any.Sequence).Owner : actor;
        ulong key = ledger.State.LockOf(any)?.Key ?? 0;
        ulong next = ledger.Account(owner).Operations;
        var reservation = (uint)random.NextBelow(ledger.Fund.Reservations.Count + 1);
        return random.NextBelow(11) switch
        {
            0 or 1 => f => new MakeLock(actor, number, TestLedger.First),
            2 => f => new RequestUnlock(owner, next, any),
            3 => f => new Release(owner, next, any),
            4 => f => new Settle(owner, next, any),
            5 => f => new PostBond(new(0), bonds, TestLedger.First, new(amount * 2 * f)),
            6 => f => new WithdrawBond(new(0), bonds, TestLedger.First, new(amount * f)),
            7 => f => new Reward(TestLedger.First, new(reward * f)),
            8 => f => new Slash(any, key, new(amount / 2 * f), new(later * f), [new(0)]),
            9 => f =>
                new ChargeReservation(TestLedger.First, reservation, new(later * f), amount % 2 == 0, []),
            _ => f => new AdvanceEpoch(ledger.State.Now + 1),
        };
    }
}

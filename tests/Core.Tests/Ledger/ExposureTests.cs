using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger;

/// <summary>
/// Who has left can be slashed until the stake is free: here at epoch 5, and until 256 epochs later.
/// </summary>
public sealed class ExposureTests
{
    private static readonly LockId Lock = new(TestLedger.First, 0);

    [Theory]
    [InlineData(5)]
    [InlineData(260)]
    public void Who_has_left_is_slashed_until_the_stake_is_free(ulong epoch)
    {
        TestLedger ledger = AskedBack(TestLedger.Electra);
        Go(ledger, epoch);
        Slash slash = ledger.Slash(Lock, new(7), new(60), []);
        Assert.Equal("OtherKey", ledger.Refused(slash with { Key = 2 }).Reason);
        ledger.Do(slash);
        Assert.Equal(new(7), ledger.Figures.Charged);
        Assert.Equal(new(60), ledger.Figures.Reservations.Amount);

        // Once; and what is reserved is now all that is needed for it.
        Assert.Equal("NoValidator", ledger.Refused(slash).Reason);
        Assert.Equal(0u, ledger.Figures.Locks.Exposed);
        ledger.Do(new ChargeReservation(TestLedger.First, 0, new(60), true, []));
    }

    [Fact]
    public void Who_has_left_is_not_slashed_when_the_stake_is_free()
    {
        TestLedger ledger = AskedBack(TestLedger.Electra);
        Slash slash = ledger.Slash(Lock, new(7), new(60), []);
        Go(ledger, 261);
        Assert.Equal("NoValidator", ledger.Refused(slash).Reason);
    }

    [Fact]
    public void Who_has_left_is_not_absent()
    {
        TestLedger ledger = AskedBack(TestLedger.Electra);
        var penalize = new Penalize(TestLedger.First, new(0), new(1), []);
        Go(ledger, 4);
        ledger.Do(penalize);
        Go(ledger, 5);
        var expected = new Refusal(
            "ValidatorHasLeft", "lock 0/0, whose validator left at epoch 5", "a validator that is active");
        Assert.Equal(expected, ledger.Refused(penalize));
        Go(ledger, 261);
        Assert.Equal("NoValidator", ledger.Refused(penalize).Reason);
    }

    [Fact]
    public void Collateral_stays_until_the_stake_is_free()
    {
        TestLedger ledger = AskedBack(TestLedger.Electra);
        AccountId olga = ledger.Fund.Operator;
        Go(ledger, 260);
        Assert.Equal(
            new("BelowRequiredCollateral", "380000001 Gwei", "at most 380000000 Gwei"),
            ledger.Refused(
                olga, static (a, n) => new WithdrawBond(a, n, TestLedger.First, new(380_000_001))));
        Go(ledger, 261);
        ledger.Do(olga, static (a, n) => new WithdrawBond(a, n, TestLedger.First, new(700_000_000)));
    }

    [Fact]
    public void A_late_slashing_delays_only_who_pays_with_the_stake()
    {
        TestLedger seed = AskedBack(TestLedger.Electra);
        TestLedger today = AskedBack(TestLedger.Today);
        Go(seed, 260);
        Go(today, 260);
        seed.Do(seed.Slash(Lock, new(1), default, []));
        today.Do(today.Slash(Lock, new(1), default, []));
        Assert.Equal(new(261), seed.Lock(0).WithdrawableAt);
        Assert.Equal(new(260 + 8192), today.Lock(0).WithdrawableAt);
        Go(seed, 261);
        seed.Do(seed.Lock(0).Owner, static (a, n) => new Release(a, n, Lock));
        Go(today, 8451);
        Assert.Equal("NotYetWithdrawable", today.Refused(
            today.Lock(0).Owner, static (a, n) => new Release(a, n, Lock)).Reason);
        Go(today, 8452);
        today.Do(today.Lock(0).Owner, static (a, n) => new Release(a, n, Lock));
    }

    [Fact]
    public void Who_is_asked_back_after_leaving_waits_from_then_and_is_exposed_no_longer()
    {
        TestLedger ledger = With(TestLedger.Electra, locks: 1);
        ledger.Do(new Penalize(TestLedger.First, default, new(400_000_000), []));
        Go(ledger, 200);
        ledger.Do(ledger.Lock(0).Owner, static (a, n) => new RequestUnlock(a, n, Lock));
        Assert.Equal(new(456), ledger.Lock(0).WithdrawableAt);
        Go(ledger, 260);
        Assert.Equal(1u, ledger.Figures.Locks.Exposed);
        Go(ledger, 261);
        Assert.Equal(0u, ledger.Figures.Locks.Exposed);
    }

    [Fact]
    public void What_collateral_does_not_cover_is_reported()
    {
        TestLedger ledger = With(TestLedger.Electra, locks: 3);
        Assert.Equal(default, Uncovered(ledger));
        ledger.Do(ledger.Lock(0).Owner, static (a, n) => new RequestUnlock(a, n, Lock));

        // The third has its place at once, so that three can be slashed: 0.96 ETH for 0.7.
        Assert.Equal((2u, 3u), (ledger.Figures.Locks.Backed, ledger.Figures.Locks.Exposed));
        Assert.Equal(new(260_000_000), Uncovered(ledger));
        Go(ledger, 260);
        Assert.Equal(new(260_000_000), Uncovered(ledger));
        Go(ledger, 261);
        Assert.Equal(default, Uncovered(ledger));
    }

    private static Gwei Uncovered(TestLedger ledger) =>
        TrustlessPools.Ledger.Collateral.Capacity.Uncovered(ledger.Figures, ledger.Parameters);

    private static void Go(TestLedger ledger, ulong epoch) => ledger.Do(new AdvanceEpoch(new(epoch)));

    /// <summary>One lock whose owner asks for it in epoch 0.</summary>
    private static TestLedger AskedBack(LedgerParameters parameters)
    {
        TestLedger ledger = With(parameters, locks: 1);
        ledger.Do(ledger.Lock(0).Owner, static (a, n) => new RequestUnlock(a, n, Lock));
        return ledger;
    }

    /// <summary>A fund with 0.7 ETH, which is room for two, and locks of an owner each.</summary>
    internal static TestLedger With(LedgerParameters parameters, int locks)
    {
        var ledger = new TestLedger(parameters);
        AccountId olga = ledger.Open("Olga", TestLedger.Eth(1));
        ledger.Do(olga, static (a, n) => new OpenFund(a, n, 0));
        ledger.Do(olga, static (a, n) => new PostBond(a, n, TestLedger.First, new(700_000_000)));
        for (int i = 0; i < locks; i++)
        {
            AccountId ada = ledger.Open($"Ada {i}", TestLedger.Eth(32));
            ledger.Do(ada, static (a, n) => new MakeLock(a, n, TestLedger.First));
        }

        return ledger;
    }
}

using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger;

/// <summary>What is permitted is also computed: nothing overflows, however large.</summary>
public sealed class LedgerLimitsTests
{
    private static readonly AccountId Olga = new(0);

    [Fact]
    public void Many_are_backed_after_one_has_earned_almost_everything()
    {
        TestLedger ledger = With(TestLedger.Seed with { Unit = new(100) }, locks: 1);
        ledger.Do(new Reward(TestLedger.First, new(900_000_000_000_000_000)));
        for (int i = 0; i < 99; i++)
        {
            ledger.Do(Olga, static (a, n) => new MakeLock(a, n, TestLedger.First));
        }

        // A hundred marks of nine tenths of all money.
        Assert.Equal(100u, ledger.Figures.Locks.Backed);
        Assert.Equal(new(900_000_000_000_000_000), ledger.Figures.Owed);
        ledger.Do(new Reward(TestLedger.First, new(1_000)));
        ledger.Do(Olga, static (a, n) => new Settle(a, n, new(TestLedger.First, 99)));
        Assert.Equal(new(10), ledger.Account(Olga).Earned);
    }

    [Fact]
    public void Everything_backs_more_than_anybody_counts()
    {
        var parameters = TestLedger.Seed with { Unit = new(1), Ratio = new(1, uint.MaxValue) };
        TestLedger ledger = With(parameters, locks: 1);
        ledger.Do(new Credit(Olga, new(999_000_000_000_000_000)));
        ledger.Do(Olga, static (a, n) => new PostBond(a, n, TestLedger.First, new(999_000_000_000_000_000)));
        Assert.Equal(ulong.MaxValue, ledger.Capacity);
    }

    [Fact]
    public void Validators_that_need_more_than_there_is_let_nothing_go()
    {
        var parameters = TestLedger.Electra with { Unit = new(1_000_000_000), Ratio = new(uint.MaxValue, 1) };
        Assert.Equal(
            LedgerParameters.AmountMax,
            TrustlessPools.Ledger.Collateral.Capacity.Required(uint.MaxValue, parameters));
        Assert.Equal(
            new(4_294_967_295_000_000_00),
            TrustlessPools.Ledger.Collateral.Capacity.Required(
                1, parameters with { Unit = new(100_000_000) }));
    }

    [Fact]
    public void A_fund_survives_every_loss_that_it_is_told_of()
    {
        TestLedger ledger = With(TestLedger.Seed, locks: 1);
        Gwei most = LedgerParameters.AmountMax;
        ledger.Do(new Penalize(TestLedger.First, default, most, []));
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(
                "AmountTooLarge", ledger.Refused(new Penalize(TestLedger.First, default, most, [])).Reason);
        }

        Assert.Equal(most, ledger.Figures.Penalties);
    }

    /// <summary>A fund with all the collateral that it needs, and locks, all of account 0.</summary>
    private static TestLedger With(LedgerParameters parameters, int locks)
    {
        var ledger = new TestLedger(parameters);
        ledger.Open("Olga", TestLedger.Eth(100));
        ledger.Do(Olga, static (a, n) => new OpenFund(a, n, 0));
        ledger.Do(Olga, static (a, n) => new PostBond(a, n, TestLedger.First, TestLedger.Eth(1)));
        for (int i = 0; i < locks; i++)
        {
            ledger.Do(Olga, static (a, n) => new MakeLock(a, n, TestLedger.First));
        }

        return ledger;
    }
}

using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Refusing;

/// <summary>What is refused of collateral.</summary>
public sealed class CollateralRefusalTests
{
    private readonly TestLedger _ledger = new(TestLedger.Seed);
    private readonly AccountId _olga;

    public CollateralRefusalTests()
    {
        _olga = _ledger.Open("Olga", TestLedger.Eth(100));
        _ledger.Do(_olga, static (a, n) => new OpenFund(a, n, 0));
    }

    [Fact]
    public void Only_who_has_a_bond_takes_from_it_or_is_fined()
    {
        var expected = new Refusal("NoBond", "account 0", "an account with a bond in fund 0");
        Assert.Equal(expected, _ledger.Refused(_olga, Take(1)));
        Assert.Equal(expected, _ledger.Refused(new Fine(TestLedger.First, _olga, new(1))));
        _ledger.Do(_olga, Post(2));
        _ledger.Do(_olga, Take(1));
        _ledger.Do(new Fine(TestLedger.First, _olga, new(1)));
    }

    [Fact]
    public void There_are_no_more_bonds_than_the_schema_has_room_for()
    {
        _ledger.Do(_olga, Post(1));
        for (int i = 1; i < LedgerTypes.BondsMax; i++)
        {
            _ledger.Do(_ledger.Open($"{i}", new(1)), Post(1));
        }

        AccountId late = _ledger.Open("late", new(1));
        Assert.Equal(
            new("TooManyBonds", "bond 1025", "at most 1024 bonds in a fund"),
            _ledger.Refused(late, Post(1)));
        _ledger.Do(_olga, Post(1));
    }

    [Fact]
    public void A_place_that_nobody_needs_is_given_to_the_next()
    {
        AccountId odo = _ledger.Open("Odo", new(10));
        AccountId pia = _ledger.Open("Pia", new(10));
        _ledger.Do(_olga, Post(5));
        _ledger.Do(odo, Post(5));
        _ledger.Do(_olga, Take(5));
        _ledger.Do(new Fine(TestLedger.First, _olga, new(5)));

        // Nothing is left of it, but it was asked for, and has its day.
        _ledger.Do(pia, Post(5));
        Assert.Equal([_olga, odo, pia], _ledger.Fund.Bonds.Select(static b => b.Operator));
        _ledger.Do(new AdvanceEpoch(new(8192)));
        AccountId quin = _ledger.Open("Quin", new(10));
        _ledger.Do(quin, Post(5));
        Assert.Equal([quin, odo, pia], _ledger.Fund.Bonds.Select(static b => b.Operator));
        Assert.Equal("NoBond", _ledger.Refused(_olga, Take(1)).Reason);
        _ledger.Do(_olga, Post(5));
        Assert.Equal([quin, odo, pia, _olga], _ledger.Fund.Bonds.Select(static b => b.Operator));
    }

    [Fact]
    public void A_bond_is_at_least_the_minimum()
    {
        TestLedger ledger = WithMinimum(out AccountId olga);
        Assert.Equal(
            new("BondBelowMinimum", "9999999 Gwei that stay", "at least 10000000 Gwei, or none"),
            ledger.Refused(olga, Post(9_999_999)));
        ledger.Do(olga, Post(10_000_000));
        ledger.Do(olga, Post(1));

        // Charges may leave less; who then adds brings it back to the minimum.
        ledger.Do(new Fine(TestLedger.First, olga, new(5_000_001)));
        Assert.Equal(
            new("BondBelowMinimum", "9999999 Gwei that stay", "at least 10000000 Gwei, or none"),
            ledger.Refused(olga, Post(4_999_999)));
        ledger.Do(olga, Post(5_000_000));
    }

    [Fact]
    public void A_withdrawal_leaves_the_minimum_or_nothing_and_takes_it_or_everything()
    {
        TestLedger ledger = WithMinimum(out AccountId olga);
        ledger.Do(olga, Post(40_000_000));
        Assert.Equal(
            new("BondBelowMinimum", "9999999 Gwei that stay", "at least 10000000 Gwei, or none"),
            ledger.Refused(olga, Take(30_000_001)));
        Assert.Equal(
            new("WithdrawalBelowMinimum", "9999999 Gwei", "at least 10000000 Gwei, or all that stay"),
            ledger.Refused(olga, Take(9_999_999)));
        ledger.Do(olga, Take(10_000_000));
        ledger.Do(olga, Take(20_000_000));
        ledger.Do(new Fine(TestLedger.First, olga, new(1)));
        Assert.Equal("WithdrawalBelowMinimum", ledger.Refused(olga, Take(9_999_998)).Reason);
        ledger.Do(olga, Take(9_999_999));
        Assert.Equal(default, ledger.Figures.Bonds.Staying);
    }

    [Fact]
    public void No_more_is_leaving_than_the_schema_has_room_for()
    {
        _ledger.Do(_olga, Post(2_000));
        for (int i = 0; i < LedgerTypes.LeavingMax; i++)
        {
            _ledger.Do(_olga, Take(1));
        }

        Assert.Equal(
            new("TooManyLeaving", "withdrawal 1025 at a time", "at most 1024 that have not matured"),
            _ledger.Refused(_olga, Take(1)));
        _ledger.Do(new AdvanceEpoch(new(8191)));
        Assert.Equal("TooManyLeaving", _ledger.Refused(_olga, Take(1)).Reason);
        _ledger.Do(new AdvanceEpoch(new(8192)));
        _ledger.Do(_olga, Take(1));
    }

    [Fact]
    public void What_validators_need_stays()
    {
        AccountId ada = _ledger.Open("Ada", TestLedger.Eth(64));
        _ledger.Do(_olga, Post(1_000_000_000));
        _ledger.Do(ada, static (a, n) => new MakeLock(a, n, TestLedger.First));
        _ledger.Do(ada, static (a, n) => new MakeLock(a, n, TestLedger.First));
        Assert.Equal(
            new("BelowRequiredCollateral", "360000001 Gwei", "at most 360000000 Gwei"),
            _ledger.Refused(_olga, Take(360_000_001)));
        _ledger.Do(_olga, Take(360_000_000));
        Assert.Equal(
            new("BelowRequiredCollateral", "1 Gwei", "at most 0 Gwei"), _ledger.Refused(_olga, Take(1)));
        Assert.Equal(2u, _ledger.Figures.Locks.Backed);
    }

    [Fact]
    public void What_is_reserved_stays()
    {
        AccountId ada = _ledger.Open("Ada", TestLedger.Eth(32));
        _ledger.Do(_olga, Post(1_000_000_000));
        _ledger.Do(ada, static (a, n) => new MakeLock(a, n, TestLedger.First));
        _ledger.Do(_ledger.Slash(new(TestLedger.First, 0), new(10_000_000), new(70_000_000), []));
        Assert.Equal(
            new("BelowRequiredCollateral", "600000001 Gwei", "at most 600000000 Gwei"),
            _ledger.Refused(_olga, Take(600_000_001)));
        _ledger.Do(_olga, Take(600_000_000));
    }

    [Fact]
    public void Nobody_takes_what_others_have_put_up()
    {
        AccountId odo = _ledger.Open("Odo", new(50));
        _ledger.Do(_olga, Post(1_000));
        _ledger.Do(odo, Post(50));
        Assert.Equal(new("Overdraft", "51 Gwei", "at most 50 Gwei"), _ledger.Refused(odo, Take(51)));
        _ledger.Do(odo, Take(20));
        Assert.Equal(new("Overdraft", "31 Gwei", "at most 30 Gwei"), _ledger.Refused(odo, Take(31)));
        _ledger.Do(odo, Take(30));
    }

    /// <summary>A fund of an operator, with the minimum that parameters have unless told otherwise.</summary>
    private static TestLedger WithMinimum(out AccountId olga)
    {
        var ledger = new TestLedger(new() { Protocol = Protocol.Seed, Mode = BackingMode.Ideal });
        Assert.Equal(new(10_000_000), ledger.Parameters.MinimumBond);
        olga = ledger.Open("Olga", TestLedger.Eth(1));
        ledger.Do(olga, static (a, n) => new OpenFund(a, n, 0));
        return ledger;
    }

    private static Func<AccountId, ulong, LedgerOperation> Post(ulong amount) =>
        (a, n) => new PostBond(a, n, TestLedger.First, new(amount));

    private static Func<AccountId, ulong, LedgerOperation> Take(ulong amount) =>
        (a, n) => new WithdrawBond(a, n, TestLedger.First, new(amount));
}

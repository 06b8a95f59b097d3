using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Refusing;

/// <summary>What is refused of money that comes, waits on accounts, and goes.</summary>
public sealed class AccountRefusalTests
{
    private readonly TestLedger _ledger = new(TestLedger.Seed);
    private readonly AccountId _ada;

    public AccountRefusalTests() => _ada = _ledger.Open("Ada", new(100));

    [Fact]
    public void Nobody_spends_from_an_account_that_is_not_there()
    {
        var expected = new Refusal("UnknownAccount", "account 1", "one of the 1 accounts");
        Assert.Equal(expected, _ledger.Refused(new Withdraw(new(1), 0, new(1))));
        Assert.Equal(expected, _ledger.Refused(new Credit(new(1), new(1))));
        Assert.Equal("UnknownAccount", _ledger.Refused(new Withdraw(new(uint.MaxValue), 0, new(1))).Reason);
        _ledger.Open("Ben", default);
        _ledger.Do(new Credit(new(1), new(1)));
        _ledger.Do(new Withdraw(new(1), 0, new(1)));
    }

    [Fact]
    public void An_operation_is_applied_once_and_in_order()
    {
        _ledger.Do(new Withdraw(_ada, 0, new(1)));
        Assert.Equal(
            new("WrongNumber", "operation 0 of the account", "operation 1"),
            _ledger.Refused(new Withdraw(_ada, 0, new(1))));
        Assert.Equal(
            new("WrongNumber", "operation 2 of the account", "operation 1"),
            _ledger.Refused(new Withdraw(_ada, 2, new(1))));
        _ledger.Do(new Withdraw(_ada, 1, new(1)));
    }

    [Fact]
    public void What_is_refused_does_not_count_as_an_operation()
    {
        _ledger.Refused(new Withdraw(_ada, 0, new(101)));
        _ledger.Do(new Withdraw(_ada, 0, new(100)));
    }

    [Fact]
    public void An_amount_is_at_least_a_Gwei()
    {
        var expected = new Refusal("ZeroAmount", "0 Gwei", "1 Gwei or more");
        _ledger.Do(_ada, static (a, n) => new OpenFund(a, n, 0));
        _ledger.Do(_ada, static (a, n) => new PostBond(a, n, TestLedger.First, new(10)));
        Assert.Equal(expected, _ledger.Refused(new Credit(_ada, default)));
        Assert.Equal(expected, _ledger.Refused(new Reward(TestLedger.First, default)));
        Assert.Equal(expected, _ledger.Refused(new Penalize(TestLedger.First, default, default, [])));
        Assert.Equal(expected, _ledger.Refused(new Fine(TestLedger.First, _ada, default)));
        Assert.Equal(expected, _ledger.Refused(_ada, static (a, n) => new Withdraw(a, n, default)));
        Assert.Equal(expected, _ledger.Refused(_ada, static (a, n) => new Collect(a, n, default)));
        Assert.Equal(
            expected, _ledger.Refused(_ada, static (a, n) => new PostBond(a, n, TestLedger.First, default)));
        Assert.Equal(
            expected, _ledger.Refused(
                _ada, static (a, n) => new WithdrawBond(a, n, TestLedger.First, default)));
        _ledger.Do(new Credit(_ada, new(1)));
        _ledger.Do(new Reward(TestLedger.First, new(1)));
        _ledger.Do(new Penalize(TestLedger.First, default, new(1), []));
        _ledger.Do(new Fine(TestLedger.First, _ada, new(1)));
        _ledger.Do(_ada, static (a, n) => new Withdraw(a, n, new(1)));
        _ledger.Do(_ada, static (a, n) => new Collect(a, n, new(1)));
        _ledger.Do(_ada, static (a, n) => new PostBond(a, n, TestLedger.First, new(1)));
        _ledger.Do(_ada, static (a, n) => new WithdrawBond(a, n, TestLedger.First, new(1)));
    }

    [Fact]
    public void No_more_comes_in_than_there_will_ever_be()
    {
        _ledger.Do(_ada, static (a, n) => new OpenFund(a, n, 0));
        Assert.Equal(
            new("AmountTooLarge", "999999999999999901 Gwei", "at most 999999999999999900 Gwei"),
            _ledger.Refused(new Credit(_ada, new(LedgerParameters.AmountMax.Value - 99))));
        Assert.Equal(
            "AmountTooLarge", _ledger.Refused(new Credit(_ada, new(ulong.MaxValue))).Reason);
        Assert.Equal(
            new("AmountTooLarge", "999999999999999901 Gwei", "at most 999999999999999900 Gwei"),
            _ledger.Refused(new Reward(TestLedger.First, new(LedgerParameters.AmountMax.Value - 99))));
        _ledger.Do(new Credit(_ada, new(LedgerParameters.AmountMax.Value - 100)));
        Assert.Equal(
            new("AmountTooLarge", "1 Gwei", "at most 0 Gwei"), _ledger.Refused(new Credit(_ada, new(1))));
    }

    [Fact]
    public void Nobody_spends_more_than_is_free()
    {
        _ledger.Do(_ada, static (a, n) => new OpenFund(a, n, 0));
        var expected = new Refusal("Overdraft", "101 Gwei", "at most 100 Gwei");
        Assert.Equal(expected, _ledger.Refused(_ada, static (a, n) => new Withdraw(a, n, new(101))));
        Assert.Equal(
            expected, _ledger.Refused(_ada, static (a, n) => new PostBond(a, n, TestLedger.First, new(101))));
        Assert.Equal(
            "Overdraft",
            _ledger.Refused(_ada, static (a, n) => new Withdraw(a, n, new(ulong.MaxValue))).Reason);
        _ledger.Do(_ada, static (a, n) => new PostBond(a, n, TestLedger.First, new(60)));
        Assert.Equal(
            new("Overdraft", "41 Gwei", "at most 40 Gwei"),
            _ledger.Refused(_ada, static (a, n) => new Withdraw(a, n, new(41))));
        _ledger.Do(_ada, static (a, n) => new Withdraw(a, n, new(40)));
    }

    [Fact]
    public void Nobody_collects_more_than_is_earned()
    {
        _ledger.Do(_ada, static (a, n) => new OpenFund(a, n, 0));
        _ledger.Do(new Reward(TestLedger.First, new(7)));
        Assert.Equal(
            new("Overdraft", "8 Gwei", "at most 7 Gwei"),
            _ledger.Refused(_ada, static (a, n) => new Collect(a, n, new(8))));
        _ledger.Do(_ada, static (a, n) => new Collect(a, n, new(7)));
        Assert.Equal(new(107), _ledger.Account(_ada).Free);
    }

    [Fact]
    public void What_stands_behind_a_bid_is_not_spent_until_it_is_over()
    {
        Assert.Equal("UnknownAccount", _ledger.Refused(new Hold(new(1), new(1))).Reason);
        Assert.Equal("ZeroAmount", _ledger.Refused(new Hold(_ada, default)).Reason);
        Assert.Equal(
            new("Overdraft", "101 Gwei", "at most 100 Gwei"), _ledger.Refused(new Hold(_ada, new(101))));
        _ledger.Do(new Hold(_ada, new(60)));
        Assert.Equal(
            new("Overdraft", "41 Gwei", "at most 40 Gwei"),
            _ledger.Refused(_ada, static (a, n) => new Withdraw(a, n, new(41))));
        Assert.Equal("UnknownAccount", _ledger.Refused(new EndHold(new(1), new(1), default)).Reason);
        Assert.Equal("ZeroAmount", _ledger.Refused(new EndHold(_ada, default, default)).Reason);
        Assert.Equal(
            new("Overdraft", "61 Gwei", "at most 60 Gwei"),
            _ledger.Refused(new EndHold(_ada, new(61), default)));
        Assert.Equal(
            new("Overdraft", "11 Gwei", "at most 10 Gwei"),
            _ledger.Refused(new EndHold(_ada, new(10), new(11))));
        _ledger.Do(new EndHold(_ada, new(60), new(25)));
        Assert.Equal((75UL, 0UL), (_ledger.Account(_ada).Free.Value, _ledger.Account(_ada).Held.Value));
        Assert.Equal(new(25), _ledger.State.Burned);
    }

    [Fact]
    public void A_lock_takes_a_whole_unit()
    {
        _ledger.Do(_ada, static (a, n) => new OpenFund(a, n, 0));
        _ledger.Do(new Credit(_ada, new(31_999_999_899)));
        Assert.Equal(
            new("Overdraft", "32000000000 Gwei", "at most 31999999999 Gwei"),
            _ledger.Refused(_ada, static (a, n) => new MakeLock(a, n, TestLedger.First)));
        _ledger.Do(new Credit(_ada, new(1)));
        _ledger.Do(_ada, static (a, n) => new MakeLock(a, n, TestLedger.First));
        Assert.Equal(default, _ledger.Account(_ada).Free);
    }
}

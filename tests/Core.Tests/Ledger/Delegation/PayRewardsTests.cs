using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Delegation;

/// <summary>The operation by which an epoch's rewards come into the ledger.</summary>
public sealed class PayRewardsTests
{
    private static readonly AccountId Reserve = new(0);
    private static readonly AccountId Alice = new(1);
    private static readonly AccountId Bob = new(2);

    [Fact]
    public void What_is_left_is_the_reserve_s()
    {
        TestLedger ledger = Begin();
        ledger.Do(Pay(100, new(Alice, new(60)), new(Bob, new(30))));
        Assert.Equal(new Gwei(60), ledger.Account(Alice).Earned);
        Assert.Equal(new Gwei(30), ledger.Account(Bob).Earned);
        Assert.Equal(new Gwei(10), ledger.Account(Reserve).Earned);
        Assert.Equal(new Gwei(100), ledger.State.Issued);
    }

    [Fact]
    public void All_may_be_paid_or_nothing()
    {
        TestLedger ledger = Begin();
        ledger.Do(Pay(100, new Payout(Alice, new(100))));
        Assert.Equal(default, ledger.Account(Reserve).Earned);
        ledger.Do(Pay(100));
        Assert.Equal(new Gwei(100), ledger.Account(Reserve).Earned);
        ledger.Do(Pay(100, new Payout(Reserve, new(40))));
        Assert.Equal(new Gwei(200), ledger.Account(Reserve).Earned);
    }

    [Fact]
    public void Nothing_is_no_income() => Refuse("ZeroAmount", Pay(0));

    [Fact]
    public void A_payout_of_nothing_is_rejected() =>
        Refuse("ZeroAmount", Pay(100, new(Alice, new(60)), new(Bob, default)));

    [Fact]
    public void More_than_was_earned_is_rejected()
    {
        Begin().Do(Pay(100, new(Alice, new(60)), new(Bob, new(40))));
        Refuse("PayoutsBeyondIncome", Pay(100, new(Alice, new(60)), new(Bob, new(41))));
        Refuse("PayoutsBeyondIncome", Pay(100, new Payout(Alice, new(ulong.MaxValue))));
    }

    [Fact]
    public void An_account_twice_or_out_of_order_is_rejected()
    {
        Refuse("PayoutsOutOfOrder", Pay(100, new(Bob, new(1)), new(Alice, new(1))));
        Refuse("PayoutsOutOfOrder", Pay(100, new(Alice, new(1)), new(Alice, new(1))));
    }

    [Fact]
    public void An_account_that_is_not_there_is_rejected()
    {
        Refuse("UnknownAccount", Pay(100, new Payout(new(3), new(1))));
        Refuse("UnknownAccount", Pay(100) with { Reserve = new(3) });
        Begin().Do(Pay(100) with { Reserve = Bob });
    }

    [Fact]
    public void More_than_there_is_ether_is_rejected()
    {
        TestLedger ledger = Begin();
        ledger.Do(Pay(1));
        ulong left = LedgerParameters.AmountMax.Value - 1;
        Assert.Equal("AmountTooLarge", ledger.Refused(Pay(left + 1)).Reason);
        ledger.Do(Pay(left));
    }

    private static TestLedger Begin()
    {
        var ledger = new TestLedger(TestLedger.Seed);
        Assert.Equal(
            [Reserve, Alice, Bob], [.. ((string[])["r", "a", "b"]).Select(n => ledger.Open(n, default))]);
        return ledger;
    }

    private static PayRewards Pay(ulong amount, params Payout[] payouts) =>
        new(new(amount), [.. payouts], Reserve);

    private static void Refuse(string reason, PayRewards operation) =>
        Assert.Equal(reason, Begin().Refused(operation).Reason);
}

using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Delegation;

/// <summary>What a staker sees before delegating.</summary>
public sealed class PoolOutlookTests
{
    private static readonly Gwei Rewards = new(30_000_000);

    [Fact]
    public void One_more_unit_is_paid_what_was_foreseen()
    {
        foreach (uint pool in (uint[])[0, 1])
        {
            var story = new DelegationStory();
            TestDelegation ledger = story.Ledger;
            PoolOutlook seen = PoolOutlook.Of(
                ledger.Parameters, ledger.State, new(pool), ledger.Unit, Rewards);
            ledger.Lock(story.Bob, new(pool));
            ledger.BeginUntil(3);
            ledger.Begin(Rewards, pool == 0 ? 5u : 4, pool == 0 ? 6u : 7);
            Assert.True(seen.Now.WithOneMore.Value > 0);
            Assert.Equal(seen.Now.WithOneMore, ledger.Earned(story.Bob));
        }
    }

    [Fact]
    public void Up_to_saturation_a_unit_adds_to_what_a_pool_earns_and_then_only_divides_it()
    {
        DelegationParameters parameters = TestDelegation.Locked;
        Gwei whole = new(1000);
        for (ulong stake = 20; stake < 900; stake++)
        {
            PoolOutlook seen = PoolOutlook.Of(
                parameters, PoolOf(stake), whole, unit: new(10), new(1_000_000_000));
            Assert.Equal(new Gwei(500), seen.Saturated.Stake);
            Assert.Equal(default, seen.Saturated.Marginal);
            Assert.True(seen.Saturated.WithOneMore < seen.Saturated.Average);
            Assert.Equal(stake >= 500, seen.Now.Marginal == default);
            Assert.Equal(stake >= 500, seen.Now.Reward == seen.Saturated.Reward);
            Assert.True(stake < 500 || seen.Now.WithOneMore < seen.Now.Average);
        }
    }

    /// <summary>Half of 1000 is all of it: 500 000 less a cost of 1000 and a tenth of the rest.</summary>
    [Fact]
    public void Amounts_are_those_of_the_curve_and_the_split()
    {
        DelegationParameters parameters = TestDelegation.Locked with { PledgeInfluence = Ratio.Zero };
        SizeOutlook now = PoolOutlook.Of(
            parameters, PoolOf(400), whole: new(1000), unit: new(10), new(1_000_000)).Now;
        Assert.Equal(
            new SizeOutlook(
                new(400),
                Reward: new(400_000),
                Average: new((400_000 - 1000) * 9 / 10 / 40),
                WithOneMore: new((410_000 - 1000) * 9 / 10 / 41),
                Marginal: new(10_000)),
            now);
    }

    [Fact]
    public void A_cap_on_leverage_saturates_a_pool_earlier()
    {
        DelegationParameters parameters = TestDelegation.Locked with { LeverageCap = new Ratio(7, 1) };
        PoolOutlook seen = PoolOutlook.Of(parameters, PoolOf(100), new(1000), new(10), new(1_000_000));
        Assert.Equal(new Gwei(140), seen.Saturated.Stake);
        Assert.Equal(default, seen.Saturated.Marginal);
        Assert.True(seen.Now.Marginal.Value > 0);
    }

    [Fact]
    public void A_pledge_that_is_not_kept_is_seen()
    {
        SnapshotPool broken = PoolOf(100) with { OwnStake = new(19) };
        SizeOutlook now = PoolOutlook.Of(
            TestDelegation.Locked, broken, new(1000), new(10), new(1_000_000)).Now;
        Assert.Equal(new SizeOutlook(new(100), default, default, default, default), now);
    }

    [Fact]
    public void In_liquid_custody_the_unit_is_in_the_whole_already()
    {
        var ledger = new TestDelegation(
            TestDelegation.Liquid with { PledgeInfluence = Ratio.Zero, TargetPools = 1 });
        (AccountId alice, var fund) = ledger.OpenFund("alice", new(600));
        AccountId bob = ledger.Open("bob", new(400));
        PoolId pool = ledger.Register(alice, fund, new(default, default, 0));
        ledger.Do(alice, (a, n) => new DelegateBalance(a, n, pool));
        SizeOutlook now = PoolOutlook.Of(
            ledger.Parameters, ledger.State, pool, ledger.Account(bob).Free, new(1_000_000)).Now;
        Assert.Equal(new Gwei(600_000), now.Reward);
        Assert.Equal(new Gwei(400_000), now.WithOneMore);
    }

    private static SnapshotPool PoolOf(ulong stake) =>
        new(default, default, new(new(20), new(1000), 100_000), new(stake), new(20));
}

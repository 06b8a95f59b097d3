using TrustlessPools.Ledger.Leverage;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Leverage;

/// <summary>Prices at 34 million ETH, which were computed by executing the specification's code.</summary>
public sealed class StrategyPricesTests
{
    private static readonly StrategyPrices Prices = new(StakedNetwork.Reference);

    [Theory]
    [InlineData(1, "0.0647553")]
    [InlineData(100, "0.0737011")]
    [InlineData(1000, "0.155103")]
    [InlineData(10000, "0.976032")]
    public void Slashed_together(ulong validators, string ether)
    {
        var strategy = new Strategy.SlashedTogether(validators);
        Gwei price = Prices.PerValidator(strategy);
        Assert.Equal(ether, Decimals.Of(new(price.Value, 1_000_000_000), 7));
        Assert.Equal(price * validators, Prices.Total(strategy));
    }

    [Fact]
    public void A_day_of_absence_costs_225_missed_votes() => Assert.Equal(
        new Gwei(225 * 6940), Prices.PerValidator(new Strategy.Absent(1, Epochs: 225)));

    /// <summary>206 days, and two and a half: then the collateral of seed 001 is used up.</summary>
    [Fact]
    public void One_percent_lasts_half_a_year_of_absence_and_two_days_of_a_leak()
    {
        var percent = new Gwei(320_000_000);
        Assert.True(Prices.PerValidator(new Strategy.Absent(1, Epochs: 46_435)) < percent);
        Assert.True(Prices.PerValidator(new Strategy.Absent(1, Epochs: 46_436)) >= percent);
        Assert.True(Prices.PerValidator(new Strategy.AbsentInLeak(1, Epochs: 577)) < percent);
        Assert.True(Prices.PerValidator(new Strategy.AbsentInLeak(1, Epochs: 578)) >= percent);
    }

    [Fact]
    public void Nobody_loses_more_than_the_stake()
    {
        ulong all = StakedNetwork.Reference.ValidatorsMax;
        Assert.Equal(
            Gwei.ValidatorStake, Prices.PerValidator(new Strategy.SlashedTogether(all / 2)));
    }

    [Fact]
    public void Validators_that_are_not_there_have_no_price()
    {
        ulong all = StakedNetwork.Reference.ValidatorsMax;
        Assert.Throws<InvariantBrokenException>(() =>
            Prices.PerValidator(new Strategy.SlashedTogether(all + 1)));
        Assert.Equal(default, Prices.Total(new Strategy.SlashedTogether(0)));
    }
}

using TrustlessPools.Mining.Payouts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Tests.Payouts;

/// <summary>How long small miners wait.</summary>
public sealed class EntranceTests
{
    /// <summary>A ten-thousandth of the network waits 69.4 days, whatever the window.</summary>
    [Theory]
    [InlineData(1, 1, 1, 144)]
    [InlineData(1, 100, 25, 36)]
    [InlineData(1, 10_000, 625, 9)]
    public void A_first_block_takes_its_days(int numerator, int denominator, int days, int divisor) =>
        Assert.Equal(new Ratio(days, divisor), Entrance.DaysExpected(new(numerator, denominator)));

    [Fact]
    public void A_miner_as_large_as_a_block_of_the_window_is_missed_by_it_in_one_of_e_cases()
    {
        Ratio chance = Entrance.ChanceOfNone(new(1, 2016), 2016);
        Assert.Equal(3677, (chance * Ratio.FromInteger(10_000)).Floor());
        Assert.Equal(Ratio.One, Entrance.ChanceOfNone(Ratio.Zero, 2016));
        Assert.Equal(Ratio.Zero, Entrance.ChanceOfNone(Ratio.One, 2016));
        Assert.Equal(Ratio.One, Entrance.ChanceOfNone(Ratio.One, 0));
    }
}

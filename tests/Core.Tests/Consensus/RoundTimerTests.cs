using TrustlessPools.Consensus;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Consensus;

public sealed class RoundTimerTests
{
    [Theory]
    [InlineData(1, 750)]
    [InlineData(2, 1500)]
    [InlineData(5, 12_000)]
    [InlineData(6, 20_000)]
    [InlineData(7, 20_000)]
    [InlineData(uint.MaxValue, 20_000)]
    public void Lengths_double_up_to_the_bound(uint round, long milliseconds) =>
        Assert.Equal(new Duration(milliseconds), new RoundTimer(new(750), new(20_000)).After(new(round)));

    [Fact]
    public void The_greatest_bound_does_not_overflow() => Assert.Equal(
        new Duration(long.MaxValue), new RoundTimer(new(1), new(long.MaxValue)).After(new(uint.MaxValue)));

    [Fact]
    public void A_bound_below_the_first_length_is_the_length() =>
        Assert.Equal(new Duration(5), new RoundTimer(new(10), new(5)).After(Round.First));
}

using TrustlessPools.Economics.Cardano;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Economics.Cardano;

public sealed class LovelaceTests
{
    [Theory]
    [InlineData(10UL, 1, 3, 3UL)]
    [InlineData(9UL, 1, 3, 3UL)]
    [InlineData(0UL, 7, 3, 0UL)]
    [InlineData(ulong.MaxValue, 1, 1, ulong.MaxValue)]
    public void Scaling_rounds_down(ulong amount, int numerator, int denominator, ulong scaled) =>
        Assert.Equal(
            new Lovelace(scaled), new Lovelace(amount).ScaleFloor(new Ratio(numerator, denominator)));

    [Fact]
    public void Scaling_below_zero_is_a_defect_and_beyond_what_fits_throws()
    {
        Assert.Throws<InvariantBrokenException>(static () => new Lovelace(1).ScaleFloor(new Ratio(-1, 2)));
        Assert.Throws<OverflowException>(static () =>
            new Lovelace(ulong.MaxValue).ScaleFloor(new Ratio(2, 1)));
    }

    [Fact]
    public void Arithmetic_is_checked()
    {
        Assert.Throws<OverflowException>(static () => new Lovelace(ulong.MaxValue) + new Lovelace(1));
        Assert.Throws<OverflowException>(static () => new Lovelace(1) - new Lovelace(2));
    }

    [Fact]
    public void A_part_of_nothing_is_nothing()
    {
        Assert.Equal(new Ratio(1, 3), new Lovelace(2).PartOf(new(6)));
        Assert.Equal(Ratio.Zero, new Lovelace(2).PartOf(default));
    }
}

using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Primitives;

public sealed class GweiTests
{
    [Theory]
    [InlineData(10UL, 1, 3, 3UL, 4UL)]
    [InlineData(9UL, 1, 3, 3UL, 3UL)]
    [InlineData(1UL, 1, 1000, 0UL, 1UL)]
    [InlineData(0UL, 7, 3, 0UL, 0UL)]
    [InlineData(10UL, 0, 1, 0UL, 0UL)]
    [InlineData(10UL, 7, 3, 23UL, 24UL)]
    [InlineData(ulong.MaxValue, 1, 1, ulong.MaxValue, ulong.MaxValue)]
    [InlineData(ulong.MaxValue, 1, 2, ulong.MaxValue / 2, (ulong.MaxValue / 2) + 1)]
    public void Scaling_rounds_as_its_name_says(
        ulong amount, int numerator, int denominator, ulong floor, ulong ceiling)
    {
        var ratio = new Ratio(numerator, denominator);
        Assert.Equal(new Gwei(floor), new Gwei(amount).ScaleFloor(ratio));
        Assert.Equal(new Gwei(ceiling), new Gwei(amount).ScaleCeiling(ratio));
    }

    [Fact]
    public void Scaling_beyond_what_fits_throws()
    {
        var most = new Gwei(ulong.MaxValue);
        var above = new Ratio(ulong.MaxValue, ulong.MaxValue - 1);
        Assert.Throws<OverflowException>(() => most.ScaleFloor(above));
        Assert.Throws<OverflowException>(() => most.ScaleCeiling(above));
    }

    [Fact]
    public void Scaling_by_a_negative_ratio_is_a_defect()
    {
        Assert.Throws<InvariantBrokenException>(static () => new Gwei(1).ScaleFloor(new Ratio(-1, 2)));
        Assert.Throws<InvariantBrokenException>(static () => new Gwei(1).ScaleCeiling(new Ratio(-1, 2)));
    }
}

using TrustlessPools.Ledger.Leverage;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Leverage;

public sealed class LeverageFactorTests
{
    [Theory]
    [InlineData("9", "1", "9")]
    [InlineData("1", "3", "1/3")]
    [InlineData("0", "3", "0")]
    [InlineData("0", "0", "0")]
    [InlineData("0", "-1", "0")]
    [InlineData("1", "0", "infinite")]
    [InlineData("1", "-1", "infinite")]
    public void A_harm_that_costs_nothing_or_pays_has_no_bound(string harm, string cost, string expected) =>
        Assert.Equal(expected, LeverageFactor.Of(Of(harm), Of(cost)).ToString());

    [Fact]
    public void Infinite_is_above_all_numbers_and_none()
    {
        var large = LeverageFactor.Finite(Of("1e30"));
        Assert.True(LeverageFactor.Infinite > large);
        Assert.True(large > default(LeverageFactor));
        Assert.False(LeverageFactor.Infinite.TryGet(out _));
        Assert.True(large.TryGet(out Ratio value));
        Assert.Equal(Of("1e30"), value);
        Assert.Equal(LeverageFactor.Infinite, LeverageFactor.Of(Of("1"), default));
    }

    [Fact]
    public void A_negative_harm_is_none() =>
        Assert.Throws<InvariantBrokenException>(static () => LeverageFactor.Of(Of("-1"), Ratio.One));

    private static Ratio Of(string text) => Ratio.TryParse(text, out Ratio ratio)
        ? ratio
        : throw new Xunit.Sdk.XunitException(text);
}

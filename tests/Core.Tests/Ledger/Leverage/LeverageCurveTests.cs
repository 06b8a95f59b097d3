using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Leverage;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Leverage;

/// <summary>Leverage is not constant: a few slashed alone are paid for, a whole network is not.</summary>
public sealed class LeverageCurveTests
{
    private static readonly StrategyPrices Prices = new(StakedNetwork.Reference);
    private static readonly PoolDesign OnePercent = Designs.Collateral(new(1, 100), Protocol.Seed);

    /// <summary>
    /// Published are 2825, 6367 and 16992, "about": what 0.0647 ETH + 96 N 32 / T comes to. The exact price
    /// lies beside it by what the slashed lose before their correlation penalty is due.
    /// </summary>
    [Theory]
    [InlineData(1, 2825, 2828)]
    [InlineData(2, 6367, 6337)]
    [InlineData(5, 16992, 16741)]
    public void Collateral_pays_for_so_many_slashed_together(int percent, int published, int exact)
    {
        Ratio collateral = Ratio.FromInteger(32) * new Ratio(percent, 100);
        Ratio perValidator = new(96 * 32, 34_000_000);
        Assert.Equal(published, ((collateral - new Ratio(647, 10_000)) / perValidator).Floor());
        ulong last = LeverageCurve.LastPaidInFull(
            Designs.Collateral(new(percent, 100), Protocol.Seed), Prices);
        Assert.Equal((ulong)exact, last);
        Assert.InRange(last, (ulong)published * 98 / 100, (ulong)published * 102 / 100);
    }

    [Fact]
    public void Up_to_that_number_leverage_is_1_and_beyond_it_more()
    {
        for (ulong n = 2800; n < 2860; n++)
        {
            LeverageRow row = At(n);
            Assert.True(row.Realised.Value.TryGet(out Ratio realised));
            Assert.Equal(n > 2828, realised > Ratio.One);
            Assert.Equal(n > 2828, row.Coverage.Value < Ratio.One);
            Assert.Equal(n <= 2828, realised == Ratio.One && row.Coverage.Value == Ratio.One);
        }
    }

    [Fact]
    public void When_all_is_lost_leverage_is_that_of_control()
    {
        LeverageRow row = At(StakedNetwork.Reference.ValidatorsMax / 2);
        Assert.Equal(LeverageFactor.Finite(Ratio.FromInteger(100)), row.Realised.Value);
        Assert.Equal(row.Control, row.Realised.Value);
        Assert.Equal(new Ratio(1, 100), row.Coverage.Value);
    }

    [Fact]
    public void Leverage_never_falls_along_the_curve_and_never_passes_control()
    {
        LeverageFactor before = default;
        foreach (LeverageRow row in LeverageCurve.Of(
            OnePercent, LogAxis.Numbers(StakedNetwork.Reference.ValidatorsMax, steps: 6), Prices))
        {
            Assert.True(before <= row.Realised.Value, $"{row.Validators} slashed");
            Assert.True(row.Realised.Value <= row.Control);
            Assert.Equal(default, row.Griefing);
            before = row.Realised.Value;
        }
    }

    [Fact]
    public void An_axis_holds_powers_of_ten_and_its_ends()
    {
        Assert.Equal([1, 2, 4, 10, 21, 46, 100, 215, 464, 1000, 1060], LogAxis.Numbers(1060, steps: 3));
        Assert.Equal([1, 10, 100, 1000], LogAxis.Numbers(1000, steps: 1));
        Assert.Equal([1], LogAxis.Numbers(1, steps: 20));
        Assert.Equal([1, 2, 3, 4, 5], LogAxis.Numbers(5, steps: 1000));
    }

    private static LeverageRow At(ulong slashed) =>
        OnePercent.Row(slashed, new Strategy.SlashedTogether(slashed), Prices);
}

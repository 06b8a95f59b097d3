using System.Numerics;
using TrustlessPools.Committees.Sizing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Committees.Sizing;

public sealed class EnclosureTests
{
    private static readonly Ratio WidthMax = new(1, BigInteger.Pow(10, 57));

    [Fact]
    public void The_exact_chance_lies_within_bounds_that_are_as_close_as_proved()
    {
        const ulong GeneratorSeed = 4;
        var generator = new SeededGenerator(GeneratorSeed);
        for (int run = 0; run < 300; run++)
        {
            // From one half down to about 10^-30.
            BigInteger denominator = 8 + (BigInteger)(generator.NextUInt64() >> generator.NextBelow(64));
            denominator *= generator.NextChance(1, 2) ? 1 : BigInteger.Pow(10, generator.NextBelow(12));
            var perDraw = new Ratio(1 + generator.NextBelow(4), denominator);
            int draws = generator.NextBelow(100);
            var never = new Ratio(
                BigInteger.Pow(perDraw.Denominator - perDraw.Numerator, draws),
                BigInteger.Pow(perDraw.Denominator, draws));
            Ratio exact = Ratio.One - never;

            var enclosure = Enclosure.AtLeastOnce(perDraw, draws);
            Ratio lower = enclosure.Lower.ToRatio();
            Ratio upper = enclosure.Upper.ToRatio();
            string about = $"Generator seed {GeneratorSeed}, run {run}: {perDraw} in {draws} draws";
            Assert.True(lower <= exact && exact <= upper, about);
            Assert.True(upper - lower <= exact * WidthMax, about);
        }
    }

    /// <summary>Computed with 400 digits by another implementation.</summary>
    [Theory]
    [InlineData(24, 16, 5, "7.2300789836472452492693380677406612536221344900960e-2")]
    [InlineData(128, 86, 3, "4.5592192499446610462561049898233578419850975840557e-10")]
    public void Fifty_digits_are_shown_rightly(int seats, int threshold, int oneIn, string perYear)
    {
        RiskAnswer answer = CommitteeSizing.Assess(new()
        {
            Population = new OperatorPopulation.Unbounded { Adversarial = new(1, oneIn) },
            Shape = new(Seats: seats, Threshold: threshold),
            DrawsPerYear = 82_125,
        });
        CommitteeRisk risk = Assert.IsType<RiskAnswer.Assessed>(answer).Risk;
        Assert.Equal(perYear, risk.TakeOver.PerYear.ToString(Enclosure.DigitsShownMax));
    }

    [Fact]
    public void What_is_exact_stays_exact()
    {
        AssertExact(Ratio.Zero, Enclosure.AtLeastOnce(new Ratio(1, 7), draws: 0));
        AssertExact(Ratio.Zero, Enclosure.AtLeastOnce(Ratio.Zero, draws: 1000));
        AssertExact(Ratio.One, Enclosure.AtLeastOnce(Ratio.One, draws: int.MaxValue));
        AssertExact(new(1, 8), Enclosure.AtLeastOnce(new Ratio(1, 8), draws: 1));
        AssertExact(new(15, 16), Enclosure.AtLeastOnce(new Ratio(1, 2), draws: 4));
    }

    [Fact]
    public void The_most_draws_keep_the_bounds_close_and_below_one()
    {
        var enclosure = Enclosure.AtLeastOnce(new Ratio(1, 3_000_000_000), int.MaxValue);
        Ratio lower = enclosure.Lower.ToRatio();
        Ratio upper = enclosure.Upper.ToRatio();
        Assert.True(lower < upper && upper - lower <= lower * WidthMax);

        // Computed with 50 digits by another implementation.
        Assert.Equal("5.1121271417171395750113216234005177185e-1", enclosure.ToString(38));
        Assert.True(Enclosure.AtLeastOnce(new Ratio(1, 3), int.MaxValue).Upper.ToRatio() <= Ratio.One);
    }

    [Fact]
    public void A_bound_holds_only_when_it_surely_does()
    {
        var third = Enclosure.AtLeastOnce(new Ratio(1, 3), draws: 1);
        Assert.True(third.Lower.ToRatio() < new Ratio(1, 3) && third.Upper.ToRatio() > new Ratio(1, 3));
        Assert.False(third.IsAtMost(new(1, 3)));
        Assert.True(third.IsAtMost(third.Upper.ToRatio()));
    }

    [Fact]
    public void Digits_that_the_bounds_leave_open_are_rounded_up()
    {
        var lower = ScientificDecimal.Of(new(1234, 10000), digits: 60);
        var upper = ScientificDecimal.Of(new(1236, 10000), digits: 60);
        var enclosure = new Enclosure(lower, upper);
        Assert.Equal("1.2e-1", enclosure.ToString(2));
        Assert.Equal("1.24e-1", enclosure.ToString(3));
        Assert.Equal("1.236e-1", enclosure.ToString(4));
    }

    [Fact]
    public void What_is_no_probability_is_a_defect()
    {
        var third = new Ratio(1, 3);
        Assert.Throws<InvariantBrokenException>(() => Enclosure.AtLeastOnce(Ratio.One + third, draws: 1));
        Assert.Throws<InvariantBrokenException>(() => Enclosure.AtLeastOnce(-third, draws: 1));
        Assert.Throws<InvariantBrokenException>(() => Enclosure.AtLeastOnce(third, draws: -1));
    }

    private static void AssertExact(Ratio expected, Enclosure enclosure)
    {
        Assert.Equal(expected, enclosure.Lower.ToRatio());
        Assert.Equal(expected, enclosure.Upper.ToRatio());
    }
}

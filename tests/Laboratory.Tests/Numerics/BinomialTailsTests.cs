using TrustlessPools.Committees.Sizing;
using TrustlessPools.Laboratory.Numerics;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.Tests.Numerics;

public sealed class BinomialTailsTests
{
    /// <summary>Against the integers by which committees are sized, also where tails are tiny.</summary>
    [Theory]
    [InlineData(4, 1, 5)]
    [InlineData(25, 1, 10)]
    [InlineData(128, 1, 3)]
    [InlineData(512, 1, 50)]
    [InlineData(40, 39, 40)]
    public void Tails_are_those_of_exact_sizing(int trials, int marked, int all)
    {
        var tails = new BinomialTails(trials, Numbers.Of(new Ratio(marked, all)));
        for (int t = 1; t <= trials; t++)
        {
            var answer = (RiskAnswer.Assessed)CommitteeSizing.Assess(new()
            {
                Population = new OperatorPopulation.Unbounded { Adversarial = new(marked, all) },
                Shape = new(trials, t),
            });
            double exact = Numbers.Of(answer.Risk.TakeOver.PerDraw);
            if (exact > 1e-290)
            {
                Assert.InRange(tails.AtLeast(t) / exact, 1 - 1e-12, 1 + 1e-12);
            }
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public void What_is_certain_is_certain(double chance, double expected)
    {
        var tails = new BinomialTails(7, chance);
        Assert.Equal(1, tails.AtLeast(0));
        Assert.Equal(expected, tails.AtLeast(1));
        Assert.Equal(expected, tails.AtLeast(7));
        Assert.Equal(0, tails.AtLeast(8));
    }
}

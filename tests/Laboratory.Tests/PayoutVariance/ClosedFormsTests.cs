using TrustlessPools.Laboratory.PayoutVariance;
using TrustlessPools.Laboratory.Questions;

namespace TrustlessPools.Laboratory.Tests.PayoutVariance;

public sealed class ClosedFormsTests
{
    /// <summary>
    /// Each coefficient counted out: a block at j counts 1 - s if it lies within, and s/W for each of the
    /// blocks after it within both its window and the horizon.
    /// </summary>
    [Theory]
    [InlineData(1, 7, 0.6)]
    [InlineData(5, 7, 1)]
    [InlineData(7, 7, 0.25)]
    [InlineData(30, 7, 1)]
    [InlineData(30, 7, 0.9)]
    public void The_sum_of_squares_is_that_of_the_coefficients(int n, int window, double share)
    {
        double sum = 0;
        for (int j = 1 - window; j <= n; j++)
        {
            int paid = Enumerable.Range(j + 1, window).Count(i => i >= 1 && i <= n);
            double coefficient = (j >= 1 ? 1 - share : 0) + (share * paid / window);
            sum += coefficient * coefficient;
        }

        Assert.Equal(sum, ClosedForms.SquaredCoefficients(n, window, share), 10);
    }

    /// <summary>mining.md's measured value: repaired, one block, 0.11 to 0.13 of solo's deviation.</summary>
    [Fact]
    public void A_pool_of_everybody_divides_like_one_block_of_the_window() => Assert.Equal(
        1.0 / 432, ClosedForms.Sharing(1, 1, 0.01, 432, 1) / ClosedForms.Solo(1, 0.01), 12);

    /// <summary>
    /// 18 means over 300 replicas each, whose distances are at most 5 standard errors: by the normal
    /// distribution that goes wrong by chance once in 100,000 runs of 18, and the seed is fixed.
    /// </summary>
    [Fact]
    public void Samples_lie_within_five_standard_errors()
    {
        const int Window = 60;
        var question = new PayoutVarianceQuestion();
        Evidence evidence = Runs.Observe(
            question, seed: 4, replicas: 300, $"window={Window}", "share=9/10", "pool=1/3", "miners=1/50,1/5",
            "horizons=1,20,60,240,1000", "blocks=12000");
        foreach ((string name, double q) in new[] { ("1/50", 0.02), ("1/5", 0.2) })
        {
            foreach (long horizon in new long[] { 1, 20, 60, 240, 1000 })
            {
                Estimate sharing = evidence.Of($"variance.sharing.q{name}.h{horizon}");
                double exact = ClosedForms.Sharing(horizon, 1.0 / 3, q, Window, 0.9);
                Assert.InRange((sharing.Mean - exact) / sharing.StandardError, -5, 5);
                Estimate solo = evidence.Of($"variance.solo.q{name}.h{horizon}");
                double alone = ClosedForms.Solo(horizon, q / 3);
                Assert.InRange((solo.Mean - alone) / solo.StandardError, -5, 5);
            }
        }
    }

    /// <summary>
    /// The simulator pays by the live rule: another weight, another share or another window is another
    /// output.
    /// </summary>
    [Fact]
    public void The_live_rule_decides_the_golden_output()
    {
        string[] small = ["window=20", "blocks=2000", "horizons=1,100", "miners=1/10"];
        string Golden(params string[] changes) => Runs.Fingerprint(
            Runs.Observe(new PayoutVarianceQuestion(), seed: 1, replicas: 2, [.. small, .. changes]));
        string golden = Golden();
        Assert.Equal(golden, Golden());
        Assert.NotEqual(golden, Golden("share=1"));
        Assert.NotEqual(golden, Golden("window=21"));
        Assert.NotEqual(golden, Golden("pool=1"));
    }
}

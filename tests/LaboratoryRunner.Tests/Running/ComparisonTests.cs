using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Scenarios;
using TrustlessPools.Laboratory.Tests.Scenarios;
using TrustlessPools.LaboratoryRunner.Running;

namespace TrustlessPools.LaboratoryRunner.Tests.Running;

public sealed class ComparisonTests
{
    private static readonly Measure Height = new("height", "m", "How high.");

    [Fact]
    public void Runs_of_different_seeds_are_independent_samples()
    {
        Comparison row = Assert.Single(Comparison.Of(Of(1, Height, 1, 2, 3), Of(2, Height, 5, 9)));

        // Variances 1 and 8 over 3 and 2 replicas.
        Assert.Equal(5, row.Difference, 12);
        Assert.Equal(Math.Sqrt((1.0 / 3) + (8.0 / 2)), row.StandardError, 12);
        Assert.True(row.IsSignificant);
        Assert.Equal(row.High - 5, 5 - row.Low, 12);
    }

    [Fact]
    public void Runs_of_one_seed_are_compared_replica_by_replica_as_far_as_both_go()
    {
        Comparison row = Assert.Single(
            Comparison.Of(Of(1, Height, 1, 100, 50), Of(1, Height, 2, 103, 51, 70)));
        Assert.Equal(5.0 / 3, row.Difference, 12);
        Assert.Equal(2.0 / 3, row.StandardError, 12);
        Assert.Equal(3, row.Right.Count);
        Assert.True(row.IsSignificant);
    }

    [Fact]
    public void One_replica_says_nothing_of_its_spread() =>
        Assert.False(Assert.Single(Comparison.Of(Of(1, Height, 1), Of(1, Height, 2))).IsSignificant);

    [Fact]
    public void Runs_without_a_common_measure_are_refused() => CoinRun.AssertRefused(
        "NothingInCommon",
        "two runs without a common measure",
        () => Comparison.Of(Of(1, Height, 1), Of(1, Height with { Name = "width" }, 1)));

    /// <summary>
    /// Of 1000 comparisons of what does not differ, 50 are expected to look as if it did; by the binomial
    /// distribution fewer than 24 or more than 82 come by chance in fewer than 1 of 20,000 such tests.
    /// </summary>
    [Fact]
    public void One_comparison_in_twenty_without_any_difference_is_significant()
    {
        var question = new CoinTosses();
        Scenario scenario = question.Schema.Defaults().With("tosses", 20L);
        IExperiment experiment = question.Prepare(scenario, out _)!;
        int significant = 0;
        for (ulong seed = 1; seed <= 1000; seed++)
        {
            Evidence left = Tossed(experiment, question, seed);
            Evidence right = Tossed(experiment, question, seed + 1000);
            significant += Comparison.Of(left, right)[0].IsSignificant ? 1 : 0;
        }

        Assert.InRange(significant, 24, 82);
    }

    private static Evidence Tossed(IExperiment experiment, CoinTosses question, ulong seed) => new(
        question.Schema.Defaults(),
        seed,
        experiment.Measures,
        [.. Enumerable.Range(0, 100).Select(r => experiment.Observe(new(seed, (uint)r)))]);

    private static Evidence Of(ulong seed, Measure measure, params double[] values) => new(
        new CoinTosses().Schema.Defaults(),
        seed,
        [measure],
        [.. values.Select(static v => new Observation([v]))]);
}

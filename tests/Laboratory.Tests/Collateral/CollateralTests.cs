using TrustlessPools.Laboratory.Collateral;
using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Reporting;

namespace TrustlessPools.Laboratory.Tests.Collateral;

public sealed class CollateralTests
{
    private static readonly string[] Small =
        ["locks=30", "years=1", "events=3", "lone-faults=1/10", "slashed-together=20000",
            "ratios=1/100,1/10"];

    /// <summary>
    /// The number of events is binomial: a mean over 200 replicas within 5 standard errors is missed by
    /// chance once in a million runs, and the seed is fixed.
    /// </summary>
    [Fact]
    public void Events_come_as_often_as_they_are_said_to()
    {
        Evidence evidence = Runs.Observe(new CollateralQuestion(), seed: 6, replicas: 60, Small);
        Estimate events = evidence.Of("events");
        Assert.InRange((events.Mean - 3) / events.StandardError, -5, 5);
        Assert.Equal(3 * (1 - (3.0 / 365)), events.Variance, 1.5);
    }

    /// <summary>More collateral never leaves more unpaid of the same days.</summary>
    [Fact]
    public void More_collateral_covers_more_of_the_same_fate()
    {
        Evidence evidence = Runs.Observe(new CollateralQuestion(), seed: 7, replicas: 10, Small);
        int Column(string name) => evidence.Measures.Index().Single(m => m.Item.Name == name).Index;
        Assert.All(evidence.Observations, o => Assert.True(
            o.Values[Column("shortfall.c1/10")] <= o.Values[Column("shortfall.c1/100")]));
        Assert.True(evidence.Of("shortfall.c1/100").Mean > 0);
    }

    /// <summary>economics.md's exact limits of full coverage: 2828, 6337 and 16741 at 1, 2 and 5 %.</summary>
    [Fact]
    public void The_limits_of_full_coverage_are_the_exact_ones()
    {
        var question = new CollateralQuestion();
        string[] changes = ["locks=3", "years=1", "ratios=1/100,1/50,1/20"];
        Report report = Runs.Prepare(question, changes)
            .Conclude(Runs.Observe(question, seed: 1, replicas: 2, changes));
        Table limits = report.Tables.Single(static t => t.Name == "limits");
        Assert.Equal([2828, 6337, 16_741], limits.Rows.Select(static r => r[1].Number!.Value));
    }

    /// <summary>The ledger decides: with other parameters of it the same days end otherwise.</summary>
    [Fact]
    public void The_live_ledger_decides_the_golden_output()
    {
        string Golden(string ratios) => Runs.Fingerprint(Runs.Observe(
            new CollateralQuestion(), seed: 1, replicas: 2, [.. Small[..^1], $"ratios={ratios}"]));
        Assert.Equal(Golden("1/100"), Golden("1/100"));
        Assert.NotEqual(Golden("1/100"), Golden("1/99"));
    }
}

using TrustlessPools.Committees.Sizing;
using TrustlessPools.Laboratory.CommitteeCapture;
using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.Tests.CommitteeCapture;

public sealed class CommitteeCaptureTests
{
    private static readonly string[] Small =
    [
        "operators=60", "seats=4,7", "thresholds=2/3", "term-days=5,20", "years=1", "corruption=1/300",
            "recovery=1/50",
        "leaving=1/400", "erasure=1/2", "draws=2000",
    ];

    /// <summary>
    /// 8 means over 400 replicas within 5 standard errors of the exact expectation: by chance that fails once
    /// in 200,000 runs, and the seed is fixed.
    /// </summary>
    [Fact]
    public void Versions_that_are_seen_are_as_many_as_expected()
    {
        var question = new CommitteeCaptureQuestion();
        var experiment = (CommitteeCaptureExperiment)Runs.Prepare(question, Small);
        Evidence evidence = Runs.Observe(question, seed: 5, replicas: 400, Small);
        foreach (var shape in experiment.Shapes)
        {
            foreach (long term in experiment.Terms)
            {
                Estimate versions = evidence.Of(CommitteeCaptureExperiment.Versions(shape, term));
                double exact = experiment.ExpectedVersions(shape, term);
                Assert.True(exact > 0.05, "The test looks at something that happens.");
                Assert.InRange((versions.Mean - exact) / versions.StandardError, -5, 5);
                Estimate stalled = evidence.Of(CommitteeCaptureExperiment.Stalled(shape, term));
                Assert.InRange((stalled.Mean - experiment.StalledDay(shape)) / stalled.StandardError, -5, 5);
            }
        }
    }

    /// <summary>As above: 4 means within 5 standard errors.</summary>
    [Fact]
    public void Hand_overs_are_stopped_as_often_as_expected()
    {
        var question = new CommitteeCaptureQuestion();
        var experiment = (CommitteeCaptureExperiment)Runs.Prepare(question, Small);
        Evidence evidence = Runs.Observe(question, seed: 6, replicas: 400, Small);
        foreach (var shape in experiment.Shapes)
        {
            foreach (long term in experiment.Terms)
            {
                Estimate stops = evidence.Of(CommitteeCaptureExperiment.Stops(shape, term));
                double exact = experiment.ExpectedStops(shape, term);
                Assert.True(exact > 0.05, "The test looks at something that happens.");
                Assert.InRange((stops.Mean - exact) / stops.StandardError, -5, 5);
            }
        }
    }

    /// <summary>A lower threshold is seen more often, a higher one stopped more often.</summary>
    [Fact]
    public void A_threshold_trades_seen_versions_for_stopped_hand_overs()
    {
        var losses = ((CommitteeCaptureExperiment)Runs.Prepare(new CommitteeCaptureQuestion(), Small))
            .Losses(seats: 7, term: 5);
        for (int t = 2; t <= losses.Seats; t++)
        {
            Assert.True(losses.Seen(t) < losses.Seen(t - 1));
            Assert.True(losses.Stopped(t) > losses.Stopped(t - 1));
            Assert.True(losses.Losses(losses.Best) <= losses.Losses(t));
        }
    }

    /// <summary>The simulator's two thirds are the live quorum: another rule for it fails here.</summary>
    [Fact]
    public void Two_thirds_of_the_seats_are_the_live_quorum()
    {
        for (int n = 1; n <= 512; n++)
        {
            var experiment = (CommitteeCaptureExperiment)Runs.Prepare(
                new CommitteeCaptureQuestion(), "operators=512", $"seats={n}", "draws=0");
            Assert.Equal([CommitteeShape.WithQuorum(n)], experiment.ShapesOf(new(2, 3)));
        }
    }

    [Fact]
    public void Another_threshold_gives_other_numbers()
    {
        string Golden(string part) => Runs.Fingerprint(Runs.Observe(
            new CommitteeCaptureQuestion(), seed: 7, replicas: 2, [.. Small, $"thresholds={part}"]));
        Assert.Equal(Golden("2/3"), Golden("2/3"));
        Assert.NotEqual(Golden("2/3"), Golden("1/2"));
    }

    [Fact]
    public void In_the_long_run_as_many_are_taken_over_as_are_taken_back()
    {
        var adversary = new MobileAdversary(new(1, 100), new(1, 10), Ratio.Zero, Ratio.One);
        Assert.Equal(0.01 / 0.11, adversary.StationaryPart, 12);
    }

    [Fact]
    public void Without_corruption_no_share_is_seen()
    {
        var adversary = new MobileAdversary(Ratio.Zero, new(1, 10), new(1, 10), Ratio.Zero);
        Assert.Equal(0, adversary.KnowsShare(term: 1000, after: 1000));
    }

    /// <summary>A share that is kept for ever by who is never honest again is seen in the end.</summary>
    [Fact]
    public void What_is_not_erased_is_seen_in_the_end()
    {
        var keeps = new MobileAdversary(new(1, 20), Ratio.Zero, Ratio.Zero, Ratio.Zero);
        Assert.Equal(1, keeps.KnowsShare(term: 1, after: 10_000), 9);
    }

    [Theory]
    [InlineData("operators=10", "seats=11")]
    [InlineData("years=1", "term-days=366")]
    public void What_does_not_fit_together_is_refused(string left, string right)
    {
        var question = new CommitteeCaptureQuestion();
        var scenario = Laboratory.Scenarios.ScenarioReader.Change(
            question.Schema.Defaults(), [left, right], out _);
        Assert.Null(question.Prepare(scenario!, out Refusal? refusal));
        Assert.Contains(refusal!.Reason, new[] { "TooManySeats", "TermBeyondRun" });
    }
}

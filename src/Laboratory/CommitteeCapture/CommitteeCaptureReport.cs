using TrustlessPools.Committees.Sizing;
using TrustlessPools.Laboratory.Numerics;
using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Reporting;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.CommitteeCapture;

/// <summary>What the draws and the rotations say.</summary>
internal static class CommitteeCaptureReport
{
    internal static Report Of(CommitteeCaptureExperiment experiment, Evidence evidence) => new(
        "Who comes to hold a rotating pool's key",
        Findings(experiment, evidence),
        Assumptions(experiment),
        [
            Draws(experiment, evidence), Rotations(experiment, evidence),
            ThresholdSurface.Thresholds(experiment),
        ],
        [.. Charts(experiment, evidence), .. ThresholdSurface.Charts(experiment)]);

    private static IReadOnlyList<string> Findings(CommitteeCaptureExperiment e, Evidence evidence)
    {
        CommitteeShape largest = e.Shapes[^1];
        (long shortest, long longest) = (e.Terms[0], e.Terms[^1]);
        (CommitteeShape shape, long term, double versions) = Best(e);
        double part = (double)e.Marked / e.Operators;
        return
        [
            $"An adversary with {part:P1} of {e.Operators} operators takes over a drawn committee of "
                + $"{largest.Seats} with chance "
                + $"{Number(Exact(e, largest, largest.TakeOverLeast))} and stops it with chance "
                + $"{Number(Exact(e, largest, largest.TemporaryStallLeast))}: stalls, not takeovers, are "
                + "what larger committees leave.",
            $"One that moves (it holds {e.Adversary.StationaryPart:P1} in the long run) comes to see a "
                + "whole version of the key of a pool of "
                + $"{largest.Seats} within {e.Days / CommitteeCaptureQuestion.DaysAYear} years in "
                + $"{evidence.Of(CommitteeCaptureExperiment.Captured(largest, shortest)).Mean:P1} of the "
                + $"runs with terms of {shortest} days, and in "
                + $"{evidence.Of(CommitteeCaptureExperiment.Captured(largest, longest)).Mean:P1} with "
                + $"terms of {longest} days.",
            $"Of the shapes and terms that were run, {shape.Seats} seats with terms of {term} days lose "
                + $"least: {Number(versions)} versions "
                + "are expected to be seen. A shorter term shows each share for a shorter time, but makes "
                + "more versions, each of them the key: "
                + "where shares are not erased the latter may weigh more.",
            ThresholdSurface.Finding(e),
            $"A share that is not erased when it is handed over can be seen for as long as its holder is "
                + "there: here "
                + $"{1 - Numbers.Of(e.Adversary.Erasure):P0} are not, and each version stays at risk to "
                + "the end. Nothing revokes a share of a key that "
                + "does not change.",
        ];
    }

    private static IReadOnlyList<string> Assumptions(CommitteeCaptureExperiment e) =>
    [
        "Committees are drawn uniformly of all operators; the adversary does not choose who is drawn, and "
            + "does not know before.",
        "An adversary with t shares of one version has the key. It stops a pool with so many members that "
            + "neither t nor a quorum, ceil(2n/3), is left without it.",
        "Operators are independent of each other: no common cloud, client or owner. Where they have one, "
            + "every number here is too good.",
        $"The adversary that moves: {Rate(e.Adversary.Corruption)} a day of being taken over, "
            + $"{Rate(e.Adversary.Recovery)} of being taken back, "
            + $"{Rate(e.Adversary.Leaving)} of leaving, {Rate(e.Adversary.Erasure)} that a share is "
            + "erased. It takes over at random, not the members first.",
        "Seats are of one population in each replica, so pools of one replica are not independent; "
            + "replicas are.",
        "Closed forms: hypergeometric tails by exact integers; the expected number of seen versions by "
            + "independence of operators.",
    ];

    private static Table Draws(CommitteeCaptureExperiment e, Evidence evidence) => new(
        "draws",
        $"An adversary that stands still, {e.Marked} of {e.Operators} operators: chances a draw",
        ["seats", "threshold", "takeover", "takeover, sampled", "± (95 %)", "stall", "stall, sampled",
            "± (95 %)", "takeover within a year of daily draws"],
        [
            .. e.Shapes.Select(shape =>
            {
                Estimate takeOver = evidence.Of(CommitteeCaptureExperiment.TakeOver(shape));
                Estimate stall = evidence.Of(CommitteeCaptureExperiment.Stall(shape));
                double exact = Exact(e, shape, shape.TakeOverLeast);
                return (IReadOnlyList<Cell>)[
                    Cell.Of(shape.Seats), Cell.Of(shape.Threshold),
                    Cell.Of(exact), Cell.Of(takeOver.Mean),
                        Cell.Of(Estimate.Normal95 * takeOver.StandardError, 2),
                    Cell.Of(Exact(e, shape, shape.TemporaryStallLeast)), Cell.Of(stall.Mean),
                    Cell.Of(Estimate.Normal95 * stall.StandardError, 2),
                    Cell.Of(AtLeastOnce(exact, CommitteeCaptureQuestion.DaysAYear)),
                ];
            }),
        ]);

    private static Table Rotations(CommitteeCaptureExperiment e, Evidence evidence) => new(
        "rotations",
        $"An adversary that moves, over {e.Days} days: versions of which it saw t shares, pools whose key it "
            + "has, hand-overs that it or those who left stop, and days on which nothing is signed without it",
        [
            "seats", "threshold", "term, days", "versions expected", "versions, sampled", "± (95 %)",
            "captured, part of runs", "± (95 %)", "stopped hand-overs expected", "stopped, sampled",
            "± (95 %)", "stalled days expected", "stalled days, sampled",
        ],
        [
            .. from shape in e.Shapes
               from term in e.Terms
               let versions = evidence.Of(CommitteeCaptureExperiment.Versions(shape, term))
               let stops = evidence.Of(CommitteeCaptureExperiment.Stops(shape, term))
               let captured = evidence.Of(CommitteeCaptureExperiment.Captured(shape, term))
               let stalled = evidence.Of(CommitteeCaptureExperiment.Stalled(shape, term))
               select (IReadOnlyList<Cell>)[
                   Cell.Of(shape.Seats), Cell.Of(shape.Threshold), Cell.Of(term),
                   Cell.Of(e.ExpectedVersions(shape, term)), Cell.Of(versions.Mean),
                   Cell.Of(Estimate.Normal95 * versions.StandardError, 2),
                   Cell.Of(captured.Mean), Cell.Of(Estimate.Normal95 * captured.StandardError, 2),
                   Cell.Of(e.ExpectedStops(shape, term)), Cell.Of(stops.Mean),
                   Cell.Of(Estimate.Normal95 * stops.StandardError, 2),
                   Cell.Of(e.StalledDay(shape)), Cell.Of(stalled.Mean)],
        ]);

    private static IReadOnlyList<Chart> Charts(CommitteeCaptureExperiment e, Evidence evidence)
    {
        double[] seats = [.. e.Seats.Select(static n => (double)n)];
        return
        [
            .. e.Parts.Select(part => Surface(e, evidence, part)),
            new CurveChart(
                "versions",
                "Versions of which t shares were seen, by seats: sampled beside what is expected exactly",
                new("seats"),
                new("versions", Logarithmic: true),
                [.. from part in e.Parts
                    from term in e.Terms
                    from curve in VersionCurves(e, evidence, part, term, seats)
                    select curve]),
            new CurveChart(
                "tails",
                "Chances of one draw from an adversary that stands still",
                new("seats"),
                new("probability", Logarithmic: true),
                [.. e.Parts.SelectMany(part => Tails(e, evidence, part, seats))]),
        ];
    }

    private static SurfaceChart Surface(CommitteeCaptureExperiment e, Evidence evidence, Ratio part) => new(
        $"capture-surface-{part.Numerator}-of-{part.Denominator}",
        $"The part of runs in which the key is seen within {e.Days / CommitteeCaptureQuestion.DaysAYear} "
            + $"years: seats against terms, where t is {part} of the seats",
        new("seats"),
        new("term, days"),
        [.. e.Seats.Select(static n => $"{n}")],
        [.. e.Terms.Select(static t => $"{t}")],
        [.. e.Terms.Select(t => (IReadOnlyList<double>)[
            .. e.ShapesOf(part).Select(s => evidence.Of(CommitteeCaptureExperiment.Captured(s, t)).Mean)])],
        new("captured"));

    private static IEnumerable<Series> Tails(
        CommitteeCaptureExperiment e, Evidence evidence, Ratio part, double[] seats)
    {
        IReadOnlyList<CommitteeShape> shapes = e.ShapesOf(part);
        yield return Tail(
            $"t = {part} n: takeover, exact", SeriesStyle.Dashed, seats,
            shapes.Select(s => Exact(e, s, s.TakeOverLeast)));
        yield return Tail(
            $"t = {part} n: stall, exact", SeriesStyle.Dashed, seats,
            shapes.Select(s => Exact(e, s, s.TemporaryStallLeast)));
        yield return Tail(
            $"t = {part} n: takeover, sampled", SeriesStyle.Points, seats,
            shapes.Select(s => evidence.Of(CommitteeCaptureExperiment.TakeOver(s)).Mean));
        yield return Tail(
            $"t = {part} n: stall, sampled", SeriesStyle.Points, seats,
            shapes.Select(s => evidence.Of(CommitteeCaptureExperiment.Stall(s)).Mean));
    }

    private static IEnumerable<Series> VersionCurves(
        CommitteeCaptureExperiment e, Evidence evidence, Ratio part, long term, double[] seats)
    {
        IReadOnlyList<CommitteeShape> shapes = e.ShapesOf(part);
        Estimate[] sampled = [
            .. shapes.Select(s => evidence.Of(CommitteeCaptureExperiment.Versions(s, term)))];
        yield return new(
            $"t = {part} n, {term} days: expected", SeriesStyle.Dashed, seats,
            [.. shapes.Select(s => Positive(e.ExpectedVersions(s, term)))]);
        yield return new(
            $"t = {part} n, {term} days: sampled", SeriesStyle.Points, seats,
            [.. sampled.Select(static s => Positive(s.Mean))],
            [.. sampled.Select(static s => s.Mean > 0 ? Positive(s.Low) : double.NaN)],
            [.. sampled.Select(static s => s.Mean > 0 ? Positive(s.High) : double.NaN)]);
    }

    private static Series Tail(string name, SeriesStyle style, double[] seats, IEnumerable<double> chances) =>
        new(name, style, seats, [.. chances.Select(Positive)]);

    /// <summary>What is not above 0 has no place on a logarithmic axis.</summary>
    private static double Positive(double value) => value > 0 ? value : double.NaN;

    private static (CommitteeShape Shape, long Term, double Versions) Best(CommitteeCaptureExperiment e) => (
            from shape in e.Shapes
            from term in e.Terms
            select (shape, term, versions: e.ExpectedVersions(shape, term)))
        .MinBy(static x => x.versions);

    private static double Exact(CommitteeCaptureExperiment e, CommitteeShape shape, int least) =>
        Numbers.Of(e.Distribution(shape).AtLeast(least));

    private static double AtLeastOnce(double chance, int draws)
    {
        // 1 - (1 - p)^n, summed so that a small p is not lost beside 1.
        double atLeastOnce = 0;
        double never = 1;
        for (int i = 0; i < draws; i++)
        {
            atLeastOnce += never * chance;
            never *= 1 - chance;
        }

        return atLeastOnce;
    }

    private static string Number(double chance) => chance == 0 ? "0" : $"{chance:0.##e-0}";

    private static string Rate(Ratio ratio) => $"{Numbers.Of(ratio):0.#####}";
}

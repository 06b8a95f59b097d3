using TrustlessPools.Laboratory.Reporting;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.CommitteeCapture;

/// <summary>What seats, threshold and term cost together, before an adversary that moves.</summary>
internal static class ThresholdSurface
{
    /// <summary>The rows of the maps: thresholds as parts of the seats, so that sizes compare.</summary>
    private static readonly Ratio[] Parts =
        [new(1, 3), new(2, 5), new(1, 2), new(3, 5), new(2, 3), new(3, 4), new(4, 5), new(9, 10)];

    internal static string Finding(CommitteeCaptureExperiment e)
    {
        ThresholdLosses best = All(e).MinBy(static l => l.Losses(l.Best))!;
        int quorum = Quorum.Of(best.Seats);
        return $"Counting a version that is seen and a hand-over that is stopped as one loss each, "
            + $"{best.Seats} seats with t = {best.Best} and terms of {best.Term} days lose least of all "
            + $"thresholds at these sizes and terms: {Number(best.Losses(best.Best))} are expected in {e.Days} "
            + $"days, against {Number(best.Losses(quorum))} with t = {quorum}. A lower threshold is seen more "
            + "often, a higher one stopped more often.";
    }

    internal static Table Thresholds(CommitteeCaptureExperiment e) => new(
        "thresholds",
        $"Losses expected over {e.Days} days in closed form: at the quorum and at the threshold with "
            + "the fewest",
        ["seats", "term, days", "quorum", "versions seen", "hand-overs stopped", "best threshold",
            "versions seen at it", "hand-overs stopped at it"],
        [
            .. from losses in All(e)
               let quorum = Quorum.Of(losses.Seats)
               select (IReadOnlyList<Cell>)[
                   Cell.Of(losses.Seats), Cell.Of(losses.Term), Cell.Of(quorum),
                   Cell.Of(losses.Seen(quorum)), Cell.Of(losses.Stopped(quorum)),
                   Cell.Of(losses.Best), Cell.Of(losses.Seen(losses.Best)),
                   Cell.Of(losses.Stopped(losses.Best))],
        ]);

    /// <summary>A map of seats and thresholds for each term.</summary>
    internal static IEnumerable<Chart> Charts(CommitteeCaptureExperiment e) => e.Terms.Select(term =>
        new SurfaceChart(
            $"losses-{term}-days",
            $"Versions seen and hand-overs stopped, expected over {e.Days} days with terms of {term} days: "
                + "seats against threshold",
            new("seats"),
            new("threshold, part of the seats (rounded up)"),
            [.. e.Seats.Select(static n => $"{n}")],
            [.. Parts.Select(static p => $"{p}")],
            [.. Parts.Select(p => (IReadOnlyList<double>)[
                .. e.Seats.Select(n => Positive(e.Losses(n, term), p))])],
            new("losses", Logarithmic: true)));

    private static IEnumerable<ThresholdLosses> All(CommitteeCaptureExperiment e) =>
        from seats in e.Seats from term in e.Terms select e.Losses(seats, term);

    /// <summary>What is not above 0 has no place on a logarithmic scale.</summary>
    private static double Positive(ThresholdLosses losses, Ratio part)
    {
        double value = losses.Losses(losses.At(part));
        return value > 0 ? value : double.NaN;
    }

    private static string Number(double losses) => losses == 0 ? "0" : $"{losses:0.##e-0}";
}

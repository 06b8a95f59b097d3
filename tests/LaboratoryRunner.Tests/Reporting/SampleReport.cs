using TrustlessPools.Laboratory.Reporting;
using TrustlessPools.LaboratoryRunner.Reporting;

namespace TrustlessPools.LaboratoryRunner.Tests.Reporting;

/// <summary>A report with everything that a report can have.</summary>
internal static class SampleReport
{
    private static readonly double[] Horizons = [1, 10, 100, 1000, 10_000];

    internal static RunDescription Run { get; } = new(
        "coin-tosses",
        """{"question":"coin-tosses","version":1,"set":{"tosses":10}}""",
        7,
        100,
        "0.1.0",
        "tpool simulate run coin-tosses --seed 7 --replicas 100");

    internal static Report Report { get; } = new(
        "How often heads come",
        ["Heads come in 50.1 % of the tosses.", "</script><script>alert('of course not')</script>"],
        ["The coin is fair & has no memory."],
        [
            new(
                "results",
                "What came out, a row a horizon",
                ["horizon, tosses", "share of heads", "verdict"],
                [[Cell.Of(1000), Cell.Of(0.50125), Cell.Of("fair, \"really\"")], [
                    Cell.Of(1e-7), Cell.Of(double.PositiveInfinity), Cell.Of("<b>")]]),
        ],
        [
            new CurveChart(
                "spread",
                "The spread falls with the root of the horizon",
                new("horizon, tosses", Logarithmic: true),
                new("relative standard deviation", Logarithmic: true),
                [
                    new("sampled", SeriesStyle.Line, Horizons, Of(1), Of(0.8), Of(1.2)),
                    new("closed form", SeriesStyle.Dashed, Horizons, Of(1.01)),
                    new("measured by others", SeriesStyle.Points, Horizons, Of(2), Of(1.5), Of(2.7)),
                ]),
            new CurveChart(
                "counts",
                "How many tosses gave what",
                new("heads"),
                new("tosses"),
                [new("tosses", SeriesStyle.Bars, [0, 1, 2, 3], [5, 20, double.NaN, 4])]),
            new SurfaceChart(
                "surface",
                "The chance of a run of heads",
                new("tosses"),
                new("length of the run"),
                ["10", "100", "1000"],
                ["5", "10"],
                [[0.1, 0.8, 1], [double.NaN, 0.04, 0.4]],
                new("probability", Logarithmic: true)),
        ]);

    private static double[] Of(double scale) => [.. Horizons.Select(h => scale / Math.Sqrt(h))];
}

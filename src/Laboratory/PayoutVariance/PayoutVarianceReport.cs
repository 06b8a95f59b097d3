using TrustlessPools.Laboratory.Numerics;
using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Reporting;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.PayoutVariance;

/// <summary>What the variances say.</summary>
internal static class PayoutVarianceReport
{
    private const long BlocksADay = 144;
    private const int PathPoints = 240;

    internal static Report Of(PayoutVarianceExperiment experiment, Evidence evidence) => new(
        "How steady sharing makes a miner's income, and for how long",
        Findings(experiment),
        Assumptions(experiment),
        [Variances(experiment, evidence), WeakShares(experiment), Waiting(experiment)],
        Charts(experiment, evidence));

    private static IReadOnlyList<string> Findings(PayoutVarianceExperiment e)
    {
        double q = Numbers.Of(e.Miners[0]);
        (long first, long last) = (e.Horizons[0], e.Horizons[^1]);
        return
        [
            ($"Over {(first == 1 ? "one block" : $"{first} blocks")} a sharing miner with {e.Miners[0]} of "
                + "the pool has "
                + $"{Root(e, q, first):F3} of the standard deviation that it has alone; over {last} blocks "
                + $"({Days(last)}) it has {Root(e, q, last):F3} of it."),
            "Sharing with past blocks smooths income in time. It does not pool luck away: over horizons "
                + "much longer than "
                + "the window the miner's own luck is all there, as every block that it finds is paid to "
                + "it in the end.",
            ($"The chart that the proposal came with shows income block by block, where smoothing looks like "
                + $"lower variance: over one block the ratio is {Root(e, q, 1):F3}. By the horizon on "
                + "which bills "
                + $"are paid, a month, it is {Root(e, q, 30 * BlocksADay):F3}."),
            .. WeakShareFindings(e, q),
            ($"The price of smoothing: a block is paid for after {(e.Window + 1) / 2:F1} pool blocks on the "
                + $"average ({Days((long)((e.Window + 1) / 2 / e.Pool))}), and {(e.Window + 1) / 2:F1} "
                + "rewards are "
                + $"outstanding that nobody owes if the pool ends."),
        ];
    }

    private static IEnumerable<string> WeakShareFindings(PayoutVarianceExperiment e, double q)
    {
        long most = e.Scenario.Integers(PayoutVarianceQuestion.WeakShares)[^1];
        if (most > 1)
        {
            yield return $"What does lower long-run variance is weak shares: {most} near misses a block "
                + "leave "
                + $"{ClosedForms.WeakShareFactor(q, (int)most):F4} of it for this miner.";
        }
    }

    private static IReadOnlyList<string> Assumptions(PayoutVarianceExperiment e) =>
    [
        "Every block is found by a miner with the chance of its part of the hash rate, independently; hash "
            + "rates do not change.",
        "Rewards are constant: no fees, no halving, no orphans. What is left is luck.",
        ($"The pool pays by the live sharing rule: the last {e.Window} qualified blocks, s = {e.Share:F6}. "
            + "All miners follow it."),
        "Income is added up over consecutive stretches of a long chain whose window is full, and compared "
            + "with what is expected.",
        e.IsExact
            ? "Only closed forms are shown; nothing was sampled."
            : "Sharing and solo income are of the same blocks, so they are paired; intervals are of 95 %, "
                + "over replicas.",
        "Weak shares are in closed form: q + (1 - q) / K of the variance of dividing by blocks, over a "
            + "long time.",
    ];

    private static Table Variances(PayoutVarianceExperiment e, Evidence evidence)
    {
        var rows = new List<IReadOnlyList<Cell>>();
        foreach (Ratio miner in e.Miners)
        {
            double q = Numbers.Of(miner);
            foreach (long horizon in e.Horizons)
            {
                (double sharing, double solo) = Exact(e, q, horizon);
                double mean = horizon * e.Pool * q;
                List<Cell> row =
                [
                    Cell.Of(miner.ToString()), Cell.Of(horizon), Cell.Of(Math.Sqrt(solo) / mean),
                    Cell.Of(Math.Sqrt(sharing) / mean), Cell.Of(Math.Sqrt(sharing / solo)),
                ];
                if (!e.IsExact)
                {
                    Estimate sampled = evidence.Of(
                        PayoutVarianceExperiment.NameOf("sharing", miner, horizon));
                    Estimate alone = evidence.Of(PayoutVarianceExperiment.NameOf("solo", miner, horizon));
                    row.AddRange([
                        Cell.Of(Math.Sqrt(sampled.Mean) / mean),
                        Cell.Of(
                            alone.Mean > 0 ? Math.Sqrt(sampled.Mean / alone.Mean) : double.PositiveInfinity),
                        Cell.Of(
                            sampled.StandardError > 0 ? (sampled.Mean - sharing) / sampled.StandardError : 0,
                                2)]);
                }

                rows.Add(row);
            }
        }

        string[] sampledColumns = e.IsExact
            ? []
            : ["sharing, sampled", "ratio, sampled", "standard errors from closed form"];
        return new(
            "variances",
            "Standard deviation of income over a horizon, relative to what is expected",
            ["q", "horizon, blocks", "solo", "sharing", "ratio", .. sampledColumns],
            rows);
    }

    private static Table WeakShares(PayoutVarianceExperiment e) => new(
        "weak-shares",
        "What is left of long-run variance with K weak shares a block (closed form)",
        ["q", "K", "part of the variance", "part of the standard deviation"],
        [
            .. from miner in e.Miners
               from k in e.Scenario.Integers(PayoutVarianceQuestion.WeakShares)
               let factor = ClosedForms.WeakShareFactor(Numbers.Of(miner), (int)k)
               select (IReadOnlyList<Cell>)[
                   Cell.Of(miner.ToString()), Cell.Of(k), Cell.Of(factor), Cell.Of(Math.Sqrt(factor))],
        ]);

    private static Table Waiting(PayoutVarianceExperiment e) => new(
        "waiting",
        "What sharing costs in time",
        ["q", "days between own blocks", "days from a block to its mean payment", "chance of nothing in "
            + "the window"],
        [
            .. e.Miners.Select(miner =>
            {
                double q = Numbers.Of(miner);
                double none = 1;
                for (int i = 0; i < (int)e.Window; i++)
                {
                    none *= 1 - q;
                }

                return (IReadOnlyList<Cell>)[
                    Cell.Of(miner.ToString()),
                    Cell.Of(1 / (q * e.Pool * BlocksADay)),
                    Cell.Of((e.Window + 1) / 2 / (e.Pool * BlocksADay)),
                    Cell.Of(none)];
            }),
        ]);

    private static List<Chart> Charts(PayoutVarianceExperiment e, Evidence evidence)
    {
        List<Chart> charts =
        [
            new CurveChart(
                "ratio",
                "Sharing against solo: near 0 is steady, 1 is no better than alone. The gain is gone after "
                    + "a few windows.",
                new("horizon, network blocks", Logarithmic: true),
                new("standard deviation, sharing / solo"),
                [.. e.Miners.SelectMany(m => RatioCurves(e, evidence, m))]),
            new CurveChart(
                "relative-deviation",
                "How far income strays from what is expected, by horizon",
                new("horizon, network blocks", Logarithmic: true),
                new("standard deviation / expectation", Logarithmic: true),
                [.. e.Miners.SelectMany(m => DeviationCurves(e, m))]),
        ];
        if (!e.IsExact)
        {
            charts.Add(Path(e, evidence));
        }

        return charts;
    }

    private static IEnumerable<Series> RatioCurves(PayoutVarianceExperiment e, Evidence evidence, Ratio miner)
    {
        double q = Numbers.Of(miner);
        double[] horizons = [.. e.Horizons.Select(static h => (double)h)];
        yield return new(
            $"q = {miner}, closed form", SeriesStyle.Dashed, horizons,
                [.. e.Horizons.Select(h => Root(e, q, h))]);
        if (e.IsExact)
        {
            yield break;
        }

        double[] Sampled(Func<Estimate, double> part) =>
        [
            .. e.Horizons.Select(h => Math.Sqrt(Math.Max(0, part(
                evidence.Of(PayoutVarianceExperiment.NameOf("sharing", miner, h)))) / Exact(e, q, h).Solo)),
        ];
        yield return new(
            $"q = {miner}, sampled",
            SeriesStyle.Points,
            horizons,
            Sampled(static s => s.Mean),
            Sampled(static s => s.Low),
            Sampled(static s => s.High));
    }

    private static IEnumerable<Series> DeviationCurves(PayoutVarianceExperiment e, Ratio miner)
    {
        double q = Numbers.Of(miner);
        double[] horizons = [.. e.Horizons.Select(static h => (double)h)];
        yield return new(
            $"q = {miner}, sharing",
            SeriesStyle.Line,
            horizons,
            [.. e.Horizons.Select(h => Math.Sqrt(Exact(e, q, h).Sharing) / (h * e.Pool * q))]);
        yield return new(
            $"q = {miner}, solo",
            SeriesStyle.Dashed,
            horizons,
            [.. e.Horizons.Select(h => Math.Sqrt(Exact(e, q, h).Solo) / (h * e.Pool * q))]);
    }

    /// <summary>The chart that the proposal came with, of the first replica and the largest miner.</summary>
    private static CurveChart Path(PayoutVarianceExperiment e, Evidence evidence)
    {
        SeededGenerator stream = new ReplicaRandom(evidence.Seed, 0).Stream();
        RandomPool chain = e.Begin(stream);
        int miner = e.Miners.Count - 1;
        (Satoshi paid, Satoshi found) = (chain.PaidTo(miner), chain.FoundBy(miner));
        long step = Math.Max(1, e.Horizons[^1] / PathPoints);
        double hashRate = e.Pool * Numbers.Of(e.Miners[miner]);
        (var x, var sharing, var solo) = (new List<double>(), new List<double>(), new List<double>());
        for (int i = 1; i <= PathPoints; i++)
        {
            chain.Mine(stream, step);
            double expected = i * step * hashRate * PayoutVarianceQuestion.Reward.Value;
            x.Add(i * step);
            sharing.Add((chain.PaidTo(miner) - paid).Value / expected);
            solo.Add((chain.FoundBy(miner) - found).Value / expected);
        }

        return new(
            "cumulative",
            "What a miner has earned since the start, against what is expected (the proposal's chart, "
                + "without its slips): "
                + "both lines come to the same",
            new("network blocks"),
            new("earned / expected"),
            [
                new($"sharing, q = {e.Miners[miner]}", SeriesStyle.Line, x, sharing),
                new("the same blocks, solo", SeriesStyle.Line, x, solo),
            ]);
    }

    private static (double Sharing, double Solo) Exact(PayoutVarianceExperiment e, double q, long horizon) =>
        (
        ClosedForms.Sharing(horizon, e.Pool, q, e.Window, e.Share), ClosedForms.Solo(horizon, e.Pool * q));

    private static double Root(PayoutVarianceExperiment e, double q, long horizon)
    {
        (double sharing, double solo) = Exact(e, q, horizon);
        return Math.Sqrt(sharing / solo);
    }

    private static string Days(long blocks) => blocks < BlocksADay
        ? $"{blocks * 10.0 / 60:F1} hours"
        : $"{(double)blocks / BlocksADay:F1} days";
}

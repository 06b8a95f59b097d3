using TrustlessPools.Laboratory.Numerics;
using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Reporting;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Leverage;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.Collateral;

/// <summary>What the curves and the runs say.</summary>
internal static class CollateralReport
{
    private const int StepsAPowerOfTen = 4;
    private static readonly ulong[] Points = [1, 100, 1000, 10_000, 100_000];

    internal static Report Of(CollateralExperiment experiment, Evidence evidence)
    {
        PoolDesign[] designs = DesignsOf(experiment);
        return new(
            "What collateral is worth under Ethereum's penalties",
            Findings(experiment, evidence),
            Assumptions(experiment),
            [
                Runs(experiment, evidence), Curves(experiment, designs), Limits(experiment),
                ParticipantTables.Leaks(experiment), ParticipantTables.Entry(experiment),
                ParticipantTables.Threats(experiment, designs), ParticipantTables.Swings(experiment),
                ParticipantTables.Participants(experiment),
            ],
            Charts(experiment, evidence, designs));
    }

    private static PoolDesign[] DesignsOf(CollateralExperiment e) =>
    [
        .. Designs.Compared(new() { Ratio = e.Ratios[0] }).AsSpan().ToArray(),
        .. e.Ratios.Skip(1).Select(static r => Designs.Collateral(r, Protocol.Seed)),
    ];

    private static IReadOnlyList<string> Findings(CollateralExperiment e, Evidence evidence)
    {
        Ratio first = e.Ratios[0];
        ulong last = LeverageCurve.LastPaidInFull(Designs.Collateral(first, Protocol.Seed), e.Prices);
        double price = CollateralExperiment.Ether(e.PerValidator.AtOnce + e.PerValidator.Later);
        Estimate penalty = evidence.Of(CollateralExperiment.Name("penalty", first));
        Estimate shortfall = evidence.Of(CollateralExperiment.Name("shortfall", first));
        return
        [
            $"Collateral of {Percent(first)} pays in full for up to {last} validators slashed together. "
                + "Leverage is not "
                + "constant: up to there it is 1, beyond it grows towards that of control.",
            $"A validator slashed alone costs {CollateralExperiment.Ether(e.PerValidator.Alone):F3} ETH, "
                + "which "
                + $"every ratio here covers; one of {e.Scenario.Integer(CollateralQuestion.Together)} costs "
                + $"{price:F3} ETH, which only collateral of {price / CollateralExperiment.Stake:P1} or "
                + "more covers.",
            $"Over {e.Days} days a fund of {Percent(first)} was charged {penalty.Mean:F2} ETH on the "
                + "average, of which "
                + $"{shortfall.Mean:F2} ETH nobody paid; it lost all collateral in "
                + $"{evidence.Of(CollateralExperiment.Name("emptied", first)).Mean:P0} of the runs. "
                + "Stakers lost nothing, by "
                + "construction: the protocol did.",
            $"While validators wait in the exit queue they lack collateral: up to "
                + $"{evidence.Of(CollateralExperiment.Name("uncovered", first)).Mean:F2} ETH on the "
                + "average of the runs, on "
                + $"{evidence.Of(CollateralExperiment.Name("uncovered-days", first)).Mean:F1} days.",
        ];
    }

    private static IReadOnlyList<string> Assumptions(CollateralExperiment e) =>
    [
        "Penalties are those of Fulu at 34 million ETH of active stake, to the Gwei, by the code that the "
            + "ledger uses.",
        "Faults are independent of the ratio: each fund sees the same days. Operators do not add "
            + "collateral after losses.",
        $"A correlated event slashes {Percent(e.Scenario.Ratio(CollateralQuestion.Share))} of the fund's "
            + "validators along with "
            + $"{e.Scenario.Integer(CollateralQuestion.Together)} of the network; its later part is "
            + "charged 4096 epochs after.",
        "A lone slashing is charged as a whole at once; an absent day is a day of missed votes while the "
            + "chain finalizes.",
        "Locked funds and collateral (B) are as seed 001 proposes: beyond the collateral a penalty lapses. "
            + "Over today's chain "
            + "('today' in the tables) the stakers bear it.",
        "Curves are of coalitions that control as many validators as are slashed.",
    ];

    private static Table Runs(CollateralExperiment e, Evidence evidence) => new(
        "runs",
        "Funds of each ratio on the live ledger, means over replicas",
        [
            "collateral, %", "collateral, ETH", "penalties, ETH", "unpaid, ETH", "± (95 %)", "covered, %",
            "unpaid in one event, closed form, ETH", "most lacking, ETH", "days lacking", "fewest validators",
            "emptied, part of runs",
        ],
        [
            .. e.Ratios.Select(ratio =>
            {
                Estimate Of(string what) => evidence.Of(CollateralExperiment.Name(what, ratio));
                (Estimate penalty, Estimate shortfall) = (Of("penalty"), Of("shortfall"));
                return (IReadOnlyList<Cell>)[
                    Cell.Of(Numbers.Of(ratio) * 100), Cell.Of(CollateralOf(e, ratio)), Cell.Of(penalty.Mean),
                    Cell.Of(shortfall.Mean), Cell.Of(Estimate.Normal95 * shortfall.StandardError, 2),
                    Cell.Of(penalty.Mean > 0 ? 100 * (1 - (shortfall.Mean / penalty.Mean)) : 100),
                    Cell.Of(UnpaidInOneEvent(e, ratio)), Cell.Of(Of("uncovered").Mean),
                    Cell.Of(Of("uncovered-days").Mean), Cell.Of(Of("validators").Mean),
                        Cell.Of(Of("emptied").Mean)];
            }),
        ]);

    private static double CollateralOf(CollateralExperiment e, Ratio ratio) => CollateralExperiment.Stake
        * e.Scenario.Integer(CollateralQuestion.Locks) * Numbers.Of(ratio);

    /// <summary>max(0, n p - C) for an event that finds the fund whole.</summary>
    private static double UnpaidInOneEvent(CollateralExperiment e, Ratio ratio) => Math.Max(
        0,
        (FundRun.InEvent(e.Scenario) * CollateralExperiment.Ether(
            e.PerValidator.AtOnce + e.PerValidator.Later))
            - CollateralOf(e, ratio));

    private static Table Curves(CollateralExperiment e, PoolDesign[] designs) => new(
        "designs",
        "All designs against the number slashed together: leverage of control and realised, griefing, "
            + "coverage",
        [
            "design", "slashed", "control", "realised", "griefing", "covered", "own loss, ETH", "members' "
                + "loss, ETH",
            "nobody pays, ETH",
        ],
        [
            .. from design in designs
               from n in Points
               let row = design.Row(n, new Strategy.SlashedTogether(n), e.Prices)
               select (IReadOnlyList<Cell>)[
                   Cell.Of(design.Name), Cell.Of(n), Factor(row.Control),
                   row.Realised.TryGet(out LeverageFactor realised) ? Factor(realised) : Cell.Of("–"),
                   Factor(row.Griefing),
                   row.Coverage.TryGet(out Ratio coverage) ? Cell.Of(Numbers.Of(coverage)) : Cell.Of("–"),
                   Amount(row.Shares.Own), Amount(row.Shares.Members), Amount(row.Shares.Gap)],
        ]);

    private static Table Limits(CollateralExperiment e) => new(
        "limits",
        "The most validators that can be slashed together while the collateral pays all of it",
        ["collateral, %", "validators", "of the active stake, %"],
        [
            .. e.Ratios.Select(ratio =>
            {
                ulong last = LeverageCurve.LastPaidInFull(Designs.Collateral(ratio, Protocol.Seed), e.Prices);
                return (IReadOnlyList<Cell>)[
                    Cell.Of(Numbers.Of(ratio) * 100), Cell.Of(last, 9),
                    Cell.Of(100.0 * last / e.Prices.Network.ValidatorsMax)];
            }),
        ]);

    private static List<Chart> Charts(CollateralExperiment e, Evidence evidence, PoolDesign[] designs)
    {
        Sequence<ulong> axis = LogAxis.Numbers(e.Prices.Network.ValidatorsMax, StepsAPowerOfTen);
        double[] x = [.. axis.AsSpan().ToArray().Select(static n => (double)n)];
        (PoolDesign Design, LeverageRow[] Rows)[] curves =
            [.. designs.Select(d => (d, LeverageCurve.Of(d, axis, e.Prices).AsSpan().ToArray()))];
        CurveChart Chart(string name, string caption, string y, bool log, Func<LeverageRow, double> of) =>
            new(
            name,
            caption,
            new("validators slashed together", Logarithmic: true),
            new(y, log),
            [.. curves.Select(c => new Series(c.Design.Name, SeriesStyle.Line, x, [.. c.Rows.Select(of)]))]);
        return
        [
            Chart(
                "realised-leverage", "What the protocol charges for each unit that the coalition loses",
                    "realised leverage",
                log: true, static r => r.Realised.TryGet(out LeverageFactor f) ? Finite(f) : double.NaN),
            Chart(
                "griefing", "What other members of the pool lose for each unit that the coalition loses",
                    "griefing factor",
                log: false, static r => Finite(r.Griefing)),
            Chart("coverage", "The part of the penalty that somebody pays", "coverage", log: false,
                static r => r.Coverage.TryGet(out Ratio k) ? Numbers.Of(k) : double.NaN),
            new CurveChart(
                "unpaid",
                "What nobody paid over the run, by ratio, with what one event alone leaves unpaid",
                new("collateral ratio, %"),
                new("ETH"),
                [
                    Sampled(e, evidence),
                    new("one event, closed form", SeriesStyle.Dashed,
                        [.. e.Ratios.Select(static r => Numbers.Of(r) * 100)],
                        [.. e.Ratios.Select(r => UnpaidInOneEvent(e, r))]),
                ]),
        ];
    }

    private static Series Sampled(CollateralExperiment e, Evidence evidence)
    {
        Estimate[] unpaid = [.. e.Ratios.Select(r => evidence.Of(CollateralExperiment.Name("shortfall", r)))];
        return new(
            "mean over runs",
            SeriesStyle.Points,
            [.. e.Ratios.Select(static r => Numbers.Of(r) * 100)],
            [.. unpaid.Select(static u => u.Mean)],
            [.. unpaid.Select(static u => u.Low)],
            [.. unpaid.Select(static u => u.High)]);
    }

    private static Cell Factor(LeverageFactor factor) =>
        Cell.Of(factor.TryGet(out Ratio value) ? Numbers.Of(value) : double.PositiveInfinity);

    private static double Finite(LeverageFactor factor) =>
        factor.TryGet(out Ratio value) ? Numbers.Of(value) : double.NaN;

    private static Cell Amount(Ratio gwei) => Cell.Of(Numbers.Of(gwei) / CollateralExperiment.GweiAnEther);

    private static string Percent(Ratio ratio) => $"{Numbers.Of(ratio) * 100:0.##} %";
}

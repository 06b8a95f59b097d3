using TrustlessPools.Laboratory.Numerics;
using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Reporting;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.DelegationGame;

/// <summary>What the games say.</summary>
internal static class DelegationGameReport
{
    internal static Report Of(DelegationGameExperiment experiment, Evidence evidence) => new(
        "Which pools are left when everybody responds to everybody",
        Findings(experiment, evidence),
        Assumptions(experiment),
        [Outcomes(experiment, evidence)],
        Charts(experiment, evidence));

    private static IReadOnlyList<string> Findings(DelegationGameExperiment e, Evidence evidence)
    {
        GameCell[] cells = [.. e.Cells];
        GameCell most = cells.MaxBy(c => Nakamoto(evidence, c) / c.TargetPools)!;
        GameCell least = cells.MinBy(c => Nakamoto(evidence, c) / c.TargetPools)!;
        double split = cells.Sum(c => evidence.Of(c.Name(GameCell.Splitters)).Mean);
        GameCell[] restless = [.. cells.Where(c => evidence.Of(c.Name(GameCell.Rest)).Mean < 1)];
        return
        [
            $"The most operators that are needed for half of the stake, for the pools that are wanted, are "
                + $"left by {Words(most)}: "
                + $"{Nakamoto(evidence, most):F1} of {most.TargetPools}. The fewest by {Words(least)}: "
                + $"{Nakamoto(evidence, least):F1} of {least.TargetPools}.",
            split > 0
                ? $"Players run several pools under "
                    + $"{cells.Count(c => evidence.Of(c.Name(GameCell.Splitters)).Mean > 0)} of "
                    + $"{cells.Length} schemes, most of all under "
                    + $"{Words(cells.MaxBy(c => evidence.Of(c.Name(GameCell.Splitters)).Mean)!)} "
                    + $"({cells.Max(c => evidence.Of(c.Name(GameCell.Splitters)).Mean):F1} players)."
                : "Nobody runs more than one pool: splitting a pledge costs more bonus than a second pool "
                    + "brings.",
            restless.Length == 0
                ? "Every game came to rest."
                : $"Not all games came to rest: under {string.Join("; ", restless.Select(Words))} players "
                    + "still moved after "
                    + $"{e.Scenario.Integer(DelegationGameQuestion.Rounds)} rounds in some runs. Without "
                    + "an influence of pledge nothing stops "
                    + "operators from splitting, and there need not be an equilibrium.",
        ];
    }

    private static IReadOnlyList<string> Assumptions(DelegationGameExperiment e) =>
    [
        $"{e.Scenario.Integer(DelegationGameQuestion.Players)} players with stakes of a Pareto tail of "
            + "shape 2 and uniform costs; the same "
            + "players under every scheme of a replica.",
        "Each in its turn does what it expects to bring it most: stay, delegate all, or run some pools. It "
            + "is not myopic: the first k pools "
            + "are expected to be saturated in the end.",
        "A move must bring more than the threshold. Other thresholds lead to other equilibria.",
        "Nobody loses stake: no slashing, no lock-up, no taxes. What delegators give up where stake is "
            + "locked is not in it.",
        "Rewards are by the ledger's own curve (cardano, leverage-cap) or by those of the published engine.",
    ];

    private static Table Outcomes(DelegationGameExperiment e, Evidence evidence) => new(
        "outcomes",
        "Where play came to, means over replicas",
        ["scheme", "k", "a0", "at rest", "last move, round", "pools", "operators", "splitters", "Nakamoto "
            + "coefficient", "± (95 %)", "pledge", "mean margin", "Gini"],
        [
            .. e.Cells.Select(cell =>
            {
                Cell Mean(string part) => Cell.Of(evidence.Of(cell.Name(part)).Mean);
                Estimate nakamoto = evidence.Of(cell.Name(GameCell.Nakamoto));
                return (IReadOnlyList<Cell>)[
                    Cell.Of(cell.Scheme), Cell.Of(cell.TargetPools),
                        Cell.Of(Numbers.Of(cell.PledgeInfluence)),
                    Mean(GameCell.Rest), Mean(GameCell.Rounds), Mean(GameCell.Pools),
                        Mean(GameCell.Operators),
                    Mean(GameCell.Splitters), Cell.Of(nakamoto.Mean),
                        Cell.Of(Estimate.Normal95 * nakamoto.StandardError, 2),
                    Mean(GameCell.Pledge), Mean(GameCell.Margin), Mean(GameCell.Gini)];
            }),
        ]);

    private static List<Chart> Charts(DelegationGameExperiment e, Evidence evidence)
    {
        IReadOnlyList<long> targets = e.Scenario.Integers(DelegationGameQuestion.Targets);
        IReadOnlyList<Ratio> influences = e.Scenario.Ratios(DelegationGameQuestion.Influences);
        List<Chart> charts =
        [
            .. e.Scenario.Choices(DelegationGameQuestion.Forms).Select(scheme => new SurfaceChart(
                $"nakamoto-{scheme}",
                $"Operators with half of the stake, for each pool that is wanted, under {scheme}",
                new("k"),
                new("a0"),
                [.. targets.Select(static k => $"{k}")],
                [.. influences.Select(static a => $"{Numbers.Of(a)}")],
                [.. influences.Select(a0 => (IReadOnlyList<double>)[
                    .. targets.Select(k => Nakamoto(evidence, new(scheme, (int)k, a0)) / k)])],
                new("Nakamoto coefficient / k"))),
        ];
        charts.Add(Rounds(e, evidence));
        charts.Add(Concentration(e, evidence));
        return charts;
    }

    /// <summary>The first replica, round by round.</summary>
    private static CurveChart Rounds(DelegationGameExperiment e, Evidence evidence) => new(
        "rounds",
        "Pools round by round, in the first replica",
        new("round"),
        new("pools"),
        [
            .. e.Cells.Index().Take(8).Select(cell =>
            {
                var pools = new List<double>();
                Replay(e, evidence, cell.Index, game => pools.Add(game.Pools.Count()));
                return new Series(
                    Words(cell.Item), SeriesStyle.Line, [.. pools.Select(static (_, i) => i + 1.0)], pools);
            }),
        ]);

    /// <summary>The Lorenz curve of the first replica.</summary>
    private static CurveChart Concentration(DelegationGameExperiment e, Evidence evidence) => new(
        "concentration",
        "The part of the stake in pools that the largest operators hold, in the first replica",
        new("operators, the largest first"),
        new("part of the stake"),
        [
            .. e.Cells.Index().Take(8).Select(cell =>
            {
                Game game = Replay(e, evidence, cell.Index, after: null);
                double[] stakes =
                [
                    .. game.Pools.GroupBy(static p => p.Owner.Number)
                        .Select(static g => g.Sum(static p => p.Stake)).OrderDescending(),
                ];
                double all = stakes.Sum();
                double sum = 0;
                return new Series(
                    Words(cell.Item),
                    SeriesStyle.Line,
                    [.. stakes.Select(static (_, i) => i + 1.0)],
                    [.. stakes.Select(s => (sum += s) / all)]);
            }),
        ]);

    private static Game Replay(DelegationGameExperiment e, Evidence evidence, int cell, Action<Game>? after)
    {
        var random = new ReplicaRandom(evidence.Seed, 0);
        return e.Play(
            e.Cells[cell],
            DelegationGameQuestion.Draw(e.Scenario, random.Stream()),
            random.Stream((uint)cell + 1),
            after);
    }

    private static double Nakamoto(Evidence evidence, GameCell cell) =>
        evidence.Of(cell.Name(GameCell.Nakamoto)).Mean;

    private static string Words(GameCell cell) =>
        $"{cell.Scheme}, k = {cell.TargetPools}, a0 = {Numbers.Of(cell.PledgeInfluence)}";
}

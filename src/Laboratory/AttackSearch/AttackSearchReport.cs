using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Reporting;

namespace TrustlessPools.Laboratory.AttackSearch;

/// <summary>What was found, told as stories.</summary>
internal static class AttackSearchReport
{
    internal static Report Of(AttackSearchExperiment experiment, Evidence evidence)
    {
        (Target Target, Attack? Attack)[] found = [
            .. Target.All.Select(t => (t, First(experiment, evidence, t)))];
        return new(
            "The cheapest attack on each design",
            [.. found.Select(f => Finding(experiment, evidence.Seed, f.Target, f.Attack))],
            Assumptions(experiment),
            [Summary(experiment, evidence), Stories(found)],
            [Damages(evidence)]);
    }

    /// <summary>The attack of the first replica, whose amounts are the scenario's.</summary>
    private static Attack? First(AttackSearchExperiment e, Evidence evidence, Target target) =>
        Search.Cheapest(
        target.Start(e.Draw(new(evidence.Seed, 0))),
        e.Depth,
        (int)e.Scenario.Integer(AttackSearchQuestion.Positions),
        out _);

    private static string Finding(AttackSearchExperiment e, ulong seed, Target target, Attack? attack)
    {
        string where = $"{target.Design}: ";
        if (attack is null)
        {
            return where + $"no sequence of up to {e.Depth} acts makes {target.Loser} lose.";
        }

        string price = attack.Cost < 0
            ? $"gains the attacker {-attack.Cost:0.#####} {target.Unit}"
            : $"costs the attacker {attack.Cost:0.#####} {target.Unit}";
        string ratio = target.Unit == "BTC"
            ? $" a block; its income is "
                + $"{SharingPosition.IncomeOf(attack, e.Draw(new(seed, 0)).Miner, Mean):F3} of honest income"
            : string.Empty;
        return where + $"{target.Loser} can be made to lose {attack.Damage:0.#####} {target.Unit} in "
            + $"{attack.Length} acts; it {price}{ratio}.";
    }

    private static double Mean => Target.Rewards.Average(static r => r.Value / 1e8);

    private static IReadOnlyList<string> Assumptions(AttackSearchExperiment e) =>
    [
        $"All sequences of up to {e.Depth} acts are looked at, each position once, unless the table says "
            + "that a search was given up.",
        "\"None\" means: none among these acts, up to this depth, with these amounts. It is no proof that "
            + "a design is safe.",
        "Acts are operations of the live ledger and of the live sharing rule; what they refuse, cannot be "
            + "done.",
        "Who has a quorum of the seats of a fund can have a validator of it slashed: the draw is taken at "
            + "its worst.",
        "Cost is what the attacker has less than at the start, wherever it is; money that only waits is "
            + "not lost.",
        "Liquid delegation: the damage is weight that decides while its stake is spent, not a theft.",
        $"Sharing: expectations of the long run, {AttackSearchExperiment.MinerFirst} of the pool in the "
            + "first replica, all others "
            + "honest.",
    ];

    private static Table Summary(AttackSearchExperiment e, Evidence evidence) => new(
        "attacks",
        $"Over {evidence.Observations.Count} replicas with other amounts each, up to {e.Depth} acts",
        ["design", "who loses", "found, part of runs", "mean cost", "mean damage", "mean acts", "unit",
            "searched to the end"],
        [
            .. Target.All.Select(t => (IReadOnlyList<Cell>)[
                Cell.Of(t.Design), Cell.Of(t.Loser), Cell.Of(evidence.Of($"found.{t.Name}").Mean),
                Cell.Of(evidence.Of($"cost.{t.Name}").Mean), Cell.Of(evidence.Of($"damage.{t.Name}").Mean),
                Cell.Of(evidence.Of($"acts.{t.Name}").Mean), Cell.Of(t.Unit),
                Cell.Of(evidence.Of($"complete.{t.Name}").Mean)]),
        ]);

    private static Table Stories((Target Target, Attack? Attack)[] found) => new(
        "stories",
        "The cheapest attack of the first replica, act by act",
        ["design", "who loses", "act", "the attacker"],
        [
            .. found.SelectMany(static f => f.Attack is null
                ? [[Cell.Of(f.Target.Design), Cell.Of(f.Target.Loser), Cell.Of("–"),
                    Cell.Of("finds nothing")]]
                : f.Attack.Steps.Select((step, i) => (IReadOnlyList<Cell>)[
                    Cell.Of(f.Target.Design), Cell.Of(f.Target.Loser), Cell.Of(i + 1), Cell.Of(step)])),
        ]);

    private static CurveChart Damages(Evidence evidence) => new(
        "damage",
        "What others lose by what it costs the attacker, an attack a point (staking and delegation)",
        new("cost, ETH"),
        new("damage, ETH"),
        [
            .. Target.All.Where(static t => t.Unit == "ETH").Select(t =>
            {
                int cost = ColumnOf(evidence, $"cost.{t.Name}");
                int damage = ColumnOf(evidence, $"damage.{t.Name}");
                int found = ColumnOf(evidence, $"found.{t.Name}");
                (double X, double Y)[] points =
                [
                    .. evidence.Observations.Where(o => o.Values[found] > 0)
                        .Select(o => (o.Values[cost], o.Values[damage])).Order(),
                ];
                return new Series(
                    $"{t.Design}: {t.Loser}", SeriesStyle.Points, [.. points.Select(static p => p.X)],
                    [.. points.Select(static p => p.Y)]);
            }),
        ]);

    private static int ColumnOf(Evidence evidence, string measure) =>
        evidence.Measures.Index().First(m => m.Item.Name == measure).Index;
}

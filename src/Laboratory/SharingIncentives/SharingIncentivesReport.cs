using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Reporting;
using TrustlessPools.Mining.Sharing;

namespace TrustlessPools.Laboratory.SharingIncentives;

/// <summary>What the policies bring.</summary>
internal static class SharingIncentivesReport
{
    private const int RoundsMax = 30;

    internal static Report Of(SharingIncentivesExperiment experiment, Evidence evidence) => new(
        "What a miner gains by not sharing everything",
        Findings(experiment),
        Assumptions(experiment),
        [Policies(experiment, evidence), Halvings(experiment, evidence), Withholding(experiment),
            Unravelling(experiment)],
        Charts(experiment, evidence));

    private static IReadOnlyList<string> Findings(SharingIncentivesExperiment e)
    {
        SharingPolicy[] tricks = [.. e.Policies.Skip(2)];
        double equal = tricks.Max(p => Exact(e, WeightBasis.Equal, p));
        double amount = tricks.Max(p => Exact(e, WeightBasis.Amount, p));
        (int rounds, double part) = Rest(e);
        return
        [
            $"Sharing all and keeping all bring the same in the long run: "
                + $"{Exact(e, WeightBasis.Amount, e.Policies[1]):F3} of it. Nothing "
                + "but steadiness rewards sharing; nothing punishes leaving.",
            $"Where every block counts the same, a miner gains by sharing only its poor ones: {equal:F3} "
                + "of honest income. Where a block "
                + $"counts what it shared, it does not: {amount:F3}.",
            $"If all do so the pool unravels: each round the blocks above the mean of what is still shared "
                + $"are kept, until after {rounds} rounds "
                + $"{part:P0} of the blocks are shared.",
            "A block found just before a halving brings back "
                + $"{e.RecoveredExactly(WeightBasis.Equal, 0):F3} of what it shared with equal weights, and "
                + $"{e.RecoveredExactly(WeightBasis.Amount, 0):F3} by amount, as later blocks count half: "
                + "everybody gains by "
                + "keeping blocks shortly before a halving, under equal weights most.",
            "A pool that dies d blocks after a block is found pays d / W of it: outstanding rewards are a "
                + "reason to stay, and to leave first.",
        ];
    }

    private static IReadOnlyList<string> Assumptions(SharingIncentivesExperiment e) =>
    [
        $"One miner with {e.Miner:0.######} of the pool chooses; all others share everything, but for the "
            + "table of unravelling, where all choose.",
        "Rewards are a subsidy and fees of equally likely classes; a miner sees its block's fees before it "
            + "decides.",
        "A kept block is outside of the pool: it pays nobody and is paid by nobody. There are no orphans.",
        "Policies are compared on the same blocks by the live accounting; closed forms are long-run "
            + "expectations.",
        "Weak shares are in closed form: a miner that withholds full blocks is still paid for its near "
            + "misses, (K - 1) / K of the time.",
        "Hopping between this pool and solo mining is keeping blocks at times: it brings what keeping "
            + "brings, except before a halving.",
    ];

    private static Table Policies(SharingIncentivesExperiment e, Evidence evidence) => new(
        "policies",
        "Income of one miner for that of sharing all",
        ["weight", "policy", "closed form", "sampled", "± (95 %)"],
        [
            .. from basis in SharingIncentivesExperiment.Bases
               from policy in e.Policies.Skip(1)
               let sampled = evidence.Of(SharingIncentivesExperiment.NameOf(basis.Name, policy))
               select (IReadOnlyList<Cell>)[
                   Cell.Of(basis.Name), Cell.Of(policy.Name), Cell.Of(Exact(e, basis.Basis, policy), 5),
                   Cell.Of(sampled.Mean, 5), Cell.Of(Estimate.Normal95 * sampled.StandardError, 2)],
        ]);

    private static Table Halvings(SharingIncentivesExperiment e, Evidence evidence) => new(
        "halving",
        "What a block brings back of what it shared, by how long before a halving it is found; and if the "
            + "pool dies instead",
        ["weight", "pool blocks before", "closed form", "by the live accounting", "if the pool dies then"],
        [
            .. from basis in SharingIncentivesExperiment.Bases
               from lead in e.Leads
               select (IReadOnlyList<Cell>)[
                   Cell.Of(basis.Name), Cell.Of(lead), Cell.Of(e.RecoveredExactly(basis.Basis, lead)),
                   Cell.Of(evidence.Of(SharingIncentivesExperiment.Recovered(basis.Name, lead)).Mean),
                   Cell.Of(lead / e.Window)],
        ]);

    private static Table Withholding(SharingIncentivesExperiment e) => new(
        "withholding",
        "A miner that hands in near misses and withholds full blocks, with K weak shares a block (closed "
            + "form)",
        ["K", "still paid to it", "lost by the rest of the pool, for its part"],
        [
            .. e.Scenario.Integers(SharingIncentivesQuestion.WeakShares).Select(k => (IReadOnlyList<Cell>)[
                Cell.Of(k), Cell.Of((k - 1.0) / k), Cell.Of((k - 1.0) / k)]),
        ]);

    /// <summary>
    /// Everybody responds: the bound of each round is the mean of what the last one shared.
    /// </summary>
    private static Table Unravelling(SharingIncentivesExperiment e) => new(
        "unravelling",
        "Equal weights, everybody choosing: in each round blocks above the mean of what was shared are kept",
        ["round", "mean of shared rewards, satoshi", "part of blocks shared"],
        [
            .. Rounds(e).Select((r, i) =>
                (IReadOnlyList<Cell>)[Cell.Of(i), Cell.Of(r.Mean, 9), Cell.Of(r.Part)]),
        ]);

    private static IEnumerable<(double Mean, double Part)> Rounds(SharingIncentivesExperiment e)
    {
        double[] shared = [.. e.Rewards.Select(static r => (double)r.Value)];
        for (int round = 0; round < RoundsMax; round++)
        {
            double mean = shared.Average();
            yield return (mean, (double)shared.Length / e.Rewards.Count);
            double[] next = [.. shared.Where(r => r <= mean)];
            if (next.Length == shared.Length)
            {
                yield break;
            }

            shared = next;
        }
    }

    private static (int Rounds, double Part) Rest(SharingIncentivesExperiment e)
    {
        (double Mean, double Part)[] rounds = [.. Rounds(e)];
        return (rounds.Length - 1, rounds[^1].Part);
    }

    private static IReadOnlyList<Chart> Charts(SharingIncentivesExperiment e, Evidence evidence)
    {
        double[] leads = [.. e.Leads.Select(static d => (double)d)];
        (double Mean, double Part)[] rounds = [.. Rounds(e)];
        double[] classes = [.. e.Rewards.Select(static r => r.Value / 1e8)];
        return
        [
            new CurveChart(
                "thresholds",
                "Income of a miner that shares only blocks below a bound: with equal weights there is a "
                    + "best one, by amount none matters",
                new("bound, bitcoin"),
                new("income / honest income"),
                [
                    .. SharingIncentivesExperiment.Bases.Select(basis => new Series(
                        $"weight: {basis.Name}",
                        SeriesStyle.Line,
                        classes,
                        [.. e.Rewards.Select(bound => Exact(
                            e, basis.Basis, SharingPolicy.Below("bound", e.Rewards, bound.Value)))])),
                ]),
            new CurveChart(
                "halving",
                "What a block brings back, by how long before a halving it is found",
                new("pool blocks before the halving"),
                new("part of the reward"),
                [
                    .. SharingIncentivesExperiment.Bases.SelectMany(basis => (Series[])[
                        new($"weight: {basis.Name}, closed form", SeriesStyle.Dashed, leads,
                            [.. e.Leads.Select(d => e.RecoveredExactly(basis.Basis, d))]),
                        new($"weight: {basis.Name}, live accounting", SeriesStyle.Points, leads,
                            [.. e.Leads.Select(d => evidence.Of(
                                SharingIncentivesExperiment.Recovered(basis.Name, d)).Mean)]),
                    ]),
                ]),
            new CurveChart(
                "unravelling",
                "Equal weights, everybody choosing: the part of blocks that is still shared",
                new("round"),
                new("part of blocks"),
                [
                    new("shared", SeriesStyle.Line, [.. rounds.Select(static (_, i) => (double)i)],
                        [.. rounds.Select(static r => r.Part)]),
                ]),
        ];
    }

    private static double Exact(SharingIncentivesExperiment e, WeightBasis basis, SharingPolicy policy)
    {
        SharingRule rule = SharingIncentivesQuestion.RuleOf(e.Scenario, basis);
        double honest = e.Policies[0].PaysAgainst(rule, e.Rewards, e.Miner, e.Policies[0]);
        return policy.PaysAgainst(rule, e.Rewards, e.Miner, e.Policies[0]) / honest;
    }
}

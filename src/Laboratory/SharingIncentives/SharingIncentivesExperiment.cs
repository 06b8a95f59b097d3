using System.Numerics;
using TrustlessPools.Laboratory.Numerics;
using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Reporting;
using TrustlessPools.Laboratory.Scenarios;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.SharingIncentives;

/// <summary>
/// One miner's policies on the same blocks, all others sharing everything, by the live accounting.
/// </summary>
internal sealed class SharingIncentivesExperiment : IExperiment
{
    internal static readonly IReadOnlyList<(string Name, WeightBasis Basis)> Bases =
        [("amount", WeightBasis.Amount), ("equal", WeightBasis.Equal)];

    private readonly ulong _minerUpTo;

    internal SharingIncentivesExperiment(Scenario scenario)
    {
        Scenario = scenario;
        Rewards =
        [
            .. scenario.Integers(SharingIncentivesQuestion.Fees).Select(f =>
                new Satoshi((ulong)(scenario.Integer(SharingIncentivesQuestion.Subsidy) + f))),
        ];
        Miner = Numbers.Of(scenario.Ratio(SharingIncentivesQuestion.Miner));
        _minerUpTo = (ulong)(scenario.Ratio(SharingIncentivesQuestion.Miner)
            * Ratio.FromInteger(BigInteger.One << 64)).Floor();
        double mean = Rewards.Average(static r => (double)r.Value);
        double median = (Rewards[(Rewards.Count - 1) / 2].Value + Rewards[Rewards.Count / 2].Value) / 2.0;
        Policies =
        [
            SharingPolicy.Honest(Rewards.Count),
            SharingPolicy.Alone(Rewards.Count),
            SharingPolicy.Below("share below the median", Rewards, median),
            SharingPolicy.Below("share below the mean", Rewards, mean),
        ];
        Measures =
        [
            .. from basis in Bases
               from policy in Policies.Skip(1)
               select new Measure(
                   NameOf(basis.Name, policy), "1", $"Income of a miner that does: {policy.Name}; for that "
                       + "of sharing all."),
            .. from basis in Bases
               from lead in Leads
               select new Measure(
                   Recovered(basis.Name, lead),
                   "1",
                   $"What a block of {lead} pool blocks before a halving brings back of what it shared."),
        ];
    }

    public IReadOnlyList<Measure> Measures { get; }

    internal Scenario Scenario { get; }

    internal IReadOnlyList<Satoshi> Rewards { get; }

    internal IReadOnlyList<SharingPolicy> Policies { get; }

    internal double Miner { get; }

    internal IReadOnlyList<long> Leads => Scenario.Integers(SharingIncentivesQuestion.Leads);

    internal double Window => Scenario.Integer(SharingIncentivesQuestion.Window);

    public Observation Observe(ReplicaRandom random)
    {
        var values = new List<double>();
        foreach ((_, WeightBasis basis) in Bases)
        {
            SharingRule rule = SharingIncentivesQuestion.RuleOf(Scenario, basis);
            double[] incomes = [.. Policies.Select(p => Income(rule, p, random.Stream()))];
            values.AddRange(incomes.Skip(1).Select(i => i / incomes[0]));
        }

        values.AddRange(
            from basis in Bases
            from lead in Leads
            select Recovery(basis.Basis, lead));
        return new(values);
    }

    public Report Conclude(Evidence evidence) => SharingIncentivesReport.Of(this, evidence);

    internal static string NameOf(string basis, SharingPolicy policy) =>
        $"income.{basis}.{policy.Name.Replace(' ', '-')}";

    internal static string Recovered(string basis, long lead) => $"recovered.{basis}.d{lead}";

    /// <summary>What a block found d pool blocks before a halving brings back of what it shared.</summary>
    /// <remarks>
    /// With equal weights (d + (W - d) / 2) / W. By amount more, since later blocks count half: the j-th
    /// after
    /// the halving pays it 1/2 of W - j/2, which for d = 0 comes to about ln 2.
    /// </remarks>
    internal double RecoveredExactly(WeightBasis basis, long lead)
    {
        double after = 0;
        for (long j = 1; j <= Window - lead; j++)
        {
            after += basis is WeightBasis.Equal ? 0.5 / Window : 0.5 / (Window - ((j - 1) / 2.0));
        }

        return (lead / Window) + after;
    }

    /// <summary>What the miner earns over the blocks of a replica, the window being full.</summary>
    private double Income(SharingRule rule, SharingPolicy policy, SeededGenerator random)
    {
        var pool = new ShareAccounting(rule, miners: 2);
        long blocks = Scenario.Integer(SharingIncentivesQuestion.Blocks);
        Mine(pool, policy, random, 2 * rule.Window.Full);
        Satoshi before = pool.EarnedBy(0);
        Mine(pool, policy, random, blocks);
        return (pool.EarnedBy(0) - before).Value;
    }

    private void Mine(ShareAccounting pool, SharingPolicy policy, SeededGenerator random, long blocks)
    {
        for (long i = 0; i < blocks; i++)
        {
            bool isMiners = random.NextUInt64() < _minerUpTo;
            int kind = random.NextBelow(Rewards.Count);
            if (isMiners && !policy.Shares[kind])
            {
                pool.Keep(0, Rewards[kind]);
            }
            else
            {
                pool.Share(isMiners ? 0 : 1, Rewards[kind]);
            }
        }
    }

    /// <summary>
    /// One block of the miner's, so many blocks before rewards halve, on a full window of others' blocks: the
    /// part of its reward that comes back until it has left the window.
    /// </summary>
    private double Recovery(WeightBasis basis, long lead)
    {
        SharingRule rule = SharingIncentivesQuestion.RuleOf(Scenario, basis);
        var pool = new ShareAccounting(rule, miners: 2);
        var reward = new Satoshi((ulong)Scenario.Integer(SharingIncentivesQuestion.Subsidy));
        for (long i = 0; i < rule.Window.Full; i++)
        {
            pool.Share(1, reward);
        }

        pool.Share(0, reward);
        Satoshi own = pool.EarnedBy(0);
        for (long i = 0; i < rule.Window.Full; i++)
        {
            pool.Share(1, i < lead ? reward : new(reward.Value / 2));
        }

        double shared = rule.SharedOf(reward).Value;
        return shared == 0 ? 0 : (pool.EarnedBy(0) - own).Value / shared;
    }
}

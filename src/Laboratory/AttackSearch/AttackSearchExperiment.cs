using System.Text.Json.Nodes;
using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Reporting;
using TrustlessPools.Laboratory.Scenarios;
using TrustlessPools.Laboratory.SharingIncentives;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Ledger.Leverage;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.AttackSearch;

/// <summary>
/// One search for each design; replicas differ in the attacker's money and in what else is slashed.
/// </summary>
internal sealed class AttackSearchExperiment : IExperiment
{
    /// <summary>The miner's part of the pool in replica 0.</summary>
    internal const double MinerFirst = 0.01;

    private readonly Scenario _scenario;
    private readonly StrategyPrices _prices = new(StakedNetwork.Reference);

    internal AttackSearchExperiment(Scenario scenario)
    {
        _scenario = scenario;
        Measures =
        [
            .. Target.All.SelectMany(static t => (Measure[])[
                new($"found.{t.Name}", "1", "Whether an attack was found."),
                new($"cost.{t.Name}", t.Unit, "What it costs the attacker, below 0 for a gain; 0 where "
                    + "there is none."),
                new($"damage.{t.Name}", t.Unit, "What others lose; 0 where there is none."),
                new($"acts.{t.Name}", "acts", "How many acts it takes; 0 where there is none."),
                new($"complete.{t.Name}", "1", "Whether all sequences up to the depth were looked at."),
            ]),
        ];
    }

    public IReadOnlyList<Measure> Measures { get; }

    internal int Depth => (int)_scenario.Integer(AttackSearchQuestion.Depth);

    internal Scenario Scenario => _scenario;

    public Observation Observe(ReplicaRandom random)
    {
        World world = Draw(random);
        var values = new List<double>();
        var stories = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (Target target in Target.All)
        {
            Attack? attack = Search.Cheapest(
                target.Start(world), Depth, (int)_scenario.Integer(AttackSearchQuestion.Positions),
                    out bool isComplete);
            values.AddRange([
                attack is null ? 0 : 1, attack?.Cost ?? 0, attack?.Damage ?? 0, attack?.Length ?? 0,
                    isComplete ? 1 : 0]);
            if (attack is not null)
            {
                stories.Add(
                    target.Name, new JsonArray([.. attack.Steps.Select(static s => JsonValue.Create(s))]));
            }
        }

        return new(values, new JsonObject(stories).ToJsonString());
    }

    public Report Conclude(Evidence evidence) => AttackSearchReport.Of(this, evidence);

    /// <summary>Replica 0 has the amounts of the scenario; others draw them.</summary>
    internal World Draw(ReplicaRandom random)
    {
        SeededGenerator stream = random.Stream();
        long most = _scenario.Integer(AttackSearchQuestion.Together);
        ulong together = random.Replica == 0 ? (ulong)most : 1 + stream.NextBelow((ulong)most);
        ulong extra = random.Replica == 0 ? 1_000_000_000 : 1 + stream.NextBelow(8_000_000_000UL);
        Ratio ratio = _scenario.Ratio(AttackSearchQuestion.Ratio);
        double miner = random.Replica == 0 ? MinerFirst : (1 + stream.NextBelow(300)) / 1000.0;
        return new(
            (int)_scenario.Integer(AttackSearchQuestion.Accounts),
            new((uint)ratio.Numerator, (uint)ratio.Denominator),
            new(Gwei.ValidatorStake.Value + extra),
            _prices.PerValidator(new Strategy.SlashedTogether(together)),
            miner);
    }
}

/// <summary>The amounts of one replica.</summary>
internal sealed record World(int Accounts, CollateralRatio Ratio, Gwei Wealth, Gwei Penalty, double Miner);

/// <summary>A design and whose loss in it is looked for.</summary>
/// <param name="Name">For measures.</param>
/// <param name="Design">For tables.</param>
/// <param name="Loser">Who would lose.</param>
/// <param name="Unit">Of cost and damage.</param>
/// <param name="Start">The position before the first act.</param>
internal sealed record Target(
    string Name, string Design, string Loser, string Unit, Func<World, IPosition> Start)
{
    /// <summary>The classes of rewards of the sharing question's defaults.</summary>
    internal static IReadOnlyList<Satoshi> Rewards { get; } = RewardsOf(
        new SharingIncentivesQuestion().Schema.Defaults());

    internal static IReadOnlyList<Target> All { get; } =
    [
        new("today.staker", "A and B over today's chain", "a staker", "ETH", static w =>
            Staking(w, Protocol.Today, Victim.Staker)),
        new("seed.staker", "B as proposed", "a staker", "ETH", static w =>
            Staking(w, Protocol.Seed, Victim.Staker)),
        new("seed.protocol", "B as proposed", "the protocol", "ETH", static w =>
            Staking(w, Protocol.Seed, Victim.Protocol)),
        new("liquid.protocol", "C, liquid", "the protocol", "ETH", static w => Delegating(w, Custody.Liquid)),
        new("locked.protocol", "C, locked", "the protocol", "ETH", static w => Delegating(w, Custody.Locked)),
        new("equal.miners", "D, equal weights", "other miners", "BTC", static w =>
            Sharing(w, WeightBasis.Equal)),
        new("amount.miners", "D, weight by amount", "other miners", "BTC", static w =>
            Sharing(w, WeightBasis.Amount)),
    ];

    private static StakingPosition Staking(World world, Protocol protocol, Victim victim) =>
        StakingPosition.Start(new(
        new() { Protocol = protocol, Mode = BackingMode.Electra, Ratio = world.Ratio },
        victim,
        world.Accounts,
        world.Wealth,
        HonestSeats: 1,
        world.Penalty));

    private static DelegationPosition Delegating(World world, Custody custody) => DelegationPosition.Start(
        DelegationParameters.Days21 with
        {
            Custody = custody, Ledger = DelegationParameters.Days21.Ledger with { Mode = BackingMode.Ideal },
        },
        world.Wealth);

    private static SharingPosition Sharing(World world, WeightBasis basis) => new(
        new() { Basis = basis, Share = new(1, 1) }, Rewards, world.Miner);

    private static IReadOnlyList<Satoshi> RewardsOf(Scenario defaults) =>
    [
        .. defaults.Integers(SharingIncentivesQuestion.Fees).Select(f =>
            new Satoshi((ulong)(defaults.Integer(SharingIncentivesQuestion.Subsidy) + f))),
    ];
}

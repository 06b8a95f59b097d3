using TrustlessPools.Laboratory.Numerics;
using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Scenarios;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.DelegationGame;

/// <summary>How many pools, and of whom, are left when everybody responds to everybody?</summary>
/// <remarks>Spec: docs/spec/simulation.md#delegation-game.</remarks>
public sealed class DelegationGameQuestion : IQuestion
{
    internal const string Players = "players";
    internal const string Targets = "target-pools";
    internal const string Influences = "pledge-influence";
    internal const string Forms = "schemes";
    internal const string Cap = "leverage-cap";
    internal const string CostLeast = "cost-least";
    internal const string CostMost = "cost-most";
    internal const string Extra = "extra-pool-cost";
    internal const string Threshold = "threshold";
    internal const string Order = "order";
    internal const string Rounds = "rounds";
    internal const string IdleRounds = "idle-rounds";
    internal const string Random = "random";
    internal const string Sequential = "sequential";

    internal static readonly IReadOnlyList<(string Name, RewardForm Form)> AllForms =
    [
        ("cardano", RewardForm.Cardano), ("leverage-cap", RewardForm.LeverageCap),
        ("simplified", RewardForm.Simplified), ("flat", RewardForm.Flat), ("curved", RewardForm.Curved),
    ];

    public string Name => "delegation-game";

    public string Asks =>
        "Which pools are left when stakers and operators respond to each other, and how many operators "
            + "hold half of the stake?";

    public int DefaultReplicas => 16;

    public ScenarioSchema Schema { get; } = new(Version: 1, [
        new IntegerKey(Players, "How many have stake.", 500, 2, 100_000),
        new IntegersKey(Targets, "k, how many pools the scheme wants.", [25, 50, 100], 1, 5000, 8),
        new RatiosKey(
            Influences, "a0, how much pledge counts.", [new(1, 10), new(3, 10), Ratio.One], Ratio.Zero,
                Ratio.FromInteger(100), 8),
        new ChoicesKey(
            Forms, "How pools are rewarded; the first two are the ledger's own code.", ["cardano"], [
            .. AllForms.Select(static f => f.Name)]),
        new RatioKey(
            Cap, "L, the most that stake counts beyond the pledge, under leverage-cap.",
                Ratio.FromInteger(100), Ratio.One, Ratio.FromInteger(10_000)),
        new RatioKey(
            CostLeast, "The least that a first pool costs, as a part of all rewards.", new(1, 100_000),
                Ratio.Zero, Ratio.One),
        new RatioKey(CostMost, "The most that a first pool costs.", new(1, 10_000), Ratio.Zero, Ratio.One),
        new RatioKey(
            Extra, "What a further pool of a player costs, as a part of its first.", new(2, 5), Ratio.Zero,
                Ratio.FromInteger(10)),
        new RatioKey(
            Threshold, "How much more a move must bring than staying.", new(1, 1_000_000_000), Ratio.Zero,
                Ratio.One),
        new ChoiceKey(Order, "In which order players move in a round.", [Random, Sequential]),
        new IntegerKey(Rounds, "After how many rounds play is broken off.", 300, 1, 100_000),
        new IntegerKey(IdleRounds, "After how many rounds without a move play is at rest.", 10, 1, 1000),
    ]);

    public IExperiment? Prepare(Scenario scenario, out Refusal? refusal)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        (Ratio least, Ratio most) = (scenario.Ratio(CostLeast), scenario.Ratio(CostMost));
        refusal = least > most
            ? new("CostsReversed", $"costs from {least} to {most}", "the least first")
            : null;
        return refusal is null ? new DelegationGameExperiment(scenario) : null;
    }

    /// <summary>Stakes with a Pareto tail of shape 2 that sum to 1, and costs that are uniform.</summary>
    /// <remarks>1/sqrt(u) has that tail, and a square root is the same on every machine.</remarks>
    internal static IReadOnlyList<(double Stake, double Cost)> Draw(Scenario scenario, SeededGenerator random)
    {
        double least = Numbers.Of(scenario.Ratio(CostLeast));
        double most = Numbers.Of(scenario.Ratio(CostMost));
        double[] stakes =
        [
            .. Enumerable.Range(0, (int)scenario.Integer(Players)).Select(_ =>
                1 / Math.Sqrt(1 - Uniform(random))),
        ];
        double sum = stakes.Sum();
        return [.. stakes.Select(s => (s / sum, least + ((most - least) * Uniform(random))))];
    }

    private static double Uniform(SeededGenerator random) => (random.NextUInt64() >> 11) * (1.0 / (1L << 53));
}

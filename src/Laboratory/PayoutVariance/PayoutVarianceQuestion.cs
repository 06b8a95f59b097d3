using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Scenarios;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.PayoutVariance;

/// <summary>
/// How steady does sharing rewards with past blocks make a miner's income, and for how long?
/// </summary>
/// <remarks>Spec: docs/spec/simulation.md#payout-variance.</remarks>
public sealed class PayoutVarianceQuestion : IQuestion
{
    internal const string Window = "window";
    internal const string Share = "share";
    internal const string Pool = "pool";
    internal const string Miners = "miners";
    internal const string Horizons = "horizons";
    internal const string Blocks = "blocks";
    internal const string WeakShares = "weak-shares";
    internal const string Basis = "weight";
    internal const string Mode = "mode";
    internal const string Repaired = "repaired";
    internal const string Exact = "exact";
    internal const string ByAmount = "amount";
    internal const string Equally = "equal";

    /// <summary>Parts of the reward are satoshi of this; constant, so that all variance is luck.</summary>
    internal static readonly Satoshi Reward = new(312_500_000);

    public string Name => "payout-variance";

    public string Asks => "How much steadier is a miner's income in a pool that shares with its past "
        + "blocks, and for how long?";

    public int DefaultReplicas => 32;

    public ScenarioSchema Schema { get; } = new(Version: 1, [
        new ChoiceKey(
            Mode, "repaired runs the live rule over random blocks; exact gives closed forms alone.", [
            Repaired, Exact]),
        new IntegerKey(Window, "W, the pool blocks that are paid.", 2016, 1, 1_000_000),
        new RatioKey(
            Share, "s, the part of a reward that is shared.", new(2016, 2017), new(1, 1000), Ratio.One),
        new ChoiceKey(Basis, "What a block counts in the window.", [ByAmount, Equally]),
        new RatioKey(Pool, "H, the pool's part of all blocks.", new(1, 2), new(1, 1000), Ratio.One),
        new RatiosKey(
            Miners,
            "q, the parts of the pool of the miners who are watched, each a miner of its own.",
            [new(1, 1000), new(1, 100), new(1, 10)],
            new(1, 1_000_000),
            new(1, 2),
            CountMax: 8),
        new IntegersKey(
            Horizons,
            "Over how many network blocks income is added up; 144 are a day, 52,560 a year.",
            [1, 6, 36, 144, 1008, 4320, 13_140, 52_560],
            1,
            1_000_000,
            CountMax: 24),
        new IntegerKey(
            Blocks, "Network blocks of a replica, after the window is full.", 420_480, 1000, 1_000_000_000),
        new IntegersKey(
            WeakShares, "K, near misses a block, of which closed forms are shown.", [1, 4, 16, 64], 1, 128,
                8),
    ]);

    public IExperiment? Prepare(Scenario scenario, out Refusal? refusal)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        Ratio sum = scenario.Ratios(Miners).Aggregate(static (a, b) => a + b);
        long longest = scenario.Integers(Horizons)[^1];
        refusal = sum > Ratio.One
            ? new("MinersBeyondPool", $"miners that are {sum} of the pool", "at most 1 together")
            : scenario.Integer(Blocks) < longest
                ? new(
                    "HorizonBeyondRun", $"a horizon of {longest} blocks in {scenario.Integer(Blocks)}",
                        "a shorter one")
                : null;
        return refusal is null ? new PayoutVarianceExperiment(scenario, RuleOf(scenario)) : null;
    }

    /// <summary>The live rule with the scenario's parameters.</summary>
    internal static SharingRule RuleOf(Scenario scenario)
    {
        Ratio share = scenario.Ratio(Share);
        return new()
        {
            Window = SharingWindow.Last((uint)scenario.Integer(Window)),
            Share = new((uint)share.Numerator, (uint)share.Denominator),
            Basis = scenario.Choice(Basis) == Equally ? WeightBasis.Equal : WeightBasis.Amount,
        };
    }
}

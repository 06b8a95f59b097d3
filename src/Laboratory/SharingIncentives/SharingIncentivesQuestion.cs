using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Scenarios;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.SharingIncentives;

/// <summary>Does a miner gain by sharing, or by sharing only when it suits it?</summary>
/// <remarks>Spec: docs/spec/simulation.md#sharing-incentives.</remarks>
public sealed class SharingIncentivesQuestion : IQuestion
{
    internal const string Subsidy = "subsidy";
    internal const string Fees = "fees";
    internal const string Window = "window";
    internal const string Share = "share";
    internal const string Miner = "miner";
    internal const string Blocks = "blocks";
    internal const string Leads = "halving-leads";
    internal const string WeakShares = "weak-shares";

    public string Name => "sharing-incentives";

    public string Asks =>
        "What does a miner gain by keeping, choosing, hopping or leaving in time, under each weighting of "
            + "the sharing rule?";

    public int DefaultReplicas => 32;

    public ScenarioSchema Schema { get; } = new(Version: 1, [
        new IntegerKey(Subsidy, "The subsidy of a block, satoshi.", 312_500_000, 1, 5_000_000_000),
        new IntegersKey(
            Fees,
            "Fees of blocks, satoshi, each as likely as the others; the default are the middles of the "
                + "tenths of an "
                + "exponential distribution with a mean of 0.33 bitcoin.",
            [
                1_692_679, 5_363_125, 9_493_508, 14_215_836, 19_728_621,
                26_350_754, 34_644_130, 45_747_714, 62_604_960, 98_859_165,
            ],
            0,
            5_000_000_000,
            CountMax: 100),
        new IntegerKey(Window, "W, the pool blocks that are paid.", 432, 1, 100_000),
        new RatioKey(Share, "s, the part of a reward that is shared.", Ratio.One, new(1, 1000), Ratio.One),
        new RatioKey(Miner, "The miner's part of the pool.", new(1, 100), new(1, 1_000_000), new(1, 2)),
        new IntegerKey(
            Blocks, "Blocks of a replica, after the window is full.", 200_000, 1000, 1_000_000_000),
        new IntegersKey(
            Leads,
            "How many pool blocks before a halving a block is found; at most the window.",
            [0, 27, 54, 108, 216, 324, 432],
            0,
            100_000,
            CountMax: 24),
        new IntegersKey(
            WeakShares, "K, near misses a block, for the cost of withholding.", [1, 4, 16, 64], 1, 128, 8),
    ]);

    public IExperiment? Prepare(Scenario scenario, out Refusal? refusal)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        (long lead, long window) = (scenario.Integers(Leads)[^1], scenario.Integer(Window));
        refusal = lead > window
            ? new("LeadBeyondWindow", $"{lead} blocks before a halving", $"at most the window, {window}")
            : null;
        return refusal is null ? new SharingIncentivesExperiment(scenario) : null;
    }

    /// <summary>The live rule with the scenario's parameters.</summary>
    internal static SharingRule RuleOf(Scenario scenario, WeightBasis basis)
    {
        Ratio share = scenario.Ratio(Share);
        return new()
        {
            Window = SharingWindow.Last((uint)scenario.Integer(Window)),
            Share = new((uint)share.Numerator, (uint)share.Denominator),
            Basis = basis,
        };
    }
}

using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Scenarios;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.Collateral;

/// <summary>
/// What is collateral worth under Ethereum's penalties, and what do other designs make of it?
/// </summary>
/// <remarks>Spec: docs/spec/simulation.md#collateral.</remarks>
public sealed class CollateralQuestion : IQuestion
{
    internal const string Ratios = "ratios";
    internal const string Locks = "locks";
    internal const string Years = "years";
    internal const string Lone = "lone-faults";
    internal const string Events = "events";
    internal const string Share = "share";
    internal const string Together = "slashed-together";
    internal const string Absence = "absence";
    internal const string Reward = "yearly-reward";
    internal const string Cut = "cut";
    internal const string Leaks = "leak-days";
    internal const string OperatorCost = "operator-cost";

    internal const int DaysAYear = 365;
    internal const ulong EpochsADay = 225;

    public string Name => "collateral";

    public string Asks =>
        "How much of what Ethereum charges does collateral cover, who bears the rest, and how far does it "
            + "lever an attack?";

    public int DefaultReplicas => 32;

    public ScenarioSchema Schema { get; } = new(Version: 1, [
        new RatiosKey(
            Ratios,
            "The collateral for each unit of stake, design B.",
            [new(1, 100), new(1, 50), new(1, 20), new(1, 10)],
            new(1, 10_000),
            Ratio.One,
            CountMax: 8),
        new IntegerKey(Locks, "Locks in the fund, all backed at the start.", 200, 1, 100_000),
        new IntegerKey(Years, "For how long.", 2, 1, 50),
        new RatioKey(
            Lone,
            "Lone slashings a validator and year.",
            new(1, 1000),
            Ratio.Zero,
            Ratio.FromInteger(DaysAYear)),
        new RatioKey(
            Events,
            "Correlated slashings a year, as of a client that many run.",
            new(1, 10),
            Ratio.Zero,
            Ratio.FromInteger(DaysAYear)),
        new RatioKey(
            Share, "The part of the fund's validators in such an event.", new(1, 3), Ratio.Zero, Ratio.One),
        new IntegerKey(
            Together,
            "Validators of the whole network that are slashed together in it.",
            20_000,
            1,
            1_000_000),
        new RatioKey(
            Absence,
            "Days a year on which all validators of the fund are absent.",
            Ratio.One,
            Ratio.Zero,
            Ratio.FromInteger(DaysAYear)),
        new RatioKey(
            Reward,
            "What a validator earns a year, as a part of its stake; for the table of participants.",
            new(3, 100),
            Ratio.Zero,
            Ratio.One),
        new RatioKey(Cut, "The operators' part of rewards; for the same.", new(1, 10), Ratio.Zero, Ratio.One),
        new IntegersKey(
            Leaks, "Days of absence while the chain does not finalize.", [1, 3, 7, 14, 21, 28], 1, 365, 12),
        new RatioKey(
            OperatorCost,
            "What an operator pays a year to run, ETH; for what a fund needs to live.",
            Ratio.One,
            Ratio.Zero,
            Ratio.FromInteger(1_000_000)),
    ]);

    public IExperiment? Prepare(Scenario scenario, out Refusal? refusal)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        long inFund = FundRun.InEvent(scenario);
        refusal = inFund > scenario.Integer(Together)
            ? new(
                "EventSmallerThanFund",
                $"{inFund} validators of the fund in an event of {scenario.Integer(Together)}",
                "at most all that are slashed together")
            : null;
        return refusal is null ? new CollateralExperiment(scenario) : null;
    }
}

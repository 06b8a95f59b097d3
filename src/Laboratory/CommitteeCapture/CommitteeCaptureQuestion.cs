using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Scenarios;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.CommitteeCapture;

/// <summary>
/// How likely does an adversary come to hold a pool's key, or stop it, over years of rotation?
/// </summary>
/// <remarks>Spec: docs/spec/simulation.md#committee-capture.</remarks>
public sealed class CommitteeCaptureQuestion : IQuestion
{
    internal const string Operators = "operators";
    internal const string Seats = "seats";
    internal const string Thresholds = "thresholds";
    internal const string Terms = "term-days";
    internal const string Years = "years";
    internal const string Adversary = "adversary";
    internal const string Corruption = "corruption";
    internal const string Recovery = "recovery";
    internal const string Leaving = "leaving";
    internal const string Erasure = "erasure";
    internal const string Draws = "draws";

    internal const int DaysAYear = 365;

    public string Name => "committee-capture";

    public string Asks =>
        "How likely does an adversary come to hold a rotating pool's key, or stop it, and what do seats "
            + "and terms change?";

    public int DefaultReplicas => 64;

    public ScenarioSchema Schema { get; } = new(Version: 1, [
        new IntegerKey(Operators, "All operators of whom committees are drawn.", 300, 4, 100_000),
        new IntegersKey(Seats, "n, the seats of a committee.", [4, 7, 13, 25, 40], 1, 512, CountMax: 12),
        new RatiosKey(
            Thresholds,
            "t for each seat, rounded up; 2/3 is the quorum, which pools have unless told.",
            [new(1, 2), new(2, 3)],
            new(1, 100),
            Ratio.One,
            CountMax: 6),
        new IntegersKey(Terms, "The days after which a committee hands over.", [1, 7, 30, 90], 1, 3650, 12),
        new IntegerKey(Years, "For how long.", 3, 1, 100),
        new RatioKey(
            Adversary, "The part of all that is the adversary's, where it does not move.", new(1, 5),
                Ratio.Zero, Ratio.One),
        new RatioKey(
            Corruption, "The chance a day that an honest operator is taken over.", new(1, 1000), Ratio.Zero,
                Ratio.One),
        new RatioKey(
            Recovery, "The chance a day that one is taken back.", new(1, 200), Ratio.Zero, Ratio.One),
        new RatioKey(
            Leaving, "The chance a day that one leaves and an honest one comes.", new(1, 1000), Ratio.Zero,
                Ratio.One),
        new RatioKey(
            Erasure, "The chance that a share is really erased when it is handed over.", new(1, 2),
                Ratio.Zero, Ratio.One),
        new IntegerKey(
            Draws, "Committees drawn in a replica from an adversary that does not move.", 100_000, 0,
                1_000_000_000),
    ]);

    public IExperiment? Prepare(Scenario scenario, out Refusal? refusal)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        long seats = scenario.Integers(Seats)[^1];
        long operators = scenario.Integer(Operators);
        long days = scenario.Integer(Years) * DaysAYear;
        long term = scenario.Integers(Terms)[^1];
        refusal = seats > operators
            ? new("TooManySeats", $"{seats} seats", $"at most as many as operators, {operators}")
            : term > days
                ? new("TermBeyondRun", $"a term of {term} days in {days}", "a shorter one, or more years")
                : null;
        return refusal is null ? new CommitteeCaptureExperiment(scenario) : null;
    }
}

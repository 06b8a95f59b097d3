using TrustlessPools.Committees.Sizing;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;
using static TrustlessPools.Testing.SpecificationPage;

namespace TrustlessPools.Core.Tests.Committees;

/// <summary>
/// The tables of docs/spec/committees.md, each after its marker <c>&lt;!-- table: name --&gt;</c>, are what
/// the code computes, to the letter. A failure prints the table as it should be.
/// </summary>
public sealed class CommitteesPageTests
{
    private static readonly SpecificationPage Page = new("committees.md");
    private static readonly int[] Sizes = [4, 7, 13, 16, 24, 25, 40, 64, 128];
    private static readonly Ratio Millionth = new(1, 1_000_000);
    private static readonly Ratio Thousandth = new(1, 1_000);

    [Fact]
    public void Risk_against_size_with_one_fifth_adversarial() => Page.AssertTable(
        "size-fifth", RiskRows(Adversaries(1, 5), Sizes.Select(CommitteeShape.WithQuorum)));

    [Fact]
    public void Risk_against_size_with_one_tenth_adversarial() => Page.AssertTable(
        "size-tenth", RiskRows(Adversaries(1, 10), Sizes.Select(CommitteeShape.WithQuorum)));

    [Fact]
    public void Risk_against_threshold() => Page.AssertTable("threshold", RiskRows(
        new OperatorPopulation.Unbounded { Adversarial = new(1, 10), Dead = new(1, 10) },
        Enumerable.Range(11, 10).Select(static t => new CommitteeShape(Seats: 25, Threshold: t))));

    [Fact]
    public void Smallest_committees() => Page.AssertTable("smallest",
    [
        Row(["adversarial", "t = ceil(2n/3)", "equivocation bounded", "any t", "equivocation bounded"]),
        .. ((Ratio[])[new(1, 20), new(1, 10), new(3, 20), new(1, 5), new(1, 4), new(1, 3)])
            .Select(SmallestRow),
    ]);

    [Fact]
    public void Worked_numbers() => Page.AssertTable("worked",
    [
        Row(["n", "t", "adversarial", "question", "answer"]),
        Row(["128", "86", "1/3", "take-over in a draw", Draw(Of(128, 86, 3).TakeOver)]),
        Row(["111", "74", "1/3", "take-over in a draw", Draw(Of(111, 74, 3).TakeOver)]),
        .. ((int[])[3, 5, 10]).Select(static oneIn =>
            Row(["24", "16", $"1/{oneIn}", "take-over in a draw", Draw(Of(24, 16, oneIn).TakeOver)])),
        .. ((int[])[3, 5, 10]).Select(static oneIn => Row(
            ["24", "16", $"1/{oneIn}", "take-overs expected in 82,125 draws", ExpectedOf(oneIn)])),
        Row(["24", "16", "1/5", "temporary stall in a draw", Draw(Of(24, 16, 5).TemporaryStall)]),
        .. ((int[])[14, 15, 30]).Select(static draws =>
            Row(["25", "17", "1/5", $"permanent stall within {draws} draws", Within(draws)])),
        Row(["25", "17", "20 of 100", "take-over in a draw", Draw(TwentyOfHundred().TakeOver)]),
        Row(["25", "17", "20 of 100", "permanent stall in a draw", Draw(TwentyOfHundred().PermanentStall)]),
    ]);

    private static OperatorPopulation.Unbounded Adversaries(int numerator, int denominator) =>
        new() { Adversarial = new(numerator, denominator) };

    private static IEnumerable<string> RiskRows(
        OperatorPopulation population, IEnumerable<CommitteeShape> shapes) =>
    [
        Row(RiskTable.Titles),
        .. RiskTable.Of(population, drawsPerYear: 365, shapes.ToSequence())
            .Select(static answer => Assert.IsType<RiskAnswer.Assessed>(answer).Risk)
            .Select(static risk => Row(RiskTable.Cells(risk, digits: 2))),
    ];

    private static string SmallestRow(Ratio adversarial) => Row(
    [
        $"{adversarial}",
        Smallest(adversarial, ThresholdRule.Quorum, Ratio.One),
        Smallest(adversarial, ThresholdRule.Quorum, Thousandth),
        Smallest(adversarial, ThresholdRule.Free, Ratio.One),
        Smallest(adversarial, ThresholdRule.Free, Thousandth),
    ]);

    private static string Smallest(Ratio adversarial, ThresholdRule rule, Ratio equivocation) =>
        CommitteeSizing.SmallestSafe(new()
        {
            Population = new OperatorPopulation.Unbounded { Adversarial = adversarial },
            TakeOverPerYearMax = Millionth,
            PermanentStallPerYearMax = Thousandth,
            EquivocationPerYearMax = equivocation,
            ThresholdRule = rule,
            SeatsMax = 256,
        }) switch
        {
            SafetyAnswer.Found { Committee.Shape: var shape } => $"{shape.Seats}, t = {shape.Threshold}",
            SafetyAnswer.Refused { Refusal: SizingRefusal.NoSafeCommittee none } =>
                $"none to {none.SeatsTried}",
            SafetyAnswer.Refused { Refusal: SizingRefusal.QuorumOfDealersOutOfReach } => "none at all",
            SafetyAnswer answer => throw new Xunit.Sdk.XunitException($"Unexpected: {answer}"),
        };

    private static CommitteeRisk Of(int seats, int threshold, int oneIn) =>
        Sizing.CommitteeSizingTests.Assess(Adversaries(1, oneIn), seats, threshold);

    private static CommitteeRisk TwentyOfHundred() => Sizing.CommitteeSizingTests.Assess(
        new OperatorPopulation.Finite { Operators = 100, Adversarial = 20 }, seats: 25, threshold: 17);

    private static string Within(int draws) => Of(25, 17, oneIn: 5).PermanentStall.Within(draws).ToString();

    private static string Draw(Risk risk) => ScientificDecimal.Of(risk.PerDraw, 3).ToString();

    private static string ExpectedOf(int oneIn)
    {
        CommitteeRisk risk = Sizing.CommitteeSizingTests.Assess(
            Adversaries(1, oneIn), seats: 24, threshold: 16, draws: 82_125);
        return ScientificDecimal.Of(risk.TakeOver.ExpectedPerYear, 3).ToString();
    }
}

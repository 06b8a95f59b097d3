using TrustlessPools.Committees.Sizing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Committees.Sizing;

/// <summary>One row a refusal, and the question on the permitted side of each boundary.</summary>
public sealed class SizingRefusalTests
{
    private static readonly OperatorPopulation.Finite Network = new() { Operators = 10, Adversarial = 2 };

    [Fact]
    public void A_network_has_operators() => AssertRefused(
        Question(Network with { Operators = 0, Adversarial = 0 }, seats: 1, threshold: 1),
        new SizingRefusal.OperatorsOutOfRange(Supplied: 0, PermittedMin: 1));

    [Fact]
    public void Faulty_operators_are_no_more_than_all()
    {
        AssertAssessed(Question(Network with { Dead = 5, Offline = 3 }));
        AssertRefused(
            Question(Network with { Dead = 5, Offline = 4 }),
            FaultsOutOfRange(Integer(11), Integer(10)));
        AssertRefused(
            Question(Network with { Dead = -1 }),
            FaultsOutOfRange(Integer(-1), Integer(10)));
        AssertRefused(
            Question(Network with { Dead = int.MaxValue, Offline = int.MaxValue }),
            FaultsOutOfRange(Integer(2 + (2L * int.MaxValue)), Integer(10)));
    }

    [Fact]
    public void Faulty_fractions_are_from_zero_to_one_together()
    {
        var thirds = new OperatorPopulation.Unbounded
        {
            Adversarial = new(1, 3), Dead = new(1, 3), Offline = new(1, 3),
        };
        AssertAssessed(Question(thirds));
        AssertRefused(
            Question(thirds with { Offline = new(1, 2) }),
            FaultsOutOfRange(new(7, 6), Ratio.One));
        AssertRefused(
            Question(thirds with { Offline = new(-1, 2) }),
            FaultsOutOfRange(new(-1, 2), Ratio.One));
    }

    [Fact]
    public void Seats_are_from_one_to_all_operators()
    {
        AssertAssessed(Question(Network, seats: 1, threshold: 1));
        AssertAssessed(Question(Network, seats: 10));
        AssertRefused(
            Question(Network, seats: 0, threshold: 0), SeatsOutOfRange(0, most: 10));
        AssertRefused(Question(Network, seats: 11), SeatsOutOfRange(11, most: 10));
    }

    [Fact]
    public void A_committee_has_at_most_2048_seats()
    {
        var unbounded = new OperatorPopulation.Unbounded { Dead = new(1, 2) };
        AssertAssessed(Question(unbounded, seats: 2048));
        AssertRefused(Question(unbounded, seats: 2049), SeatsOutOfRange(2049, most: 2048));
        AssertRefused(
            Question(Network with { Operators = 5000 }, seats: 2049), SeatsOutOfRange(2049, most: 2048));
    }

    [Fact]
    public void A_threshold_is_from_one_to_the_seats()
    {
        AssertAssessed(Question(Network, seats: 7, threshold: 1));
        AssertAssessed(Question(Network, seats: 7, threshold: 7));
        AssertRefused(
            Question(Network, seats: 7, threshold: 0),
            new SizingRefusal.ThresholdOutOfRange(Supplied: 0, PermittedMin: 1, PermittedMax: 7));
        AssertRefused(
            Question(Network, seats: 7, threshold: 8),
            new SizingRefusal.ThresholdOutOfRange(Supplied: 8, PermittedMin: 1, PermittedMax: 7));
    }

    [Fact]
    public void A_year_has_draws() => AssertRefused(
        Question(Network) with { DrawsPerYear = 0 },
        new SizingRefusal.DrawsOutOfRange(Supplied: 0, PermittedMin: 1));

    [Fact]
    public void Bounds_are_from_zero_to_one()
    {
        SafetyQuestion question = Safety();
        var below = new Ratio(-1, 9);
        var above = new Ratio(10, 9);
        AssertRefused(question with { TakeOverPerYearMax = below }, OutOfRange(below));
        AssertRefused(question with { TakeOverPerYearMax = above }, OutOfRange(above));
        AssertRefused(question with { PermanentStallPerYearMax = above }, OutOfRange(above));
        AssertRefused(question with { EquivocationPerYearMax = above }, OutOfRange(above));

        static SizingRefusal OutOfRange(Ratio supplied) =>
            new SizingRefusal.BoundOutOfRange(supplied, PermittedMin: Ratio.Zero, PermittedMax: Ratio.One);
    }

    [Fact]
    public void A_search_is_refused_like_an_assessment()
    {
        AssertRefused(
            Safety() with { DrawsPerYear = -1 },
            new SizingRefusal.DrawsOutOfRange(Supplied: -1, PermittedMin: 1));
        AssertRefused(
            Safety() with { Population = Network with { Operators = -1 } },
            new SizingRefusal.OperatorsOutOfRange(Supplied: -1, PermittedMin: 1));
        AssertRefused(Safety() with { SeatsMax = 0 }, SeatsOutOfRange(0, most: 2048));
        AssertRefused(Safety() with { SeatsMax = 2049 }, SeatsOutOfRange(2049, most: 2048));
        Assert.Equal(
            new SafetyAnswer.Refused(SeatsOutOfRange(11, most: 10)),
            CommitteeSizing.SafeThresholds(Safety(), seats: 11));
    }

    [Fact]
    public void Codes_stay_with_their_refusals()
    {
        SizingRefusal[] refusals =
        [
            new SizingRefusal.OperatorsOutOfRange(0, 1),
            new SizingRefusal.FaultsOutOfRange(default, default, default),
            new SizingRefusal.SeatsOutOfRange(0, 1, 1),
            new SizingRefusal.ThresholdOutOfRange(0, 1, 1),
            new SizingRefusal.DrawsOutOfRange(0, 1),
            new SizingRefusal.BoundOutOfRange(default, default, default),
            new SizingRefusal.NoSafeThreshold(1, 2, 0),
            new SizingRefusal.NoSafeCommittee(1),
            new SizingRefusal.DealersNotMoreThanAdversaries(default, default),
            new SizingRefusal.QuorumOfDealersOutOfReach(default, default),
        ];
        Assert.Equal(Enumerable.Range(1, 10), refusals.Select(static r => r.Code));
    }

    private static SizingRefusal FaultsOutOfRange(Ratio supplied, Ratio most) =>
        new SizingRefusal.FaultsOutOfRange(supplied, PermittedMin: Ratio.Zero, PermittedMax: most);

    private static SizingRefusal SeatsOutOfRange(int supplied, int most) =>
        new SizingRefusal.SeatsOutOfRange(supplied, PermittedMin: 1, PermittedMax: most);

    private static Ratio Integer(long value) => Ratio.FromInteger(value);

    private static RiskQuestion Question(OperatorPopulation population, int seats = 7, int threshold = 5) =>
        new() { Population = population, Shape = new(Seats: seats, Threshold: threshold) };

    private static SafetyQuestion Safety() => new()
    {
        Population = Network, TakeOverPerYearMax = new(1, 2), PermanentStallPerYearMax = new(1, 2),
    };

    private static void AssertAssessed(RiskQuestion question) =>
        Assert.IsType<RiskAnswer.Assessed>(CommitteeSizing.Assess(question));

    private static void AssertRefused(RiskQuestion question, SizingRefusal refusal) =>
        Assert.Equal(new RiskAnswer.Refused(refusal), CommitteeSizing.Assess(question));

    private static void AssertRefused(SafetyQuestion question, SizingRefusal refusal) =>
        Assert.Equal(new SafetyAnswer.Refused(refusal), CommitteeSizing.SmallestSafe(question));
}

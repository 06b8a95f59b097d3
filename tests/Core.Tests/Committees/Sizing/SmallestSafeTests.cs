using TrustlessPools.Committees.Sizing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Committees.Sizing;

public sealed class SmallestSafeTests
{
    private static readonly Ratio Millionth = new(1, 1_000_000);
    private static readonly Ratio Thousandth = new(1, 1_000);

    /// <summary>Searched by another implementation, over all sizes and thresholds, with 400 digits.</summary>
    [Theory]
    [InlineData(10, ThresholdRule.Quorum, 48, 32, 21, 32)]
    [InlineData(5, ThresholdRule.Free, 62, 34, 34, 34)]
    public void The_smallest_committee_and_its_thresholds_are_found(
        int oneIn, ThresholdRule rule, int seats, int threshold, int thresholdLeast, int thresholdMost)
    {
        var population = new OperatorPopulation.Unbounded { Adversarial = new(1, oneIn) };
        SafetyQuestion question = Daily(population, rule);
        SafeCommittee found = Found(CommitteeSizing.SmallestSafe(question));
        Assert.Equal(new CommitteeShape(Seats: seats, Threshold: threshold), found.Shape);
        Assert.Equal(thresholdLeast, found.ThresholdLeast);
        Assert.Equal(thresholdMost, found.ThresholdMost);
        Assert.Equal(CommitteeSizingTests.Assess(question.Population, seats, threshold), found.Risk);
    }

    [Fact]
    public void No_smaller_committee_and_no_other_threshold_meets_the_bounds()
    {
        const ulong GeneratorSeed = 5;
        var generator = new SeededGenerator(GeneratorSeed);
        int found = 0;
        for (int run = 0; run < 60; run++)
        {
            SafetyQuestion question = RandomQuestion(generator);
            SafetyAnswer answer = CommitteeSizing.SmallestSafe(question);
            string about = $"Generator seed {GeneratorSeed}, run {run}: {question}";
            CommitteeShape? expected = FirstSafe(question);
            Assert.True((answer is SafetyAnswer.Found) == expected.HasValue, about);
            if (answer is SafetyAnswer.Found { Committee: SafeCommittee committee })
            {
                found++;
                Assert.True(committee.Shape == expected, about);
                var safe = Enumerable.Range(1, committee.Shape.Seats)
                    .Where(t => IsSafe(question, new(Seats: committee.Shape.Seats, Threshold: t))).ToList();
                int first = committee.ThresholdLeast;
                IEnumerable<int> range = Enumerable.Range(first, committee.ThresholdMost - first + 1);
                Assert.True(safe.SequenceEqual(range), about);
            }
        }

        Assert.InRange(found, 15, 45);
    }

    [Fact]
    public void A_bound_on_equivocation_asks_for_more()
    {
        SafetyQuestion question = Daily(
            new OperatorPopulation.Unbounded { Adversarial = new(1, 10) }, ThresholdRule.Quorum);
        int without = Found(CommitteeSizing.SmallestSafe(question)).Shape.Seats;
        SafetyQuestion bounded = question with { EquivocationPerYearMax = Millionth };
        SafeCommittee with = Found(CommitteeSizing.SmallestSafe(bounded));
        Assert.True(with.Shape.Seats > without);
        Assert.True(with.Risk.Equivocation.PerYear.IsAtMost(Millionth));
    }

    [Fact]
    public void At_one_third_no_size_helps_a_quorum_of_dealers_but_a_lower_threshold_does()
    {
        var third = new OperatorPopulation.Unbounded { Dead = new(1, 3) };
        Assert.Equal(
            new SizingRefusal.QuorumOfDealersOutOfReach(Supplied: new(1, 3), PermittedBelow: new(1, 3)),
            Refusal(CommitteeSizing.SmallestSafe(Daily(third, ThresholdRule.Quorum))));
        SafeCommittee free = Found(CommitteeSizing.SmallestSafe(Daily(third, ThresholdRule.Free)));
        Assert.True(free.Shape.Threshold < Quorum.Of(free.Shape.Seats));

        // Just below a third there may be a size, but not among those that are looked at.
        var below = new OperatorPopulation.Unbounded { Dead = new(333, 1000) };
        Assert.Equal(
            new SizingRefusal.NoSafeCommittee(SeatsTried: 60),
            Refusal(CommitteeSizing.SmallestSafe(Daily(below, ThresholdRule.Quorum) with { SeatsMax = 60 })));
    }

    /// <summary>
    /// What the refusal of one third rests on, for the sizes that can be counted: 1/4 a draw, 7/27 at the
    /// least.
    /// </summary>
    [Fact]
    public void At_one_third_a_quorum_of_dealers_fails_in_at_least_a_quarter_of_all_draws()
    {
        var third = new OperatorPopulation.Unbounded { Dead = new(1, 3) };
        Ratio least = Ratio.One;
        for (int seats = 1; seats <= 200; seats++)
        {
            Ratio stall = CommitteeSizingTests.Assess(third, seats, Quorum.Of(seats)).PermanentStall.PerDraw;
            least = Ratio.Min(least, stall);
        }

        Assert.Equal(new Ratio(7, 27), least);
    }

    [Fact]
    public void No_size_helps_when_the_dealers_are_not_more_than_the_adversaries()
    {
        var even = new OperatorPopulation.Unbounded { Adversarial = new(2, 5), Dead = new(1, 5) };
        var refusal = new SizingRefusal.DealersNotMoreThanAdversaries(
            Supplied: new(2, 5), PermittedBelow: new(2, 5));
        Assert.Equal(refusal, Refusal(CommitteeSizing.SmallestSafe(Daily(even, ThresholdRule.Free))));
        Assert.Equal(refusal, Refusal(CommitteeSizing.SmallestSafe(Daily(even, ThresholdRule.Quorum))));
        for (int seats = 1; seats <= 12; seats++)
        {
            for (int threshold = 1; threshold <= seats; threshold++)
            {
                CommitteeRisk risk = CommitteeSizingTests.Assess(even, seats, threshold);
                Assert.True(risk.TakeOver.PerDraw + risk.PermanentStall.PerDraw >= Ratio.One);
            }
        }
    }

    /// <summary>
    /// Four of twelve are tolerated by twelve seats for certain, and by no fewer for certain.
    /// </summary>
    [Fact]
    public void The_whole_of_a_network_can_be_the_smallest_safe_committee()
    {
        var network = new OperatorPopulation.Finite { Operators = 12, Adversarial = 4 };
        SafetyQuestion never = Daily(network, ThresholdRule.Quorum) with
        {
            TakeOverPerYearMax = Ratio.Zero, PermanentStallPerYearMax = Ratio.Zero,
        };
        SafeCommittee found = Found(CommitteeSizing.SmallestSafe(never));
        Assert.Equal(new CommitteeShape(Seats: 12, Threshold: 8), found.Shape);

        SafetyQuestion more = never with { Population = network with { Adversarial = 5 } };
        Assert.Equal(
            new SizingRefusal.NoSafeCommittee(SeatsTried: 12), Refusal(CommitteeSizing.SmallestSafe(more)));
    }

    [Fact]
    public void Without_faults_one_operator_is_enough()
    {
        var faultless = new OperatorPopulation.Unbounded();
        Assert.Equal(
            new CommitteeShape(Seats: 1, Threshold: 1),
            Found(CommitteeSizing.SmallestSafe(Daily(faultless, ThresholdRule.Quorum))).Shape);
    }

    [Fact]
    public void Thresholds_of_a_given_size_are_a_range_or_a_refusal_that_says_how_far_apart_the_bounds_are()
    {
        SafetyQuestion question = Daily(
            new OperatorPopulation.Unbounded { Adversarial = new(1, 5) }, ThresholdRule.Quorum);
        SafeCommittee safe = Found(CommitteeSizing.SafeThresholds(question, seats: 62));
        Assert.Equal((34, 34), (safe.ThresholdLeast, safe.ThresholdMost));

        var refusal = Assert.IsType<SizingRefusal.NoSafeThreshold>(
            Refusal(CommitteeSizing.SafeThresholds(question, seats: 25)));
        Assert.Equal(25, refusal.Seats);
        Assert.True(refusal.ThresholdLeast > refusal.ThresholdMost);
        Assert.True(Risk(refusal.ThresholdLeast).TakeOver.PerYear.IsAtMost(Millionth));
        Assert.False(Risk(refusal.ThresholdLeast - 1).TakeOver.PerYear.IsAtMost(Millionth));
        Assert.True(Risk(refusal.ThresholdMost).PermanentStall.PerYear.IsAtMost(Thousandth));
        Assert.False(Risk(refusal.ThresholdMost + 1).PermanentStall.PerYear.IsAtMost(Thousandth));

        CommitteeRisk Risk(int threshold) =>
            CommitteeSizingTests.Assess(question.Population, seats: 25, threshold);
    }

    [Fact]
    public void Where_no_threshold_meets_a_bound_the_refusal_names_one_outside_the_committee()
    {
        var all = new OperatorPopulation.Unbounded { Adversarial = Ratio.One };
        Assert.Equal(
            new SizingRefusal.NoSafeThreshold(Seats: 5, ThresholdLeast: 6, ThresholdMost: 0),
            Refusal(CommitteeSizing.SafeThresholds(Daily(all, ThresholdRule.Free), seats: 5)));
    }

    private static SafetyQuestion Daily(OperatorPopulation population, ThresholdRule rule) => new()
    {
        Population = population,
        ThresholdRule = rule,
        TakeOverPerYearMax = Millionth,
        PermanentStallPerYearMax = Thousandth,
    };

    private static SafeCommittee Found(SafetyAnswer answer) =>
        Assert.IsType<SafetyAnswer.Found>(answer).Committee;

    private static SizingRefusal Refusal(SafetyAnswer answer) =>
        Assert.IsType<SafetyAnswer.Refused>(answer).Refusal;

    private static SafetyQuestion RandomQuestion(SeededGenerator generator)
    {
        int adversarial = generator.NextBelow(6);
        int dead = generator.NextBelow(6);
        return new()
        {
            Population = generator.NextChance(1, 2)
                ? new OperatorPopulation.Finite { Operators = 30, Adversarial = adversarial, Dead = dead }
                : new OperatorPopulation.Unbounded
                {
                    Adversarial = new(adversarial, 30), Dead = new(dead, 30),
                },
            TakeOverPerYearMax = new(1, 1 + generator.NextBelow(1000)),
            PermanentStallPerYearMax = new(1, 1 + generator.NextBelow(100)),
            EquivocationPerYearMax = new(1, 1 + generator.NextBelow(10)),
            DrawsPerYear = 1 + generator.NextBelow(12),
            ThresholdRule = generator.NextChance(1, 2) ? ThresholdRule.Quorum : ThresholdRule.Free,
            SeatsMax = 18,
        };
    }

    /// <summary>
    /// The first size with a safe threshold, at the one of these that is nearest to the quorum.
    /// </summary>
    private static CommitteeShape? FirstSafe(SafetyQuestion question) => Enumerable
        .Range(1, question.SeatsMax)
        .SelectMany(n => Enumerable.Range(1, n).Select(t => new CommitteeShape(Seats: n, Threshold: t)))
        .Where(shape => question.ThresholdRule == ThresholdRule.Free || IsQuorum(shape))
        .Where(shape => IsSafe(question, shape))
        .OrderBy(static shape => shape.Seats)
        .ThenBy(static shape => Math.Abs(shape.Threshold - Quorum.Of(shape.Seats)))
        .Select(static shape => (CommitteeShape?)shape)
        .FirstOrDefault();

    private static bool IsQuorum(CommitteeShape shape) => shape.Threshold == Quorum.Of(shape.Seats);

    private static bool IsSafe(SafetyQuestion question, CommitteeShape shape)
    {
        CommitteeRisk risk = CommitteeSizingTests.Assess(
            question.Population, shape.Seats, shape.Threshold, question.DrawsPerYear);
        return IsAtMost(risk.TakeOver, question.TakeOverPerYearMax)
            && IsAtMost(risk.PermanentStall, question.PermanentStallPerYearMax)
            && IsAtMost(risk.Equivocation, question.EquivocationPerYearMax);
    }

    /// <summary>Compares the exact chance, which a year of few draws still permits.</summary>
    private static bool IsAtMost(Risk risk, Ratio bound)
    {
        Ratio never = Ratio.One;
        for (int draw = 0; draw < risk.DrawsPerYear; draw++)
        {
            never *= Ratio.One - risk.PerDraw;
        }

        return Ratio.One - never <= bound;
    }
}

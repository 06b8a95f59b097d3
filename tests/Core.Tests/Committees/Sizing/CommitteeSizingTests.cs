using TrustlessPools.Committees.Sizing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Committees.Sizing;

public sealed class CommitteeSizingTests
{
    private const int DrawsEveryEpoch = 82_125;

    /// <summary>
    /// The rows of the published pool designs: committees of the beacon chain's size (111, rounded up to 128)
    /// and of the 24 operators of a vault.
    /// </summary>
    [Theory]
    [InlineData(128, 86, "1/3", "5.55e-15")]
    [InlineData(111, 74, "1/3", "7.71e-13")]
    [InlineData(24, 16, "1/3", "8.59e-4")]
    [InlineData(24, 16, "1/5", "9.14e-7")]
    [InlineData(24, 16, "1/10", "3.34e-11")]
    public void Take_over_in_a_draw(int seats, int threshold, string adversarial, string perDraw) =>
        Assert.Equal(perDraw, Text(Adversaries(adversarial, seats, threshold).TakeOver));

    /// <summary>A vault that is drawn anew every 6.4 minutes, 225 times a day.</summary>
    [Theory]
    [InlineData("1/3", "7.06e1", "1.00e0")]
    [InlineData("1/5", "7.50e-2", "7.23e-2")]
    [InlineData("1/10", "2.74e-6", "2.74e-6")]
    public void Take_over_in_a_year_of_short_terms(string adversarial, string expected, string atLeastOnce)
    {
        Risk risk = Adversaries(adversarial, seats: 24, threshold: 16, DrawsEveryEpoch).TakeOver;
        Assert.Equal(expected, ScientificDecimal.Of(risk.ExpectedPerYear, 3).ToString());
        Assert.Equal(atLeastOnce, risk.PerYear.ToString());
    }

    [Theory]
    [InlineData(13, 9, "1.66e-4", "9.91e-2")]
    [InlineData(25, 17, "2.67e-7", "4.68e-2")]
    [InlineData(40, 27, "1.00e-10", "1.94e-2")]
    [InlineData(64, 43, "3.78e-16", "5.09e-3")]
    [InlineData(128, 86, "8.47e-31", "2.18e-4")]
    public void Take_over_and_stall_with_one_fifth_faulty(
        int seats, int threshold, string takeOver, string stall)
    {
        Assert.Equal(threshold, CommitteeShape.WithQuorum(seats).Threshold);
        CommitteeRisk risk = Adversaries("1/5", seats, threshold);
        Assert.Equal(takeOver, Text(risk.TakeOver));
        Assert.Equal(stall, Text(risk.TemporaryStall));
        Assert.Equal(stall, Text(risk.PermanentStall));
    }

    [Fact]
    public void A_vault_with_one_fifth_faulty_stalls_in_one_draw_of_28() =>
        Assert.Equal("3.62e-2", Text(Adversaries("1/5", seats: 24, threshold: 16).TemporaryStall));

    [Fact]
    public void Seventeen_of_25_with_one_fifth_silent_are_stuck_for_ever_within_a_month_rather_than_not()
    {
        var population = new OperatorPopulation.Unbounded { Dead = new(1, 5) };
        Risk stall = Assess(population, seats: 25, threshold: 17).PermanentStall;
        var half = new Ratio(1, 2);
        Assert.True(stall.Within(14).IsAtMost(half));
        Assert.True(stall.Within(15).Lower.ToRatio() > half);
        Assert.Equal("7.62e-1", stall.Within(30).ToString());
    }

    /// <summary>Every assignment of classes to seats, one by one.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 3)]
    [InlineData(5, 2)]
    [InlineData(6, 4)]
    [InlineData(6, 6)]
    public void Independent_seats_are_counted_one_by_one(int seats, int threshold)
    {
        var population = new OperatorPopulation.Unbounded
        {
            Adversarial = new(1, 4), Dead = new(1, 10), Offline = new(2, 7),
        };
        Ratio up = Ratio.One - population.Adversarial - population.Dead - population.Offline;
        Ratio[] chances = [population.Adversarial, population.Dead, population.Offline, up];
        var census = new SeatCensus(new(Seats: seats, Threshold: threshold));
        int[] classes = new int[seats];
        for (int code = 0; code < 1 << (2 * seats); code++)
        {
            Ratio chance = Ratio.One;
            for (int seat = 0; seat < seats; seat++)
            {
                classes[seat] = (code >> (2 * seat)) & 3;
                chance *= chances[classes[seat]];
            }

            census.Add(classes, chance);
        }

        census.AssertEqual(Assess(population, seats, threshold));
    }

    /// <summary>Every set of members of a network of 9, one by one.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 3)]
    [InlineData(5, 2)]
    [InlineData(7, 5)]
    [InlineData(9, 6)]
    public void Distinct_members_are_counted_one_by_one(int seats, int threshold)
    {
        int[] classOf = [0, 0, 0, 1, 2, 2, 3, 3, 3];
        var population = new OperatorPopulation.Finite
        {
            Operators = 9, Adversarial = 3, Dead = 1, Offline = 2,
        };
        var census = new SeatCensus(new(Seats: seats, Threshold: threshold));
        var sets = Enumerable.Range(0, 1 << 9).Where(set => int.PopCount(set) == seats).ToList();
        foreach (int set in sets)
        {
            IEnumerable<int> members = Enumerable.Range(0, 9).Where(i => (set >> i & 1) == 1);
            census.Add([.. members.Select(i => classOf[i])], new(1, sets.Count));
        }

        census.AssertEqual(Assess(population, seats, threshold));
    }

    [Fact]
    public void Without_replacement_the_tails_are_thinner()
    {
        var network = new OperatorPopulation.Finite { Operators = 100, Adversarial = 20 };
        CommitteeRisk finite = Assess(network, seats: 25, threshold: 17);
        Assert.Equal("1.39e-10", Text(finite.TakeOver));
        Assert.Equal("2.50e-2", Text(finite.PermanentStall));
    }

    [Fact]
    public void A_committee_of_the_whole_network_leaves_nothing_to_chance()
    {
        var network = new OperatorPopulation.Finite { Operators = 12, Adversarial = 4 };
        CommitteeRisk risk = Assess(network, seats: 12, threshold: 8);
        Assert.Equal(Ratio.Zero, risk.TakeOver.PerDraw);
        Assert.Equal(Ratio.One, risk.Equivocation.PerDraw);
        Assert.Equal(Ratio.Zero, risk.PermanentStall.PerDraw);
        Assert.Equal(Ratio.One, Assess(network, seats: 12, threshold: 4).TakeOver.PerDraw);
        Assert.Equal(Ratio.One, Assess(network, seats: 12, threshold: 9).PermanentStall.PerDraw);
    }

    [Fact]
    public void Dead_operators_take_nothing_over_and_offline_ones_deal_later()
    {
        CommitteeRisk adversarial = Adversaries("1/5", seats: 25, threshold: 17);
        CommitteeRisk dead = Assess(
            new OperatorPopulation.Unbounded { Dead = new(1, 5) }, seats: 25, threshold: 17);
        CommitteeRisk offline = Assess(
            new OperatorPopulation.Unbounded { Offline = new(1, 5) }, seats: 25, threshold: 17);
        Assert.Equal(Ratio.Zero, dead.TakeOver.PerDraw);
        Assert.Equal(Ratio.Zero, dead.Equivocation.PerDraw);
        Assert.Equal(adversarial.PermanentStall, dead.PermanentStall);
        Assert.Equal(Ratio.Zero, offline.PermanentStall.PerDraw);
        Assert.Equal(adversarial.TemporaryStall, offline.TemporaryStall);
    }

    [Fact]
    public void A_threshold_below_the_quorum_saves_the_key_but_not_the_duty()
    {
        CommitteeRisk quorum = Adversaries("1/5", seats: 25, threshold: 17);
        CommitteeRisk lower = Adversaries("1/5", seats: 25, threshold: 13);
        Assert.True(lower.PermanentStall.PerDraw < quorum.PermanentStall.PerDraw);
        Assert.True(lower.TakeOver.PerDraw > quorum.TakeOver.PerDraw);
        Assert.Equal(quorum.TemporaryStall, lower.TemporaryStall);
        Assert.Equal(quorum.Equivocation, lower.Equivocation);

        CommitteeRisk higher = Adversaries("1/5", seats: 25, threshold: 20);
        Assert.True(higher.TemporaryStall.PerDraw > quorum.TemporaryStall.PerDraw);
        Assert.True(higher.Equivocation.PerDraw < quorum.Equivocation.PerDraw);
    }

    [Theory]
    [InlineData(4, 3, 3, 2, 2, 2)]
    [InlineData(24, 16, 16, 8, 9, 9)]
    [InlineData(25, 17, 17, 9, 9, 9)]
    [InlineData(25, 13, 13, 9, 9, 13)]
    [InlineData(25, 20, 20, 15, 6, 6)]
    [InlineData(1, 1, 1, 1, 1, 1)]
    [InlineData(2, 1, 1, 2, 1, 2)]
    public void The_numbers_of_members_on_which_risks_turn(
        int seats, int threshold, int takeOver, int equivocation, int temporaryStall, int permanentStall)
    {
        var shape = new CommitteeShape(Seats: seats, Threshold: threshold);
        Assert.Equal(takeOver, shape.TakeOverLeast);
        Assert.Equal(equivocation, shape.EquivocationLeast);
        Assert.Equal(temporaryStall, shape.TemporaryStallLeast);
        Assert.Equal(permanentStall, shape.PermanentStallLeast);
    }

    [Fact]
    public void A_table_has_a_row_for_each_shape()
    {
        Sequence<RiskAnswer> rows = RiskTable.Of(
            new OperatorPopulation.Unbounded { Adversarial = new(1, 5) },
            drawsPerYear: 1,
            [CommitteeShape.WithQuorum(13), new(Seats: 13, Threshold: 14)]);
        Sequence<string> cells = RiskTable.Cells(Assert.IsType<RiskAnswer.Assessed>(rows[0]).Risk, digits: 2);
        Assert.Equal(RiskTable.Titles.Count, cells.Count);
        Assert.Equal(
            ["13", "9", "1.7e-4", "1.7e-4", "9.9e-2", "9.9e-2", "9.9e-2", "9.9e-2", "9.9e-2", "9.9e-2"],
            cells);
        Assert.IsType<RiskAnswer.Refused>(rows[1]);
    }

    internal static CommitteeRisk Assess(
        OperatorPopulation population, int seats, int threshold, int draws = 365) =>
        Assert.IsType<RiskAnswer.Assessed>(CommitteeSizing.Assess(new()
        {
            Population = population,
            Shape = new(Seats: seats, Threshold: threshold),
            DrawsPerYear = draws,
        })).Risk;

    private static CommitteeRisk Adversaries(string fraction, int seats, int threshold, int draws = 365)
    {
        Assert.True(Ratio.TryParse(fraction, out Ratio adversarial));
        var population = new OperatorPopulation.Unbounded { Adversarial = adversarial };
        return Assess(population, seats, threshold, draws);
    }

    private static string Text(Risk risk) => ScientificDecimal.Of(risk.PerDraw, 3).ToString();

    /// <summary>Adds up the chances of committees that are listed one by one, by what befalls each.</summary>
    private sealed class SeatCensus(CommitteeShape shape)
    {
        private Ratio _takeOver;
        private Ratio _equivocation;
        private Ratio _temporaryStall;
        private Ratio _permanentStall;

        /// <summary>Adds a committee.</summary>
        /// <param name="classes">0 adversarial, 1 dead, 2 offline, 3 up.</param>
        /// <param name="chance">Its chance.</param>
        public void Add(int[] classes, Ratio chance)
        {
            int adversarial = classes.Count(static c => c == 0);
            int dealing = classes.Count(static c => c >= 2);
            int up = classes.Count(static c => c == 3);
            int quorum = Quorum.Of(shape.Seats);
            _takeOver += adversarial >= shape.Threshold ? chance : default;
            _temporaryStall += up < shape.Threshold || up < quorum ? chance : default;
            _permanentStall += dealing < shape.Threshold ? chance : default;
            _equivocation += CanSplit(adversarial, quorum) ? chance : default;
        }

        public void AssertEqual(CommitteeRisk risk)
        {
            Assert.Equal(_takeOver, risk.TakeOver.PerDraw);
            Assert.Equal(_equivocation, risk.Equivocation.PerDraw);
            Assert.Equal(_temporaryStall, risk.TemporaryStall.PerDraw);
            Assert.Equal(_permanentStall, risk.PermanentStall.PerDraw);
        }

        /// <summary>
        /// True when the honest split in two, each part making a quorum and t with the adversarial.
        /// </summary>
        private bool CanSplit(int adversarial, int quorum)
        {
            int needed = Math.Max(quorum, shape.Threshold);
            int honest = shape.Seats - adversarial;
            return adversarial > 0 && Enumerable.Range(0, honest + 1).Any(part =>
                adversarial + part >= needed && adversarial + honest - part >= needed);
        }
    }
}

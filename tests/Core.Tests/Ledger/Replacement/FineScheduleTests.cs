using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Replacement;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Replacement;

/// <summary>What a miss costs.</summary>
public sealed class FineScheduleTests
{
    internal static readonly FaultClass[] Classes =
        [FaultClass.Provable, FaultClass.Silence, FaultClass.Absence];

    private static readonly FineSchedule Schedule = new();

    public static TheoryData<string, FineSchedule> Flawed => new()
    {
        { "NoBaseFine", Schedule with { Base = default } },
        { "FactorsOutOfOrder", Schedule with { Absence = 0 } },
        { "FactorsOutOfOrder", Schedule with { Absence = 101 } },
        { "FactorsOutOfOrder", Schedule with { Provable = 99 } },
        { "MostOutOfRange", Schedule with { Most = new(9_999_999) } },
        { "MostOutOfRange", Schedule with { Most = LedgerParameters.AmountMax + new Gwei(1) } },
        { "MostOutOfRange", Schedule with { Base = new(ulong.MaxValue), Provable = uint.MaxValue } },
    };

    public static TheoryData<FineSchedule> Sound => new()
    {
        Schedule,
        Schedule with { Base = new(1), Provable = 1, Silence = 1, Absence = 1, Most = new(1) },
        Schedule with { Most = new(10_000_000) },
        Schedule with { Most = LedgerParameters.AmountMax },
        Schedule with { Silence = 10_000, Absence = 10_000 },
    };

    [Theory]
    [InlineData(FaultClass.Absence, 0, 0)]
    [InlineData(FaultClass.Absence, 1, 1_000)]
    [InlineData(FaultClass.Absence, 2, 4_000)]
    [InlineData(FaultClass.Absence, 75, 5_625_000)]
    [InlineData(FaultClass.Absence, 400, 160_000_000)]
    [InlineData(FaultClass.Absence, 401, 160_000_000)]
    [InlineData(FaultClass.Silence, 3, 900_000)]
    [InlineData(FaultClass.Provable, 1, 10_000_000)]
    [InlineData(FaultClass.Provable, 3, 90_000_000)]
    [InlineData(FaultClass.Provable, 4, 160_000_000)]
    [InlineData(FaultClass.Provable, 5, 160_000_000)]
    [InlineData(FaultClass.Provable, uint.MaxValue, 160_000_000)]
    public void The_fine_is_base_times_factor_times_the_square(FaultClass kind, uint misses, ulong fine) =>
        Assert.Equal(new Gwei(fine), Schedule.Of(kind, misses));

    [Fact]
    public void The_least_bond_lasts_as_long_as_the_page_says()
    {
        Assert.Equal(99, MissesThatTake(new ReplacementParameters().MinimumBond, FaultClass.Absence));
        Assert.Equal(21, MissesThatTake(new ReplacementParameters().MinimumBond, FaultClass.Silence));
        Assert.Equal(5, MissesThatTake(new ReplacementParameters().MinimumBond, FaultClass.Provable));
        Assert.Equal(new Gwei(143_450_000), InAll(Schedule, FaultClass.Absence, 75));
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    public void Fines_grow_by_more_each_time_until_the_greatest(ulong seed)
    {
        var random = new SeededGenerator(seed);
        for (int round = 0; round < 200; round++)
        {
            FineSchedule schedule = RandomSchedule(random);
            FaultClass kind = Classes[random.NextBelow(3)];
            uint from = (uint)random.NextBelow(1UL << (1 + random.NextBelow(31)));
            string where = $"seed {seed}, round {round}: {schedule}, {kind}, {from}";
            Assert.True(schedule.Flaw() is null, where);
            (UInt128 first, UInt128 second, UInt128 third) = (
                schedule.Of(kind, from).Value,
                schedule.Of(kind, from + 1).Value,
                schedule.Of(kind, from + 2).Value);
            Assert.True(first <= second && second <= third && third <= schedule.Most.Value, where);
            Assert.True(third == schedule.Most.Value || third - second > second - first, where);
        }
    }

    [Theory]
    [InlineData(4UL)]
    [InlineData(5UL)]
    public void What_a_row_of_misses_costs_is_the_cubic_formula(ulong seed)
    {
        var random = new SeededGenerator(seed);
        for (int round = 0; round < 50; round++)
        {
            FineSchedule schedule = RandomSchedule(random) with { Most = LedgerParameters.AmountMax };
            FaultClass kind = Classes[random.NextBelow(3)];
            int n = random.NextBelow(40);
            UInt128 first = (UInt128)schedule.Base.Value * schedule.FactorOf(kind);
            UInt128 expected = first * (UInt128)(n * (n + 1) * ((2 * n) + 1) / 6);
            Assert.True(
                expected == InAll(schedule, kind, n).Value,
                $"seed {seed}, round {round}: {schedule}, {kind}, {n}");
        }
    }

    [Theory]
    [InlineData(6UL)]
    [InlineData(7UL)]
    public void Two_absences_cost_no_more_than_one_of_their_joint_length(ulong seed)
    {
        var random = new SeededGenerator(seed);
        for (int round = 0; round < 50; round++)
        {
            FineSchedule schedule = RandomSchedule(random);
            (int one, int other) = (1 + random.NextBelow(30), 1 + random.NextBelow(30));
            const FaultClass Kind = FaultClass.Absence;
            Gwei apart = InAll(schedule, Kind, one) + InAll(schedule, Kind, other);
            Gwei together = InAll(schedule, Kind, one + other);
            bool isCapped = schedule.Of(Kind, 1) == schedule.Most;
            Assert.True(
                isCapped ? apart == together : apart < together,
                $"seed {seed}, round {round}: {schedule}, {one} and {other}");
        }
    }

    [Theory]
    [MemberData(nameof(Flawed))]
    public void A_schedule_out_of_range_is_refused(string reason, FineSchedule schedule) =>
        Assert.Equal(reason, schedule.Flaw()?.Reason);

    [Theory]
    [MemberData(nameof(Sound))]
    public void A_schedule_at_the_edge_of_its_range_is_not_refused(FineSchedule schedule) =>
        Assert.Null(schedule.Flaw());

    [Fact]
    public void Bytes_and_JSON_read_back()
    {
        FineSchedule schedule = new()
        {
            Base = new(7),
            Provable = 6,
            Silence = 5,
            Absence = 4,
            Most = new(43),
        };
        Assert.Equal(schedule, FineSchedule.Ssz.Deserialize(FineSchedule.Ssz.Serialize(schedule)));
        Assert.Equal(28, FineSchedule.Ssz.FixedSize);
    }

    internal static Gwei InAll(FineSchedule schedule, FaultClass kind, int misses)
    {
        Gwei sum = default;
        for (uint n = 1; n <= misses; n++)
        {
            sum += schedule.Of(kind, n);
        }

        return sum;
    }

    /// <summary>A schedule without flaw, small enough that sums of some fines fit.</summary>
    internal static FineSchedule RandomSchedule(SeededGenerator random)
    {
        uint absence = 1 + (uint)random.NextBelow(100);
        uint silence = absence + (uint)random.NextBelow(1_000);
        uint provable = silence + (uint)random.NextBelow(100_000);
        ulong @base = 1 + random.NextBelow(10_000UL);
        ulong least = @base * provable;
        return new()
        {
            Base = new(@base),
            Provable = provable,
            Silence = silence,
            Absence = absence,
            Most = new(least + random.NextBelow(1UL << (1 + random.NextBelow(50)))),
        };
    }

    private static int MissesThatTake(Gwei bond, FaultClass kind)
    {
        int misses = 0;
        while (InAll(Schedule, kind, misses) < bond)
        {
            misses++;
        }

        return misses;
    }
}

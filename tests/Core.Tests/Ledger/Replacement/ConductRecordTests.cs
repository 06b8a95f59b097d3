using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Replacement;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Replacement;

/// <summary>What is remembered of an operator.</summary>
public sealed class ConductRecordTests
{
    private static readonly FineSchedule Schedule = new();
    private static readonly ConductRecord Clean = ConductRecord.JoinedIn(new(10));

    [Fact]
    public void Misses_in_a_row_cost_more_each_time_and_add_up()
    {
        FinedConduct first = Clean.Missed(FaultClass.Absence, Schedule);
        FinedConduct second = first.Record.Missed(FaultClass.Absence, Schedule);
        Assert.Equal(new Gwei(1_000), first.Fine);
        Assert.Equal(new Gwei(4_000), second.Fine);
        Assert.Equal(new ConductRecord(0, 0, 2, new(10), new(5_000)), second.Record);
        Assert.False(second.Record.IsInOrder);
    }

    [Fact]
    public void Service_begins_its_own_class_anew_and_no_other()
    {
        ConductRecord record = Clean.Missed(FaultClass.Absence, Schedule).Record
            .Missed(FaultClass.Silence, Schedule).Record
            .Missed(FaultClass.Provable, Schedule).Record;
        ConductRecord served = record.Served(FaultClass.Absence, new(12));
        Assert.Equal(new ConductRecord(1, 1, 0, new(12), new(10_101_000)), served);
        Assert.Equal(new Gwei(1_000), served.Missed(FaultClass.Absence, Schedule).Fine);
        Assert.Equal(new Gwei(400_000), served.Missed(FaultClass.Silence, Schedule).Fine);
        Assert.True(
            served.Served(FaultClass.Silence, new(12)).Served(FaultClass.Provable, new(12)).IsInOrder);
    }

    [Fact]
    public void Late_evidence_of_service_does_not_set_the_record_back() =>
        Assert.Equal(new Epoch(10), Clean.Served(FaultClass.Absence, new(9)).LastServed);

    [Fact]
    public void Counts_and_sums_stop_at_their_greatest()
    {
        var record = new ConductRecord(
            0, 0, uint.MaxValue, default, LedgerParameters.AmountMax - new Gwei(1));
        FinedConduct fined = record.Missed(FaultClass.Absence, Schedule);
        Assert.Equal(Schedule.Most, fined.Fine);
        Assert.Equal(record with { Fined = LedgerParameters.AmountMax }, fined.Record);
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    public void The_record_follows_a_count_by_hand(ulong seed)
    {
        var random = new SeededGenerator(seed);
        FineSchedule schedule = FineScheduleTests.RandomSchedule(random);
        ConductRecord record = ConductRecord.JoinedIn(default);
        var misses = new uint[4];
        Gwei fined = default;
        for (int step = 0; step < 300; step++)
        {
            FaultClass kind = FineScheduleTests.Classes[random.NextBelow(3)];
            if (random.NextChance(1, 3))
            {
                record = record.Served(kind, new((ulong)step));
                misses[(int)kind] = 0;
                Assert.True(record.LastServed == new Epoch((ulong)step), $"seed {seed}, step {step}");
            }
            else
            {
                FinedConduct next = record.Missed(kind, schedule);
                misses[(int)kind]++;
                fined += schedule.Of(kind, misses[(int)kind]);
                record = next.Record;
            }

            Assert.True(
                record.Fined == fined
                    && FineScheduleTests.Classes.All(c => record.ConsecutiveOf(c) == misses[(int)c]),
                $"seed {seed}, step {step}");
        }
    }

    [Fact]
    public void Bytes_read_back_and_classes_are_checked()
    {
        var record = new ConductRecord(1, 2, 3, new(4), new(5));
        Assert.Equal(record, ConductRecord.Ssz.Deserialize(ConductRecord.Ssz.Serialize(record)));
        Assert.Equal(28, ConductRecord.Ssz.FixedSize);
        Assert.False(ReplacementTypes.FaultClass.TryRead([0], out _));
        Assert.True(ReplacementTypes.FaultClass.TryRead([3], out FaultClass last));
        Assert.Equal(FaultClass.Absence, last);
        Assert.False(ReplacementTypes.FaultClass.TryRead([4], out _));
    }
}

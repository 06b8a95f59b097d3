using TrustlessPools.Ethereum.Duties;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ethereum.Duties;

public sealed class SlotTimingTests
{
    private static readonly SlotTiming Timing = new(new Instant(1_000_000), Duration.FromSeconds(12));

    [Fact]
    public void A_slot_begins_after_those_before_it()
    {
        Assert.Equal(new Instant(1_000_000), Timing.StartOf(new(0)));
        Assert.Equal(new Instant(1_120_000), Timing.StartOf(new(10)));
    }

    [Fact]
    public void A_vote_is_due_a_third_into_its_slot() =>
        Assert.Equal(new Instant(1_124_000), Timing.AttestationDue(new(10)));

    [Theory]
    [InlineData(1_000_000, 0)]
    [InlineData(1_011_999, 0)]
    [InlineData(1_012_000, 1)]
    public void An_instant_is_in_the_slot_that_has_begun(long now, ulong expected)
    {
        Assert.True(Timing.TrySlotAt(new(now), out Slot slot));
        Assert.Equal(new Slot(expected), slot);
    }

    [Fact]
    public void No_slot_has_begun_before_the_genesis() => Assert.False(Timing.TrySlotAt(new(999_999), out _));
}

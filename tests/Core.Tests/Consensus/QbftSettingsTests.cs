using TrustlessPools.Consensus;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Consensus;

public sealed class QbftSettingsTests
{
    [Fact]
    public void Leaders_take_turns_in_the_order_of_the_participants()
    {
        QbftSettings settings = new(default, new(8), [new(8), new(3), new(5)], FirstLeader: 4);
        uint[] leaders = [.. Enumerable.Range(1, 4).Select(r => settings.LeaderOf(new((uint)r)).Value)];
        Assert.Equal([3u, 5u, 8u, 3u], leaders);
    }

    [Fact]
    public void The_largest_numbers_lead_too()
    {
        // 2^64 - 1 is 0 modulo 3 and 2^32 - 1 is 0 modulo 3, so that the leader is at (0 + 0 - 1) modulo 3.
        QbftSettings settings = new(default, new(8), [new(8), new(3), new(5)], FirstLeader: ulong.MaxValue);
        Assert.Equal(new OperatorId(5), settings.LeaderOf(new(uint.MaxValue)));
    }

    [Fact]
    public void What_is_no_instance_does_not_start()
    {
        Starts([new(1), new(2)], 1);
        Assert.Throws<InvariantBrokenException>(() => Starts([], 1));
        Assert.Throws<InvariantBrokenException>(() => Starts([new(1), new(2), new(1)], 1));
        Assert.Throws<InvariantBrokenException>(() => Starts([new(1), default], 1));
        Assert.Throws<InvariantBrokenException>(() => Starts([new(1), new(2)], 3));
        OperatorId[] most = [.. Enumerable.Range(1, 1024).Select(static i => new OperatorId((uint)i))];
        Starts(most.ToSequence(), 1);
        Assert.Throws<InvariantBrokenException>(() => Starts(most.Append(new(1025)).ToSequence(), 1));
    }

    private static void Starts(Sequence<OperatorId> participants, uint self) =>
        Qbft.Start(new(default, new(self), participants, FirstLeader: 0));
}

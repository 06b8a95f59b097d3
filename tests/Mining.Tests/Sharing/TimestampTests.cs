using TrustlessPools.Mining.Sharing;

namespace TrustlessPools.Mining.Tests.Sharing;

/// <summary>Windows of time go by the median of what eleven miners say, and by nobody's own word.</summary>
public sealed class TimestampTests
{
    private const uint TwoHours = 7200;

    private static readonly SharingRule Hour = new()
    {
        Window = SharingWindow.Younger(3600, 6),
        Share = new(6, 7),
        Start = new(11),
    };

    [Fact]
    public void What_the_finder_says_of_the_time_changes_nothing_for_its_own_block()
    {
        var pool = new PoolOnAChain(Hour);
        Steady(pool, 30);
        var now = pool.State.DemandOf(PoolOnAChain.Reward, Scripts.Of(1)).Outputs;
        pool.Time += TwoHours;
        Assert.Equal(now, pool.Share(1).Outputs);
    }

    /// <summary>
    /// One header at the edge of what nodes accept moves the median by no more than a block.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_time_at_the_edge_shifts_the_window_by_one_block_at_most(bool isLate)
    {
        (int usual, int moved) = (BlocksAfter(null), BlocksAfter(isLate));
        Assert.InRange(moved, usual - 1, usual + 1);
    }

    /// <summary>With blocks every ten minutes the latest one is 600 seconds old.</summary>
    [Fact]
    public void A_block_of_exactly_the_age_is_out_and_a_second_younger_is_in()
    {
        Assert.Equal(5, BlocksOf(Hour));
        Assert.Equal(6, BlocksOf(Hour with { Window = SharingWindow.Younger(3601, 6) }));
        Assert.Equal(4, BlocksOf(Hour with { Window = SharingWindow.Between(1200, 3600, 6) }));
        Assert.Equal(3, BlocksOf(Hour with { Window = SharingWindow.Between(1201, 3600, 6) }));
    }

    [Fact]
    public void More_blocks_than_make_the_window_full_are_all_paid()
    {
        var pool = new PoolOnAChain(Hour with { Window = SharingWindow.Younger(3600, 3) });
        Steady(pool, 40);
        Demand demand = pool.State.DemandOf(new(700_000), Scripts.Of(9));
        Assert.Equal(5, demand.Owed.Count);
        Assert.Equal(600_000UL, demand.Owed.Aggregate(0UL, static (sum, o) => sum + o.Amount.Value));
        Assert.Equal(new(100_000), demand.Finder.Amount);
    }

    /// <summary>The qualified blocks that count when all come every ten minutes.</summary>
    private static int BlocksOf(SharingRule rule)
    {
        var pool = new PoolOnAChain(rule);
        Steady(pool, 40);
        return pool.State.Window.Blocks;
    }

    private static int BlocksAfter(bool? isLate)
    {
        var pool = new PoolOnAChain(Hour);
        Steady(pool, 30);
        uint time = pool.Time;

        // The median is six blocks behind: a second later is the least that nodes accept.
        pool.Time = isLate switch { true => time + TwoHours, false => time - 3600 + 1, null => time };
        pool.Share(1);
        pool.Time = time + 600;
        Steady(pool, 5);
        return pool.State.Window.Blocks;
    }

    private static void Steady(PoolOnAChain pool, int blocks)
    {
        for (int i = 0; i < blocks; i++)
        {
            if (pool.State.Next < pool.State.Rule.Start)
            {
                pool.Solo(0);
            }
            else
            {
                pool.Share((int)(pool.State.Next.Value % 6));
            }
        }
    }
}

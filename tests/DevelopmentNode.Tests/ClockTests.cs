using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Primitives;
using static TrustlessPools.DevelopmentNode.Tests.NodeRun;

namespace TrustlessPools.DevelopmentNode.Tests;

/// <summary>The clock, and nothing else, lets slots begin.</summary>
public sealed class ClockTests
{
    [Fact]
    public async Task A_slot_begins_at_its_moment_and_not_a_millisecond_before()
    {
        await using NodeRun run = await StartAsync(new Slot(4));
        run.Time.MoveTo(StartOf(new(5)) - new Duration(1));
        Assert.Equal(new Slot(4), run.Chain.Slot);
        run.Time.MoveTo(StartOf(new(5)));
        Assert.Equal(new Slot(5), run.Chain.Slot);
    }

    [Fact]
    public async Task The_timer_is_called_once_a_slot()
    {
        await using NodeRun run = await StartAsync(new Slot(0));
        int before = run.Time.Calls;
        run.MoveTo(new Slot(20));
        Assert.Equal(20, run.Time.Calls - before);
    }

    [Fact]
    public async Task Whoever_asks_in_a_slot_whose_timer_is_late_is_answered_from_that_slot()
    {
        await using NodeRun run = await StartAsync(new Slot(4));
        int calls = run.Time.Calls;
        run.Time.MoveUnnoticed(StartOf(new(6)));
        Assert.Equal(new Slot(6), (await run.SendAsync(BeaconRequests.AttestationData(new(6)))).Content.Slot);
        Assert.Equal(calls, run.Time.Calls);

        // The late timer finds nothing to do, and the next slot comes in time.
        run.Time.MoveTo(StartOf(new(6)));
        Assert.Equal(new Slot(6), run.Chain.Slot);
        run.MoveTo(new Slot(7));
        Assert.Equal(new Slot(7), run.Chain.Slot);
    }

    [Fact]
    public async Task Every_slot_begins_once_however_many_ask_and_however_far_the_clock_jumps()
    {
        await using NodeRun run = await StartAsync(new Slot(0));
        using EventReader events = await run.ListenAsync("topics=head");
        foreach (ulong slot in new ulong[] { 1, 2, 9, 10, 40, 41 })
        {
            run.Time.MoveUnnoticed(StartOf(new(slot)));
            await Task.WhenAll(Enumerable.Range(0, 16).Select(async i =>
                Assert.Equal(
                    new Slot(slot),
                    (await run.SendAsync(BeaconRequests.AttestationData(new(slot)))).Content.Slot)));
        }

        BeaconChain alone = BeaconChain.Begin(Config, Genesis()).AdvanceTo(new(41)).Chain;
        for (ulong slot = 1; slot <= 41; slot++)
        {
            if (alone.BlockAt(new(slot)) is { } block)
            {
                Assert.Equal(block.Root, (await events.NextAsync(BeaconEvents.Head)).BlockRoot);
            }
        }

        Assert.Equal(alone.State.LatestBlockRoot, run.Chain.State.LatestBlockRoot);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_stops_the_chain_until_it_has_caught_up()
    {
        await using NodeRun run = await StartAsync(new Slot(10));
        run.Time.MoveUnnoticed(StartOf(new(7)));
        Assert.Equal(new Slot(10), run.Chain.Slot);
        await run.SendAsync(BeaconRequests.AttestationData(new(10)));
        run.Time.MoveUnnoticed(StartOf(new(11)));
        Assert.Equal(new Slot(11), run.Chain.Slot);
    }

    [Fact]
    public async Task A_snapshot_stays_as_it_is()
    {
        await using NodeRun run = await StartAsync(new Slot(10));
        BeaconChain snapshot = run.Chain;
        Hash32 head = snapshot.State.LatestBlockRoot;
        run.MoveTo(new Slot(30));
        Assert.Equal((new Slot(10), head), (snapshot.Slot, snapshot.State.LatestBlockRoot));
    }

    [Fact]
    public async Task A_node_stops_although_somebody_listens()
    {
        NodeRun run = await StartAsync(new Slot(3));
        using EventReader events = await run.ListenAsync("topics=head");
        await run.Node.DisposeAsync();
        Assert.True(await events.IsOverAsync());
        run.Time.MoveTo(StartOf(new(9)));
        await run.DisposeAsync();
    }
}

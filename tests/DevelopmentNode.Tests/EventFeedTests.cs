using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentNode.Events;
using TrustlessPools.Ethereum;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentNode.Tests;

/// <summary>The feed waits for nobody.</summary>
public sealed class EventFeedTests
{
    private static readonly ChainEvent Finalized =
        new CheckpointFinalized(new Checkpoint(new(3), Hash32.Sha256("block"u8)), Hash32.Sha256("state"u8));

    [Fact]
    public void Who_does_not_read_is_cut_off_and_the_others_hear_on()
    {
        var feed = new EventFeed(Preset.Minimal);
        using EventFeed.Listener slow = feed.Listen([BeaconEvents.FinalizedCheckpoint.Name]);
        using EventFeed.Listener quick = feed.Listen([BeaconEvents.FinalizedCheckpoint.Name]);
        for (int i = 0; i < EventFeed.BacklogMax; i++)
        {
            feed.Publish([Finalized]);
            Assert.True(quick.Events.TryRead(out _));
        }

        feed.Publish([Finalized]);
        Assert.True(quick.Events.TryRead(out _));
        int read = 0;
        while (slow.Events.TryRead(out _))
        {
            read++;
        }

        Assert.Equal(EventFeed.BacklogMax, read);
        Assert.True(slow.Events.Completion.IsCompletedSuccessfully);
        Assert.False(quick.Events.Completion.IsCompleted);
    }

    [Fact]
    public void Who_has_gone_is_told_nothing()
    {
        var feed = new EventFeed(Preset.Minimal);
        EventFeed.Listener listener = feed.Listen([BeaconEvents.FinalizedCheckpoint.Name]);
        listener.Dispose();
        feed.Publish([Finalized]);
        Assert.False(listener.Events.TryRead(out _));
    }
}

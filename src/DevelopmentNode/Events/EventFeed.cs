using System.Collections.Immutable;
using System.Threading.Channels;
using TrustlessPools.DevelopmentChain;
using TrustlessPools.Ethereum;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentNode.Events;

/// <summary>An event in words.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="Text">Its data, one line of JSON.</param>
internal sealed record NodeEvent(string Topic, string Text);

/// <summary>Brings what happens to those who listen, in order.</summary>
internal sealed class EventFeed(Preset preset)
{
    /// <summary>Who has not taken so many events is cut off, and comes back when it likes.</summary>
    internal const int BacklogMax = 4096;

    private readonly EventWriting _writing = new(preset);
    private ImmutableList<Listener> _listeners = [];

    /// <summary>Begins to listen.</summary>
    /// <param name="topics">What to.</param>
    internal Listener Listen(IEnumerable<string> topics)
    {
        var listener = new Listener(this, [.. topics], Channel.CreateBounded<NodeEvent>(BacklogMax));
        ImmutableInterlocked.Update(ref _listeners, static (all, one) => all.Add(one), listener);
        return listener;
    }

    /// <summary>Tells all listeners of events; called by one thread at a time.</summary>
    internal void Publish(Sequence<ChainEvent> events)
    {
        ImmutableList<Listener> listeners = Volatile.Read(ref _listeners);
        if (listeners.IsEmpty)
        {
            return;
        }

        foreach (NodeEvent told in events.SelectMany(_writing.Of))
        {
            foreach (Listener listener in listeners)
            {
                listener.Hear(told);
            }
        }
    }

    /// <summary>Somebody who listens; disposed when it goes.</summary>
    internal sealed class Listener(
        EventFeed feed, ImmutableHashSet<string> topics, Channel<NodeEvent> backlog)
        : IDisposable
    {
        /// <summary>What happened since; ends when the listener was too slow.</summary>
        internal ChannelReader<NodeEvent> Events => backlog.Reader;

        public void Dispose() =>
            ImmutableInterlocked.Update(ref feed._listeners, static (all, one) => all.Remove(one), this);

        /// <summary>Puts an event of its topics into the backlog.</summary>
        internal void Hear(NodeEvent told)
        {
            if (topics.Contains(told.Topic) && !backlog.Writer.TryWrite(told))
            {
                backlog.Writer.TryComplete();
            }
        }
    }
}

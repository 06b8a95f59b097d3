using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Hosting;

/// <summary>An event with its place and time.</summary>
/// <param name="Number">Counts from 1 since the operator was started.</param>
/// <param name="At">When.</param>
/// <param name="Description">What.</param>
public sealed record NumberedEvent(long Number, Instant At, EventDescription Description);

/// <summary>The latest events of an operator, for whoever listens.</summary>
public sealed class EventFeed
{
    /// <summary>
    /// How many events are kept for those who come late, and for each listener who is slow.
    /// </summary>
    public const int KeptMax = 4096;

    private readonly Lock _gate = new();
    private ImmutableQueue<NumberedEvent> _kept = [];
    private ImmutableArray<Channel<NumberedEvent>> _listeners = [];
    private int _count;
    private long _number;

    /// <summary>The events that are kept, oldest first.</summary>
    public IEnumerable<NumberedEvent> Kept()
    {
        lock (_gate)
        {
            return _kept;
        }
    }

    /// <summary>Adds an event.</summary>
    internal void Add(Instant at, EventDescription description)
    {
        lock (_gate)
        {
            var happened = new NumberedEvent(++_number, at, description);
            _kept = _kept.Enqueue(happened);
            if (++_count > KeptMax)
            {
                _kept = _kept.Dequeue();
                _count--;
            }

            foreach (Channel<NumberedEvent> listener in _listeners)
            {
                listener.Writer.TryWrite(happened);
            }
        }
    }

    /// <summary>The kept events after a number, then those that happen, until it is cancelled.</summary>
    /// <remarks>A listener that is too slow misses the oldest; the numbers tell.</remarks>
    public async IAsyncEnumerable<NumberedEvent> ListenAsync(
        long after, [EnumeratorCancellation] CancellationToken cancel)
    {
        var channel = Channel.CreateBounded<NumberedEvent>(
            new BoundedChannelOptions(KeptMax) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_gate)
        {
            foreach (NumberedEvent kept in _kept.Where(e => e.Number > after))
            {
                channel.Writer.TryWrite(kept);
            }

            _listeners = _listeners.Add(channel);
        }

        try
        {
            await foreach (NumberedEvent happened in channel.Reader.ReadAllAsync(cancel))
            {
                yield return happened;
            }
        }
        finally
        {
            lock (_gate)
            {
                _listeners = _listeners.Remove(channel);
            }
        }
    }
}

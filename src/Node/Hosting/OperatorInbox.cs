using System.Collections.Concurrent;
using System.Threading.Channels;
using TrustlessPools.Node.Transport;
using TrustlessPools.Operator;
using TrustlessPools.Operator.Messages;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Hosting;

/// <summary>Everything that happens to an operator, in one line.</summary>
/// <remarks>
/// Each peer has room for so many unprocessed messages and then waits, so that none of them keeps the others
/// or the own beacon node's answers from being heard. Operations, which wait for a block anyway, first wait
/// a moment for each other: what comes together is verified together.
/// </remarks>
internal sealed class OperatorInbox : IPeerInbox, IDisposable
{
    internal const int UnprocessedPerPeerMax = 256;

    /// <summary>
    /// The most inputs that are gathered at a time, so that verifying them keeps nothing due waiting.
    /// </summary>
    internal const int GatheredMax = 256;

    /// <summary>How long an operation waits for others.</summary>
    internal static readonly TimeSpan OperationsWait = TimeSpan.FromMilliseconds(100);

    private readonly Channel<InboxItem> _items =
        Channel.CreateUnbounded<InboxItem>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<OperatorId, SemaphoreSlim> _rooms = new();
    private readonly Queue<InboxItem> _gathered = new();
    private readonly List<InboxItem> _operations = [];
    private readonly Action<OperatorId, Refusal> _refused;
    private readonly ITimer _timer;

    /// <summary>An empty inbox.</summary>
    /// <param name="refused">Told of what was refused before it was a message.</param>
    /// <param name="time">The clock.</param>
    internal OperatorInbox(Action<OperatorId, Refusal> refused, TimeProvider time)
    {
        _refused = refused;
        _timer = time.CreateTimer(
            _ => ReleaseOperations(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public async ValueTask ReceiveAsync(OperatorId peer, ByteString message, CancellationToken cancel)
    {
        SemaphoreSlim room = _rooms.GetOrAdd(
            peer, static _ => new(UnprocessedPerPeerMax, UnprocessedPerPeerMax));
        await room.WaitAsync(cancel);
        var item = new InboxItem(new OperatorInput.Received(peer, message), room);
        if (PeerMessage.IsOperation(message))
        {
            Hold(item);
        }
        else
        {
            _items.Writer.TryWrite(item);
        }
    }

    public void Refuse(OperatorId peer, Refusal refusal) => _refused(peer, refusal);

    /// <summary>Adds an input of the own side.</summary>
    internal void Post(OperatorInput input) => _items.Writer.TryWrite(new(input, Room: null));

    /// <summary>Waits until there is an input.</summary>
    internal ValueTask<bool> WaitAsync(CancellationToken cancel) => _items.Reader.WaitToReadAsync(cancel);

    /// <summary>Gathers what has come, once everything that was gathered before has been taken.</summary>
    /// <param name="messages">The peers' messages among it.</param>
    /// <returns>True when there is something to take.</returns>
    internal bool Gather(out IReadOnlyList<OperatorInput.Received> messages)
    {
        while (_gathered.Count < GatheredMax && _items.Reader.TryRead(out InboxItem item))
        {
            _gathered.Enqueue(item);
        }

        messages = [.. _gathered.Select(static g => g.Input).OfType<OperatorInput.Received>()];
        return _gathered.Count > 0;
    }

    /// <summary>Takes the oldest gathered input; its peer has room for one more.</summary>
    internal bool TryTake(out OperatorInput? input)
    {
        bool taken = _gathered.TryDequeue(out InboxItem item);
        item.Room?.Release();
        input = item.Input;
        return taken;
    }

    public void Dispose() => _timer.Dispose();

    private void Hold(InboxItem item)
    {
        int held;
        lock (_operations)
        {
            _operations.Add(item);
            held = _operations.Count;
        }

        if (held == 1)
        {
            _timer.Change(OperationsWait, Timeout.InfiniteTimeSpan);
        }
        else if (held >= GatheredMax)
        {
            ReleaseOperations();
        }
    }

    private void ReleaseOperations()
    {
        lock (_operations)
        {
            _operations.ForEach(o => _items.Writer.TryWrite(o));
            _operations.Clear();
        }
    }

    private readonly record struct InboxItem(OperatorInput Input, SemaphoreSlim? Room);
}

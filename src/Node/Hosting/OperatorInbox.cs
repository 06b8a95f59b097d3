using System.Collections.Concurrent;
using System.Threading.Channels;
using TrustlessPools.Node.Transport;
using TrustlessPools.Operator;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Hosting;

/// <summary>Everything that happens to an operator, in one line.</summary>
/// <remarks>
/// Each peer has room for so many unprocessed messages and then waits, so that none of them keeps the others
/// or the own beacon node's answers from being heard.
/// </remarks>
internal sealed class OperatorInbox : IPeerInbox
{
    internal const int UnprocessedPerPeerMax = 256;

    private readonly Channel<InboxItem> _items = Channel.CreateUnbounded<InboxItem>(
        new() { SingleReader = true });
    private readonly ConcurrentDictionary<OperatorId, SemaphoreSlim> _rooms = new();
    private readonly Action<OperatorId, Refusal> _refused;

    /// <summary>An empty inbox.</summary>
    /// <param name="refused">Told of what was refused before it was a message.</param>
    internal OperatorInbox(Action<OperatorId, Refusal> refused) => _refused = refused;

    public async ValueTask ReceiveAsync(OperatorId peer, ByteString message, CancellationToken cancel)
    {
        SemaphoreSlim room = _rooms.GetOrAdd(
            peer, static _ => new(UnprocessedPerPeerMax, UnprocessedPerPeerMax));
        await room.WaitAsync(cancel);
        _items.Writer.TryWrite(new(new OperatorInput.Received(peer, message), room));
    }

    public void Refuse(OperatorId peer, Refusal refusal) => _refused(peer, refusal);

    /// <summary>Adds an input of the own side.</summary>
    internal void Post(OperatorInput input) => _items.Writer.TryWrite(new(input, Room: null));

    /// <summary>Waits until there is an input.</summary>
    internal ValueTask<bool> WaitAsync(CancellationToken cancel) => _items.Reader.WaitToReadAsync(cancel);

    /// <summary>Takes the oldest input; its peer has room for one more.</summary>
    internal bool TryTake(out OperatorInput? input)
    {
        bool taken = _items.Reader.TryRead(out InboxItem item);
        item.Room?.Release();
        input = item.Input;
        return taken;
    }

    private readonly record struct InboxItem(OperatorInput Input, SemaphoreSlim? Room);
}

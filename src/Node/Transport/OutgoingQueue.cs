using System.Threading.Channels;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Transport;

/// <summary>
/// What waits to be sent to a peer: bounded, so that a slow peer costs no more than its bound.
/// </summary>
/// <remarks>What does not fit is dropped and counted; the protocols send again what matters.</remarks>
internal sealed class OutgoingQueue
{
    internal const int MessagesMax = 4096;
    internal const long BytesMax = 32L * 1024 * 1024;

    private readonly Channel<ByteString> _messages = Channel.CreateBounded<ByteString>(MessagesMax);
    private long _bytes;
    private long _dropped;

    /// <summary>How many messages were dropped.</summary>
    internal long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Adds a message, or drops it.</summary>
    internal void Add(ByteString message)
    {
        if (Interlocked.Add(ref _bytes, message.Length) > BytesMax || !_messages.Writer.TryWrite(message))
        {
            Interlocked.Add(ref _bytes, -message.Length);
            Interlocked.Increment(ref _dropped);
        }
    }

    /// <summary>Waits until there is a message.</summary>
    internal ValueTask<bool> WaitAsync(CancellationToken cancel) => _messages.Reader.WaitToReadAsync(cancel);

    /// <summary>Takes the oldest message, if there is one.</summary>
    internal bool TryTake(out ByteString message)
    {
        bool taken = _messages.Reader.TryRead(out message);
        if (taken)
        {
            Interlocked.Add(ref _bytes, -message.Length);
        }

        return taken;
    }

    /// <summary>Forgets all that waits: it was meant for a connection that is gone.</summary>
    internal void Clear()
    {
        while (TryTake(out _))
        {
        }
    }
}

using System.Threading.RateLimiting;
using TrustlessPools.Operator.Messages;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Transport;

/// <summary>The connection to one peer: at most one duplex stream at a time, whoever opened it.</summary>
/// <remarks>
/// Reading waits for the rate limit and for the operator, so a peer that sends too much is slowed down by its
/// own connection and takes nothing from the others.
/// </remarks>
internal sealed class PeerLink : IAsyncDisposable
{
    private readonly OutgoingQueue _outgoing = new();
    private readonly TokenBucketRateLimiter _rate;
    private readonly Func<OperatorId, ByteString, CancellationToken, ValueTask> _received;
    private readonly Action<OperatorId, Refusal> _refused;
    private readonly Lock _gate = new();
    private CancellationTokenSource? _current;
    private bool _isDisposed;

    /// <summary>A link without a connection.</summary>
    /// <param name="peer">Whose.</param>
    /// <param name="limits">How much the peer may send.</param>
    /// <param name="received">Takes a message; waits while too many of this peer's are unprocessed.</param>
    /// <param name="refused">Told of what is refused before it is a message.</param>
    internal PeerLink(
        OperatorId peer,
        PeerLimits limits,
        Func<OperatorId, ByteString, CancellationToken, ValueTask> received,
        Action<OperatorId, Refusal> refused)
    {
        Peer = peer;
        _received = received;
        _refused = refused;
        _rate = new(new TokenBucketRateLimiterOptions
        {
            TokenLimit = limits.BurstBytes,
            TokensPerPeriod = limits.BytesPerSecond / PeerLimits.PeriodsPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1.0 / PeerLimits.PeriodsPerSecond),
            QueueLimit = int.MaxValue,
            AutoReplenishment = true,
        });
    }

    /// <summary>Whose link it is.</summary>
    internal OperatorId Peer { get; }

    /// <summary>True while a stream is open.</summary>
    internal bool IsConnected { get; private set; }

    /// <summary>Messages that were dropped because the peer was too slow.</summary>
    internal long Dropped => _outgoing.Dropped;

    /// <summary>Sends a message if there is a connection.</summary>
    internal void Send(ByteString message)
    {
        if (IsConnected)
        {
            _outgoing.Add(message);
        }
    }

    /// <summary>
    /// Carries messages over a stream until it ends; an older stream of this peer ends at once.
    /// </summary>
    /// <param name="incoming">What the peer sends.</param>
    /// <param name="outgoing">What the peer receives.</param>
    /// <param name="cancel">Ends it.</param>
    internal async Task CarryAsync(Stream incoming, Stream outgoing, CancellationToken cancel)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        if (!Replace(ending))
        {
            return;
        }

        try
        {
            Task write = WriteAsync(outgoing, ending.Token);
            Task read = ReadAsync(incoming, ending.Token);
            await Task.WhenAny(write, read);
            await ending.CancelAsync();
            await Task.WhenAll(write, read);
        }
        catch (FrameException e)
        {
            _refused(Peer, e.Refusal);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or HttpRequestException)
        {
            // The connection is gone, as connections go. Who dials will dial again.
        }
        finally
        {
            Release(ending);
        }
    }

    public async ValueTask DisposeAsync()
    {
        CancellationTokenSource? current;
        lock (_gate)
        {
            _isDisposed = true;
            current = _current;
        }

        if (current is not null)
        {
            await CancelAsync(current);
        }

        await _rate.DisposeAsync();
    }

    private bool Replace(CancellationTokenSource ending)
    {
        CancellationTokenSource? older;
        lock (_gate)
        {
            if (_isDisposed)
            {
                return false;
            }

            older = _current;
            _current = ending;
            _outgoing.Clear();
            IsConnected = true;
        }

        _ = older is null ? Task.CompletedTask : CancelAsync(older);
        return true;
    }

    private void Release(CancellationTokenSource ending)
    {
        lock (_gate)
        {
            if (_current == ending)
            {
                _current = null;
                IsConnected = false;
            }
        }
    }

    private async Task WriteAsync(Stream stream, CancellationToken cancel)
    {
        while (await _outgoing.WaitAsync(cancel))
        {
            while (_outgoing.TryTake(out ByteString message))
            {
                await Frames.WriteAsync(stream, message, cancel);
            }

            await stream.FlushAsync(cancel);
        }
    }

    private async Task ReadAsync(Stream stream, CancellationToken cancel)
    {
        while (await Frames.ReadAsync(stream, PeerMessage.SizeMax, cancel) is { } message)
        {
            int cost = Math.Max(message.Length, PeerLimits.BytesOfMessageMin);
            using RateLimitLease lease = await _rate.AcquireAsync(cost, cancel);
            await _received(Peer, message, cancel);
        }
    }

    private static async Task CancelAsync(CancellationTokenSource source)
    {
        try
        {
            await source.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself in this moment.
        }
    }
}

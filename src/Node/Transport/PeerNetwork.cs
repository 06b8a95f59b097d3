using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Transport;

/// <summary>What the connections to peers need beside their messages.</summary>
/// <param name="Self">The operator.</param>
/// <param name="Network">The network's identity; peers of another one are turned away.</param>
/// <param name="Certificate">The own certificate with its key.</param>
/// <param name="Listen">Where peers come in.</param>
public sealed record PeerNetworkSettings(
    OperatorId Self, Hash32 Network, X509Certificate2 Certificate, IPEndPoint Listen);

/// <summary>The connections to all peers.</summary>
public sealed class PeerNetwork : IAsyncDisposable
{
    private readonly ConcurrentDictionary<OperatorId, PeerLink> _links = new();
    private readonly ConcurrentDictionary<Hash32, OperatorId> _pins = new();
    private readonly Dictionary<OperatorId, PeerDialer> _dialers = [];
    private readonly PeerNetworkSettings _settings;
    private readonly IPeerInbox _inbox;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private PeerServer? _server;
    private int _isDisposed;

    private PeerNetwork(PeerNetworkSettings settings, IPeerInbox inbox, TimeProvider time, ILogger log)
    {
        _settings = settings;
        _inbox = inbox;
        _time = time;
        _log = log;
    }

    private string Path => $"/tpool/v1/{_settings.Network}/stream";

    /// <summary>Begins to listen and to dial.</summary>
    /// <param name="settings">Who and where.</param>
    /// <param name="operators">All operators of the network, the own one among them.</param>
    /// <param name="inbox">Takes what comes in.</param>
    /// <param name="time">For pauses.</param>
    /// <param name="log">Where the logs go.</param>
    /// <exception cref="IOException">The address is in use.</exception>
    public static async Task<PeerNetwork> StartAsync(
        PeerNetworkSettings settings,
        IEnumerable<OperatorRecord> operators,
        IPeerInbox inbox,
        TimeProvider time,
        ILoggerFactory log)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(log);
        var network = new PeerNetwork(settings, inbox, time, log.CreateLogger("Peers"));
        network.Update(operators);
        network._server = await PeerServer.StartAsync(
            settings.Listen, settings.Certificate, network.Path, network.LinkOf, log);
        return network;
    }

    /// <summary>
    /// Takes operators in that have come; who has gone stays known, for it may still owe answers.
    /// </summary>
    public void Update(IEnumerable<OperatorRecord> operators)
    {
        ArgumentNullException.ThrowIfNull(operators);
        foreach (OperatorRecord peer in operators)
        {
            if (peer.Id == _settings.Self || _links.ContainsKey(peer.Id))
            {
                continue;
            }

            var link = new PeerLink(peer.Id, PeerLimits.Default, _inbox.ReceiveAsync, _inbox.Refuse);
            _links[peer.Id] = link;
            _pins[peer.Identity.CertificatePin] = peer.Id;
            if (_settings.Self < peer.Id)
            {
                _dialers.Add(peer.Id, new(link, peer, _settings.Certificate, Path, _time, _log));
            }
        }
    }

    /// <summary>Sends a message; it is dropped while there is no connection.</summary>
    public void Send(OperatorId to, ByteString message)
    {
        if (_links.TryGetValue(to, out PeerLink? link))
        {
            link.Send(message);
        }
    }

    /// <summary>True while there is a connection to a peer.</summary>
    public bool IsConnected(OperatorId peer) =>
        _links.TryGetValue(peer, out PeerLink? link) && link.IsConnected;

    /// <summary>Messages to a peer that were dropped because it was too slow.</summary>
    public long DroppedTo(OperatorId peer) => _links.TryGetValue(peer, out PeerLink? link) ? link.Dropped : 0;

    /// <summary>Closes all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        foreach (PeerLink link in _links.Values)
        {
            await link.DisposeAsync();
        }

        foreach (PeerDialer dialer in _dialers.Values)
        {
            await dialer.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private PeerLink? LinkOf(X509Certificate2 certificate) =>
        _pins.TryGetValue(CertificatePins.PinOf(certificate), out OperatorId peer)
            ? _links.GetValueOrDefault(peer)
            : null;
}

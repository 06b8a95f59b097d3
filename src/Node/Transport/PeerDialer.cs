using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using TrustlessPools.PoolChain.Genesis;

namespace TrustlessPools.Node.Transport;

/// <summary>Opens the connection to a peer with a higher number, again and again.</summary>
/// <remarks>
/// Of two operators the one with the lower number dials. TLS 1.3, both certificates pinned: there is no
/// authority whom both would have to trust.
/// </remarks>
internal sealed class PeerDialer : IAsyncDisposable
{
    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryFirst = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan RetryMax = TimeSpan.FromSeconds(5);

    private readonly PeerLink _link;
    private readonly Uri _target;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly HttpClient _client;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;

    /// <summary>Begins to dial.</summary>
    /// <param name="link">To be connected.</param>
    /// <param name="peer">Where the peer is, and its pin.</param>
    /// <param name="own">The own certificate.</param>
    /// <param name="path">The path of the stream on the peer.</param>
    /// <param name="time">For the pauses between attempts.</param>
    /// <param name="log">Told when the peer becomes unreachable.</param>
    internal PeerDialer(
        PeerLink link, OperatorRecord peer, X509Certificate2 own, string path, TimeProvider time, ILogger log)
    {
        _link = link;
        _target = new($"https://{peer.Identity.Address}{path}");
        _time = time;
        _log = log;
        _client = new(MakeHandler(peer, own)) { Timeout = Timeout.InfiniteTimeSpan };
        _running = DialAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _client.Dispose();
        _stopping.Dispose();
    }

    private static SocketsHttpHandler MakeHandler(OperatorRecord peer, X509Certificate2 own) => new()
    {
        UseProxy = false,
        ConnectTimeout = PingDelay,
        KeepAlivePingDelay = PingDelay,
        KeepAlivePingTimeout = PingDelay,
        PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
        SslOptions = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls13,
            LocalCertificateSelectionCallback = (_, _, _, _, _) => own,
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                certificate is X509Certificate2 shown
                && CertificatePins.PinOf(shown) == peer.Identity.CertificatePin,
        },
    };

    private async Task DialAsync()
    {
        TimeSpan pause = RetryFirst;
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await ConnectAsync();
                pause = RetryFirst;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
            {
                _log.LogDebug("No connection to operator {Peer}: {Reason}", _link.Peer, e.Message);
                pause = pause * 2 < RetryMax ? pause * 2 : RetryMax;
            }

            await PauseAsync(pause);
        }
    }

    private async Task ConnectAsync()
    {
        using var content = new DuplexContent();
        using var request = new HttpRequestMessage(HttpMethod.Post, _target)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        using HttpResponseMessage response = await _client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, _stopping.Token);
        response.EnsureSuccessStatusCode();
        try
        {
            Stream incoming = await response.Content.ReadAsStreamAsync(_stopping.Token);
            Stream outgoing = await content.Opened.WaitAsync(_stopping.Token);
            await _link.CarryAsync(incoming, outgoing, _stopping.Token);
        }
        finally
        {
            content.End();
        }
    }

    private async Task PauseAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, _time, _stopping.Token);
        }
        catch (OperationCanceledException)
        {
            // It stops.
        }
    }
}

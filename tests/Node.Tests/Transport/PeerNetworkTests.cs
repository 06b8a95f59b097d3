using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using TrustlessPools.Node.Transport;
using TrustlessPools.Operator.Messages;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Node.Tests.Transport;

/// <summary>Real connections over loopback: HTTP/2 over TLS 1.3 with pinned certificates.</summary>
public sealed class PeerNetworkTests
{
    private static readonly Hash32 Network = Hash32.Sha256("network"u8);

    [Fact]
    public async Task Messages_of_all_sizes_arrive_whole_and_in_order_both_ways()
    {
        await using var pair = await Pair.ConnectAsync();
        ByteString[] messages = [.. ((int[])[1, 100, 70_000, 3, PeerMessage.SizeMax, 2]).Select(Message)];
        foreach (ByteString message in messages)
        {
            pair.First.Send(new(2), message);
            pair.Second.Send(new(1), message);
        }

        await pair.FirstInbox.WaitForAsync(messages.Length);
        await pair.SecondInbox.WaitForAsync(messages.Length);
        Assert.Equal(messages, pair.FirstInbox.Received.Select(static r => r.Message));
        Assert.Equal(messages, pair.SecondInbox.Received.Select(static r => r.Message));
        Assert.All(pair.FirstInbox.Received, static r => Assert.Equal(new OperatorId(2), r.Peer));
    }

    [Fact]
    public async Task A_peer_that_was_away_is_connected_again()
    {
        await using var pair = await Pair.ConnectAsync();
        await pair.RestartSecondAsync();
        await Eventually.HoldsAsync(() => pair.First.IsConnected(new(2)) && pair.Second.IsConnected(new(1)));
        pair.First.Send(new(2), Message(5));
        await pair.SecondInbox.WaitForAsync(1);
    }

    [Fact]
    public async Task A_stranger_gets_no_connection()
    {
        await using var pair = await Pair.ConnectAsync();
        using X509Certificate2 stranger = CertificatePins.Make("stranger", TimeProvider.System.GetUtcNow());
        await Assert.ThrowsAnyAsync<HttpRequestException>(
            () => PostAsync(pair.SecondServer, stranger, Network));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => PostAsync(pair.SecondServer, null, Network));
    }

    [Fact]
    public async Task A_peer_of_another_network_is_turned_away()
    {
        await using var pair = await Pair.ConnectAsync();
        HttpStatusCode status = await PostAsync(
            pair.SecondServer, pair.FirstCertificate, Hash32.Sha256("other"u8));
        Assert.Equal(HttpStatusCode.NotFound, status);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(PeerMessage.SizeMax + 1)]
    [InlineData(int.MaxValue)]
    public async Task A_length_that_is_not_permitted_ends_the_connection_and_is_counted(int length)
    {
        await using var pair = await Pair.ConnectAsync();
        await pair.First.DisposeAsync();
        byte[] frame = [.. BitConverter.GetBytes(length), 1, 2, 3];
        await PostAsync(pair.SecondServer, pair.FirstCertificate, Network, frame);
        await Eventually.HoldsAsync(
            () => pair.SecondInbox.Refused.Any(static r => r.Refusal.Reason == "BadLength"));
        Assert.Empty(pair.SecondInbox.Received);
    }

    [Fact]
    public async Task Who_is_not_read_by_a_peer_drops_and_counts_instead_of_growing()
    {
        await using var pair = await Pair.ConnectAsync();
        pair.SecondInbox.Hold();
        for (int i = 0; i < 20; i++)
        {
            pair.First.Send(new(2), Message(PeerMessage.SizeMax / 2));
        }

        await Eventually.HoldsAsync(() => pair.First.DroppedTo(new(2)) > 0);
        pair.SecondInbox.Release();
        await Eventually.HoldsAsync(() =>
        {
            pair.First.Send(new(2), Message(7));
            return pair.SecondInbox.Received.Any(static r => r.Message == Message(7));
        });
    }

    private static ByteString Message(int length) =>
        new([.. Enumerable.Range(0, length).Select(i => unchecked((byte)(i ^ (i >> 8) ^ length)))]);

    private static async Task<HttpStatusCode> PostAsync(
        (IPEndPoint Endpoint, Hash32 Pin) to, X509Certificate2? certificate, Hash32 network, byte[]? body =
            null)
    {
        using var client = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                EnabledSslProtocols = SslProtocols.Tls13,
                LocalCertificateSelectionCallback = certificate is null ? null : (_, _, _, _, _) =>
                    certificate,
                RemoteCertificateValidationCallback = (_, shown, _, _) =>
                    shown is X509Certificate2 server && CertificatePins.PinOf(server) == to.Pin,
            },
        });
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"https://{to.Endpoint}/tpool/v1/{network}/stream")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body ?? []),
        };
        using HttpResponseMessage response = await client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead);
        try
        {
            // Whoever goes before the answer's end takes back what it has not sent yet.
            await response.Content.CopyToAsync(Stream.Null);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            // The other side has broken off, as it should.
        }

        return response.StatusCode;
    }

    /// <summary>Two operators that are connected.</summary>
    private sealed class Pair : IAsyncDisposable
    {
        private readonly OperatorRecord[] _records;
        private readonly X509Certificate2[] _certificates;
        private readonly IPEndPoint[] _endpoints;

        private Pair()
        {
            _endpoints = [FreeEndpoint(), FreeEndpoint()];
            _certificates = [.. _endpoints.Select(static e =>
                CertificatePins.Make($"{e}", TimeProvider.System.GetUtcNow()))];
            _records = [.. _certificates.Select((c, i) => new OperatorRecord(
                new((uint)i + 1),
                new PublicIdentity($"{i}", default, default, CertificatePins.PinOf(c), $"{_endpoints[i]}")))];
        }

        internal PeerNetwork First { get; private set; } = null!;

        internal PeerNetwork Second { get; private set; } = null!;

        internal Inbox FirstInbox { get; } = new();

        internal Inbox SecondInbox { get; } = new();

        internal (IPEndPoint Endpoint, Hash32 Pin) SecondServer =>
            (_endpoints[1], CertificatePins.PinOf(_certificates[1]));

        internal X509Certificate2 FirstCertificate => _certificates[0];

        internal static async Task<Pair> ConnectAsync()
        {
            var pair = new Pair();
            pair.First = await pair.StartAsync(0, pair.FirstInbox);
            pair.Second = await pair.StartAsync(1, pair.SecondInbox);
            await Eventually.HoldsAsync(
                () => pair.First.IsConnected(new(2)) && pair.Second.IsConnected(new(1)));
            return pair;
        }

        internal async Task RestartSecondAsync()
        {
            await Second.DisposeAsync();
            await Eventually.HoldsAsync(() => !First.IsConnected(new(2)));
            Second = await StartAsync(1, SecondInbox);
        }

        public async ValueTask DisposeAsync()
        {
            SecondInbox.Release();
            await First.DisposeAsync();
            await Second.DisposeAsync();
            Array.ForEach(_certificates, static c => c.Dispose());
        }

        private Task<PeerNetwork> StartAsync(int index, Inbox inbox) => PeerNetwork.StartAsync(
            new(new((uint)index + 1), Network, _certificates[index], _endpoints[index]),
            _records,
            inbox,
            TimeProvider.System,
            NullLoggerFactory.Instance);

        private static IPEndPoint FreeEndpoint() => new(IPAddress.Loopback, FreePorts.Find(1)[0]);
    }

    /// <summary>Keeps what comes, or holds it back.</summary>
    private sealed class Inbox : IPeerInbox
    {
        private TaskCompletionSource? _held;

        internal ConcurrentQueue<(OperatorId Peer, ByteString Message)> Received { get; } = new();

        internal ConcurrentQueue<(OperatorId Peer, Refusal Refusal)> Refused { get; } = new();

        internal void Hold() => _held = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal void Release() => Interlocked.Exchange(ref _held, null)?.TrySetResult();

        internal Task WaitForAsync(int count) => Eventually.HoldsAsync(() => Received.Count >= count);

        public async ValueTask ReceiveAsync(OperatorId peer, ByteString message, CancellationToken cancel)
        {
            if (_held is { } held)
            {
                await held.Task.WaitAsync(cancel);
            }

            Received.Enqueue((peer, message));
        }

        public void Refuse(OperatorId peer, Refusal refusal) => Refused.Enqueue((peer, refusal));
    }
}

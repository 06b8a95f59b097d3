using System.Runtime.CompilerServices;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Node.Api;
using TrustlessPools.Node.Api.Http;
using TrustlessPools.Node.Api.Money;
using TrustlessPools.Node.Configuration;
using TrustlessPools.Node.Hosting;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Terminal;

/// <summary>The local API of a running operator, from the side of who asks.</summary>
/// <param name="address">Where it is.</param>
/// <param name="tokenFile">Holds what who asks for something must know; null for who only reads.</param>
internal sealed class OperatorApi(Uri address, string? tokenFile = null) : IDisposable
{
    private static readonly TimeSpan PatienceMax = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false })
    {
        BaseAddress = address,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>The API of the operator in a folder.</summary>
    /// <exception cref="ConfigurationException">It is not running, or never was.</exception>
    internal static OperatorApi Of(OperatorFolder folder) =>
        new(new Uri(ConfigurationFiles.ReadApiUrl(folder)), folder.ApiToken);

    internal Task<NodeStatus> StatusAsync(CancellationToken cancel) =>
        GetAsync("v1/status", NodeStatus.Shape, cancel);

    internal Task<Sequence<SignedDeposit>> DepositsAsync(CancellationToken cancel) =>
        GetAsync("v1/deposits", SignedDeposit.FileShape, cancel);

    /// <summary>All certified blocks that the operator has stored, in the form of a chain's file.</summary>
    internal Task<Stream> BlocksAsync(CancellationToken cancel) =>
        _client.GetStreamAsync("v1/blocks", cancel);

    internal Task<Sequence<OperatorDocument>> OperatorsAsync(CancellationToken cancel) =>
        GetAsync("v1/operators", OperatorDocument.ListShape, cancel);

    internal Task<FundsDocument> FundsAsync(CancellationToken cancel) =>
        GetAsync("v1/funds", FundsDocument.Shape, cancel);

    internal Task<LeverageDocument> LeverageAsync(CancellationToken cancel) =>
        GetAsync("v1/leverage", LeverageDocument.Shape, cancel);

    internal Task<AuctionsDocument> AuctionsAsync(CancellationToken cancel) =>
        GetAsync("v1/auctions", AuctionsDocument.Shape, cancel);

    internal Task<Sequence<PoolDocument>> PoolsAsync(CancellationToken cancel) =>
        GetAsync("v1/pools", PoolDocument.ListShape, cancel);

    /// <exception cref="RefusedException">There is none of that number.</exception>
    internal Task<PoolDocument> PoolAsync(PoolId pool, CancellationToken cancel) =>
        GetAsync($"v1/pools/{pool}", PoolDocument.Shape, cancel);

    internal Task<Sequence<AccountDocument>> AccountsAsync(G1Bytes key, CancellationToken cancel) =>
        GetAsync($"v1/accounts?key={key}", AccountDocument.ListShape, cancel);

    /// <exception cref="RefusedException">There is none of that number.</exception>
    internal Task<LockDocument> LockAsync(LockId id, CancellationToken cancel) =>
        GetAsync($"v1/locks/{id}", LockDocument.Shape, cancel);

    internal Task<OfferDocument> OfferAsync(Hash32 root, CancellationToken cancel) =>
        GetAsync($"v1/requests/{root}", OfferDocument.Shape, cancel);

    /// <summary>Asks the operator to post an operation; asked twice, it is done once.</summary>
    /// <exception cref="RefusedException">It is refused.</exception>
    internal async Task<OfferDocument> PostAsync(Operation operation, CancellationToken cancel)
    {
        byte[] body = OfferDocument.BodyShape.ToUtf8(new ByteString(Operation.Ssz.Serialize(operation)));
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri("v1/requests", UriKind.Relative))
        {
            Content = new ByteArrayContent(body),
        };
        request.Headers.Add("Idempotency-Key", $"{Hash32.Sha256(body)}");
        if (tokenFile is not null)
        {
            request.Headers.Authorization = new("Bearer", ApiToken.Read(tokenFile));
        }

        return await SendAsync(request, OfferDocument.Shape, cancel);
    }

    /// <summary>Events from the operator's start on, until it ends.</summary>
    internal async IAsyncEnumerable<NumberedEvent> EventsAsync(
        [EnumeratorCancellation] CancellationToken cancel)
    {
        const string prefix = "data: ";
        await using Stream stream = await _client.GetStreamAsync("v1/events", cancel);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(cancel) is { } line)
        {
            if (line.StartsWith(prefix, StringComparison.Ordinal)
                && EventStream.Shape.TryParse(line[prefix.Length..], out NumberedEvent? happened, out _))
            {
                yield return happened;
            }
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<T> GetAsync<T>(string path, JsonShape<T> shape, CancellationToken cancel)
        where T : notnull
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        return await SendAsync(request, shape, cancel);
    }

    private async Task<T> SendAsync<T>(
        HttpRequestMessage request, JsonShape<T> shape, CancellationToken cancel)
        where T : notnull
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(PatienceMax);
        using HttpResponseMessage answer = await _client.SendAsync(request, patience.Token);
        byte[] body = await answer.Content.ReadAsByteArrayAsync(patience.Token);
        if (!answer.IsSuccessStatusCode && RefusalDocument.Shape.TryParse(body, out Refusal? refusal, out _))
        {
            throw new RefusedException(refusal);
        }

        answer.EnsureSuccessStatusCode();
        return shape.TryParse(body, out T? value, out string? flaw)
            ? value
            : throw new IOException($"{request.RequestUri}: {flaw}");
    }
}

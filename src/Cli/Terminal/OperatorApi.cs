using System.Runtime.CompilerServices;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Node.Api;
using TrustlessPools.Node.Configuration;
using TrustlessPools.Node.Hosting;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Terminal;

/// <summary>The local API of a running operator, from the side of who asks.</summary>
internal sealed class OperatorApi(Uri address) : IDisposable
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
        new(new Uri(ConfigurationFiles.ReadApiUrl(folder)));

    internal Task<NodeStatus> StatusAsync(CancellationToken cancel) =>
        GetAsync("v1/status", NodeStatus.Shape, cancel);

    internal Task<Sequence<SignedDeposit>> DepositsAsync(CancellationToken cancel) =>
        GetAsync("v1/deposits", SignedDeposit.FileShape, cancel);

    /// <summary>All certified blocks that the operator has stored, in the form of a chain's file.</summary>
    internal Task<Stream> BlocksAsync(CancellationToken cancel) =>
        _client.GetStreamAsync("v1/blocks", cancel);

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
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(PatienceMax);
        byte[] body = await _client.GetByteArrayAsync(path, patience.Token);
        return shape.TryParse(body, out T? value, out string? flaw)
            ? value
            : throw new IOException($"{_client.BaseAddress}{path}: {flaw}");
    }
}

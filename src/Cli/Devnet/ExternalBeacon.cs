using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Node.BeaconClient;
using TrustlessPools.Node.Configuration;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Devnet;

/// <summary>
/// A beacon chain that others run: deposits are written for the pools' keys, and somebody has to make them.
/// </summary>
internal sealed class ExternalBeacon : IDevnetBeacon
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private ExternalBeacon(Uri url, BeaconFacts facts)
    {
        Url = url;
        Facts = facts;
    }

    public Uri Url { get; }

    public string Description => $"{Url}, run by others";

    public BeaconFacts Facts { get; }

    public Sequence<ValidatorIndex> Others => [];

    public bool BeginsWithThePools => false;

    public string? Failure => null;

    /// <summary>Asks the node about its chain.</summary>
    /// <exception cref="BeaconNodeException">It does not answer.</exception>
    internal static async Task<ExternalBeacon> ConnectAsync(Uri url, CancellationToken cancel)
    {
        using var node = new BeaconNodeConnection(url, Patience);
        return new(url, await BeaconFacts.ReadAsync(node, cancel));
    }

    public Task BeginAsync(
        IReadOnlyList<(G1Bytes Key, Hash32 Credentials)> pools, CancellationToken cancel) =>
        Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentNode.Events;
using TrustlessPools.DevelopmentNode.Http;

namespace TrustlessPools.DevelopmentNode;

/// <summary>
/// A beacon node inside this process: the development chain, kept going by a clock, behind the standard
/// Beacon API.
/// </summary>
/// <remarks>
/// <para>
/// It runs before its genesis is known, as the keys that belong into the genesis may be made by those who
/// talk to it. Until then what depends on the chain is answered with 404.
/// </para>
/// <para>Spec: docs/spec/development-chain.md.</para>
/// </remarks>
public sealed class DevelopmentBeaconNode : IAsyncDisposable
{
    private readonly ChainHost _host;
    private readonly NodeServer _server;

    private DevelopmentBeaconNode(ChainHost host, NodeServer server)
    {
        _host = host;
        _server = server;
    }

    /// <summary>The base address of the Beacon API.</summary>
    public Uri Url => _server.Url;

    /// <summary>Where deposits are posted, in the form of <c>deposit_data.json</c>.</summary>
    public Uri DepositsUrl => new(Url, DevelopmentEndpoints.Deposits.Template);

    /// <summary>The chain at the clock's slot, immutable; null before the genesis is known.</summary>
    public BeaconChain? Chain => _host.Current();

    /// <summary>Begins to listen.</summary>
    /// <exception cref="IOException">The address is in use.</exception>
    public static async Task<DevelopmentBeaconNode> StartAsync(
        DevelopmentNodeSettings settings, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var events = new EventFeed(settings.Config.Preset);
        var host = new ChainHost(settings, events);
        try
        {
            return new(host, await NodeServer.StartAsync(settings, host, events, cancel));
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Begins the chain, once.</summary>
    /// <param name="genesis">
    /// Its time is that of the settings. When that is over, the chain goes through the slots since then at
    /// once.
    /// </param>
    public void Begin(Genesis genesis)
    {
        ArgumentNullException.ThrowIfNull(genesis);
        _host.Begin(genesis);
    }

    /// <summary>Stops the clock, ends event streams and no longer listens.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _server.DisposeAsync();
    }
}

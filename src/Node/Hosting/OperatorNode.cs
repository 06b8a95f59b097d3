using Microsoft.Extensions.Logging;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum;
using TrustlessPools.Node.Api;
using TrustlessPools.Node.Api.Http;
using TrustlessPools.Node.BeaconClient;
using TrustlessPools.Node.Configuration;
using TrustlessPools.Node.Storage;
using TrustlessPools.Node.Transport;
using TrustlessPools.Operator;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Hosting;

/// <summary>
/// A running operator: its state machine with a store, peers, beacon nodes and a local API around it.
/// </summary>
public sealed class OperatorNode : IAsyncDisposable
{
    private readonly NodePlan _plan;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly OperatorStore _store;
    private readonly BeaconNodes _beaconNodes;
    private readonly CancellationTokenSource _stopping = new();
    private OperatorInbox? _inbox;
    private OfferDesk? _desk;
    private OperatorLoop? _loop;
    private PeerNetwork? _peers;
    private ApiServer? _api;
    private Task _running = Task.CompletedTask;
    private Task _listening = Task.CompletedTask;

    private OperatorNode(NodePlan plan, TimeProvider time, ILogger log)
    {
        _plan = plan;
        _time = time;
        _log = log;
        _beaconNodes = new(plan.Configuration.BeaconNodes, BeaconTimeout(plan.Rules));
        _store = OperatorStore.Open(
            plan.Folder.Store,
            new StoreOwner(plan.Rules.Network, plan.Self),
            new SecretSeal(plan.Keys.Identity));
    }

    /// <summary>The operator's number.</summary>
    public OperatorId Self => _plan.Self;

    /// <summary>
    /// The network's rules. Their memo belongs to the state machine: read the constants only.
    /// </summary>
    public ChainRules Rules => _plan.Rules;

    /// <summary>What the operator knows.</summary>
    public OperatorState State => _loop!.State;

    /// <summary>The latest events.</summary>
    public EventFeed Events { get; } = new();

    /// <summary>The counters.</summary>
    public NodeMetrics Metrics { get; } = new();

    /// <summary>The connections to peers.</summary>
    public PeerNetwork Peers => _peers!;

    /// <summary>The beacon node that is asked first.</summary>
    public string BeaconNode => _beaconNodes.Preferred.ToString();

    /// <summary>Where the local API is.</summary>
    public Uri ApiUrl => _api!.Url;

    /// <summary>What the local API answers, such as <c>GET /v1/status</c>, as its server has it.</summary>
    public IEnumerable<string> ApiRoutes => _api!.Routes;

    /// <summary>The time.</summary>
    public Instant Now => new(_time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Ends when the operator does; faulted when it had to stop by itself.</summary>
    public Task Completion => _running;

    /// <summary>Certified blocks that the operator has stored, as SSZ; any thread may ask.</summary>
    /// <param name="from">The first.</param>
    /// <param name="count">The most.</param>
    internal IReadOnlyList<ByteString> BlockBytesFrom(Height from, int count) =>
        _store.BlockBytesFrom(from, count);

    /// <summary>Starts an operator.</summary>
    /// <param name="plan">Which; its keys are owned by the node from now on.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logs">Where the logs go.</param>
    /// <exception cref="StoreException">The store is in use, damaged, or somebody else's.</exception>
    /// <exception cref="IOException">An address is in use.</exception>
    public static async Task<OperatorNode> StartAsync(NodePlan plan, TimeProvider time, ILoggerFactory logs)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(logs);
        var node = new OperatorNode(plan, time, logs.CreateLogger("Operator"));
        try
        {
            await node.BeginAsync(logs);
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops: nothing is half done, since every transition is stored as a whole.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_running, _listening).ContinueWith(static _ => { }, TaskScheduler.Default);
        if (_api is not null)
        {
            await _api.DisposeAsync();
        }

        if (_peers is not null)
        {
            await _peers.DisposeAsync();
        }

        _inbox?.Dispose();
        foreach (SecretBytes secret in _loop?.State.Vault.Secrets.Values ?? [])
        {
            secret.Dispose();
        }

        _store.Dispose();
        _beaconNodes.Dispose();
        _plan.Keys.Dispose();
        _stopping.Dispose();
    }

    private async Task BeginAsync(ILoggerFactory logs)
    {
        _inbox = new OperatorInbox(
            (peer, refusal) => Tell(new OperatorEvent.InputRefused(peer, refusal)), _time);
        _desk = new(_inbox);
        var network = new PeerNetworkSettings(
            _plan.Self, _plan.Rules.Network, _plan.Keys.Certificate, _plan.Configuration.Listen);
        _peers = await PeerNetwork.StartAsync(network, _plan.Rules.Genesis.Operators, _inbox, _time, logs);
        Preset preset = _plan.Preset;
        _loop = new(
            new OperatorSettings(_plan.Rules, _plan.Self, _plan.Keys.Identity, preset),
            _store,
            _peers,
            new BeaconOracle(_beaconNodes, _plan.Rules, preset),
            _inbox,
            _time,
            Tell);
        CheckNumber(_loop.State.Chain);
        _peers.Update(_loop.State.Chain.Operators.Select(static o => o.Record));
        var intake = new OfferIntake(ApiToken.Of(_plan.Folder), _desk);
        _api = await ApiServer.StartAsync(this, intake, _plan.Configuration.Api, logs);
        _running = Task.Run(() => _loop.RunAsync(_stopping.Token));
        _listening = Task.Run(() => ListenAsync(_inbox));
    }

    /// <summary>The chain, once it is known here, shows whose number it is.</summary>
    private void CheckNumber(ChainState chain)
    {
        Hash32 own = _plan.Keys.ToPublic(name: string.Empty, address: string.Empty).CertificatePin;
        if (chain.OperatorOf(_plan.Self) is { Record.Identity: { } known } && known.CertificatePin != own)
        {
            throw new ConfigurationException(new(
                "OtherOperator", $"number {_plan.Self}, which is '{known.Name}'", "your own number"));
        }
    }

    private async Task ListenAsync(OperatorInbox inbox)
    {
        await foreach (Slot slot in new HeadEvents(_beaconNodes, _time).ListenAsync(_stopping.Token))
        {
            inbox.Post(new OperatorInput.HeadSeen(slot));
        }
    }

    private void Tell(OperatorEvent happened)
    {
        _desk?.Hear(happened);
        EventDescription description = EventDescription.Of(happened);
        Metrics.Count(description);
        Events.Add(Now, description);
        _log.Log(LevelOf(description.Weight), "{Event}", description);
    }

    private static LogLevel LevelOf(EventWeight weight) => weight switch
    {
        EventWeight.Routine => LogLevel.Debug,
        EventWeight.Notable => LogLevel.Information,
        _ => LogLevel.Warning,
    };

    /// <summary>A slot at most, but for short slots not less than what a busy machine takes.</summary>
    private static TimeSpan BeaconTimeout(ChainRules rules) =>
        TimeSpan.FromMilliseconds(Math.Max(rules.Clock.SlotLength.Milliseconds, 4_000));
}

using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentNode;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Node.Configuration;
using TrustlessPools.Node.Hosting;
using TrustlessPools.Node.Transport;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Node.Tests.Hosting;

/// <summary>
/// Four operators with one pool, and a beacon chain, in this process; everything real but for the processes.
/// </summary>
internal sealed class LocalNetwork : IAsyncDisposable
{
    internal const int Count = 4;

    private static readonly Duration SlotLength = Duration.FromSeconds(1);
    private static readonly Hash32 Credentials = Hash32.Sha256("staker"u8);

    private readonly TemporaryFolder _folder = new();
    private readonly OperatorNode?[] _nodes = new OperatorNode?[Count];
    private readonly Instant _genesisTime;

    private LocalNetwork(DevelopmentBeaconNode beacon, Instant genesisTime)
    {
        Beacon = beacon;
        _genesisTime = genesisTime;
    }

    /// <summary>The beacon node of all operators.</summary>
    internal DevelopmentBeaconNode Beacon { get; }

    /// <summary>The folder that holds the operators' folders.</summary>
    internal TemporaryFolder Files => _folder;

    /// <summary>The operators that run.</summary>
    internal IEnumerable<OperatorNode> Nodes => _nodes.OfType<OperatorNode>();

    /// <summary>The pool, as the first operator that runs knows it.</summary>
    internal PoolState Pool => Nodes.First().State.Chain.Pools[0];

    /// <summary>Makes folders, and starts so many of the operators.</summary>
    /// <param name="running">How many.</param>
    /// <param name="seats">Of the pool's committee.</param>
    /// <param name="slotsPerEpoch">Of the pool chain; another than the beacon chain's, which then is not
    /// begun, gives people time.</param>
    /// <param name="firstBoundary">The epoch of the first hand-over; none for the earliest.</param>
    /// <param name="money">What the network begins with; by default nothing.</param>
    internal static async Task<LocalNetwork> StartAsync(
        int running = Count,
        int seats = Count,
        ulong? slotsPerEpoch = null,
        Optional<Epoch> firstBoundary = default,
        Func<IReadOnlyList<PublicIdentity>, MoneyGenesis>? money = null)
    {
        ChainConfig config = ChainConfig.Minimal with { SlotDuration = SlotLength };
        Instant now = new(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 1000 * 1000);
        Instant genesisTime = now + Duration.FromSeconds(16);
        var network = new LocalNetwork(
            await DevelopmentBeaconNode.StartAsync(
                new DevelopmentNodeSettings { Config = config, GenesisTime = genesisTime },
                TestContext.Current.CancellationToken),
            genesisTime);
        network.MakeFolders(new BeaconFacts(
            genesisTime,
            SlotLength,
            slotsPerEpoch ?? config.Preset.SlotsPerEpoch,
            config.Forks.GenesisVersion,
            GenesisValidatorsRoot: default,
            Hash32.Sha256("seed"u8)), now, seats, firstBoundary, money ?? (static _ => MoneyGenesis.None));
        for (int index = 0; index < running; index++)
        {
            await network.StartAsync(new OperatorId((uint)index + 1));
        }

        return network;
    }

    /// <summary>Everything that an operator is started with.</summary>
    internal NodePlan PlanOf(OperatorId id) => NodePlan.Read(FolderOf(id));

    /// <summary>Starts an operator.</summary>
    internal async Task StartAsync(OperatorId id) => _nodes[id.Value - 1] =
        await OperatorNode.StartAsync(PlanOf(id), TimeProvider.System, NullLoggerFactory.Instance);

    /// <summary>Stops all operators.</summary>
    internal async Task StopAllAsync()
    {
        for (int index = 0; index < Count; index++)
        {
            if (_nodes[index] is { } node)
            {
                _nodes[index] = null;
                await node.DisposeAsync();
            }
        }
    }

    /// <summary>Waits for the pool's key, and begins the beacon chain with it.</summary>
    internal async Task BeginChainAsync()
    {
        await UntilAsync(() => Pool.GroupKey is not null, "A generated key");
        IEnumerable<GenesisValidator> validators = GenesisValidator.Residents(16).Append(new GenesisValidator(
            Pool.GroupKey!.Value,
            new WithdrawalCredentials(Credentials),
            Gwei.ValidatorStake,
            IsResident: false));
        Beacon.Begin(new Genesis(_genesisTime, Hash32.Sha256("chain"u8), validators.ToSequence()));
    }

    /// <summary>Waits until something has come true, as long as all operators run.</summary>
    internal Task UntilAsync(Func<bool> condition, string what) => Eventually.HoldsAsync(
        () =>
        {
            foreach (OperatorNode node in Nodes.Where(static n => n.Completion.IsCompleted))
            {
                node.Completion.GetAwaiter().GetResult();
            }

            return condition();
        },
        $"{what} did not come true.",
        TimeSpan.FromMinutes(3));

    public async ValueTask DisposeAsync()
    {
        await StopAllAsync();
        await Beacon.DisposeAsync();
        _folder.Dispose();
    }

    internal OperatorFolder FolderOf(OperatorId id) => new(_folder.In($"operator-{id}"));

    private void MakeFolders(
        BeaconFacts facts,
        Instant now,
        int seats,
        Optional<Epoch> firstBoundary,
        Func<IReadOnlyList<PublicIdentity>, MoneyGenesis> money)
    {
        var identities = new List<PublicIdentity>();
        for (uint number = 1; number <= Count; number++)
        {
            IPEndPoint listen = FreeEndpoint();
            var configuration = new OperatorConfiguration(
                listen, new IPEndPoint(IPAddress.Loopback, 0), [Beacon.Url], "password.txt");
            identities.Add(OperatorSetup.Create(
                FolderOf(new(number)),
                new OperatorPlan($"operator {number}", $"{listen}", configuration),
                TimeProvider.System.GetUtcNow()));
        }

        NetworkGenesis genesis = NetworkSetup.Create(
            new NetworkPlan(
                "local",
                identities.ToSequence(),
                seats,
                Quorum.Of(seats),
                [Credentials],
                EpochsPerTerm: 4,
                NetworkSetup.DrawLeadDefault,
                firstBoundary,
                now + Duration.FromSeconds(3))
            {
                Money = money(identities),
            },
            facts);
        for (uint number = 1; number <= Count; number++)
        {
            File.WriteAllText(FolderOf(new(number)).Network, NetworkGenesis.Ssz.ToJson(genesis));
        }
    }

    internal static IPEndPoint FreeEndpoint() => new(IPAddress.Loopback, FreePorts.Find(1)[0]);
}

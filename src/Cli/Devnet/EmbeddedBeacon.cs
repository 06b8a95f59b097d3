using TrustlessPools.Cryptography.Bls;
using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentNode;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Node.Configuration;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Devnet;

/// <summary>The development chain, inside this process, behind the same Beacon API as any node's.</summary>
internal sealed class EmbeddedBeacon : IDevnetBeacon
{
    private const int Residents = 32;

    private readonly DevelopmentBeaconNode _node;

    private EmbeddedBeacon(DevelopmentBeaconNode node, BeaconFacts facts)
    {
        _node = node;
        Facts = facts;
    }

    public Uri Url => _node.Url;

    public string Description => $"embedded, with {Residents} resident validators";

    public BeaconFacts Facts { get; }

    public Sequence<ValidatorIndex> Others { get; } =
        Enumerable.Range(0, Residents).Select(static i => new ValidatorIndex((ulong)i)).ToSequence();

    public bool BeginsWithThePools => true;

    public string? Failure => null;

    /// <summary>Starts the node; the chain begins later.</summary>
    internal static async Task<EmbeddedBeacon> StartAsync(DevnetOptions options, CancellationToken cancel)
    {
        Duration slot = Duration.FromSeconds(options.SecondsPerSlot);
        ChainConfig config = ChainConfig.Minimal with { SlotDuration = slot };
        var facts = new BeaconFacts(
            DevnetClock.GenesisAfter(slot, ticks: 12, more: options.Preparation),
            slot,
            config.Preset.SlotsPerEpoch,
            config.Forks.GenesisVersion,
            GenesisValidatorsRoot: default,
            DevnetClock.FreshSeed());
        var settings = new DevelopmentNodeSettings { Config = config, GenesisTime = facts.GenesisTime };
        return new(await DevelopmentBeaconNode.StartAsync(settings, cancel), facts);
    }

    public Task BeginAsync(IReadOnlyList<(G1Bytes Key, Hash32 Credentials)> pools, CancellationToken cancel)
    {
        IEnumerable<GenesisValidator> own = pools.Select(static p => new GenesisValidator(
            p.Key, new WithdrawalCredentials(p.Credentials), Gwei.ValidatorStake, IsResident: false));
        _node.Begin(new Genesis(
            Facts.GenesisTime, Facts.Seed, GenesisValidator.Residents(Residents).Concat(own).ToSequence()));
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Node.Configuration;
using TrustlessPools.Node.Transport;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Devnet;

/// <summary>A real beacon node: Lodestar from npm, by the recipe in <c>devnet/lodestar</c>.</summary>
/// <remarks>
/// Interop validators propose and aggregate; the pools' keys are in the genesis state beside them. The
/// supervisor ends with this process, however it ends, because its standard input does.
/// </remarks>
internal sealed class LodestarBeacon : IDevnetBeacon
{
    private const int InteropValidators = 32;

    // GENESIS_FORK_VERSION of consensus-specs configs/minimal.yaml.
    private const uint GenesisForkVersion = 0x00000001;

    // Seconds: what Lodestar takes to make its genesis and to serve, on a busy machine.
    private const int StartSeconds = 20;

    private static readonly TimeSpan PatienceAtTheEnd = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly LodestarInstallation _installation;
    private readonly string _runFolder;
    private Process? _supervisor;
    private Task _listening = Task.CompletedTask;
    private volatile bool _isReady;
    private volatile string? _failure;

    private LodestarBeacon(LodestarInstallation installation, string runFolder, BeaconFacts facts, int port)
    {
        _installation = installation;
        _runFolder = runFolder;
        Facts = facts;
        Url = new($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");
    }

    public Uri Url { get; }

    public string Description => $"Lodestar, a real beacon node, with {InteropValidators} interop validators";

    public BeaconFacts Facts { get; }

    public Sequence<ValidatorIndex> Others { get; } =
        Enumerable.Range(0, InteropValidators).Select(static i => new ValidatorIndex((ulong)i)).ToSequence();

    public bool BeginsWithThePools => true;

    public string? Failure => _failure;

    /// <summary>Installs what is needed and fixes when the chain will begin; nothing runs yet.</summary>
    internal static async Task<LodestarBeacon> PrepareAsync(
        DevnetOptions options, string runFolder, Action<string> say, CancellationToken cancel)
    {
        LodestarInstallation installation = await LodestarInstallation.InstallAsync(say, cancel);
        Duration slot = Duration.FromSeconds(options.SecondsPerSlot);
        var facts = new BeaconFacts(
            DevnetClock.GenesisAfter(
                slot, ticks: 20, Duration.FromSeconds(StartSeconds) + options.Preparation),
            slot,
            Preset.Minimal.SlotsPerEpoch,
            new ForkVersion(GenesisForkVersion),
            GenesisValidatorsRoot: default,
            DevnetClock.FreshSeed());
        return new(installation, runFolder, facts, FreePorts.Find(1)[0]);
    }

    public async Task BeginAsync(
        IReadOnlyList<(G1Bytes Key, Hash32 Credentials)> pools, CancellationToken cancel)
    {
        Directory.CreateDirectory(_runFolder);
        string settings = Path.Combine(_runFolder, "devnet.json");
        await File.WriteAllTextAsync(settings, SettingsFor(pools).ToJsonString(), cancel);
        _supervisor = _installation.Start("devnet.mjs", settings, Path.Combine(_runFolder, "run"));
        _listening = ListenAsync(_supervisor.StandardOutput);
        while (!_isReady)
        {
            if (_failure is { } failure)
            {
                throw new IOException(failure);
            }

            await Task.Delay(Pause, cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_supervisor is null)
        {
            return;
        }

        await ProcessEnd.BringAsync(_supervisor, PatienceAtTheEnd);
        await _listening;
        _supervisor.Dispose();
    }

    private JsonObject SettingsFor(IReadOnlyList<(G1Bytes Key, Hash32 Credentials)> pools)
    {
        var external = new JsonArray([.. pools.Select(static p => new JsonObject
        {
            ["pubkey"] = $"{p.Key}",
            ["withdrawalCredentials"] = $"{p.Credentials}",
        })]);

        return new JsonObject
        {
            ["preset"] = Preset.Minimal.Name,
            ["slotMs"] = Facts.SlotLength.Milliseconds,
            ["genesisTime"] = Facts.GenesisTime.UnixMilliseconds / 1000,
            ["interopValidators"] = InteropValidators,
            ["externalValidators"] = external,
            ["restPort"] = Url.Port,
            ["enginePort"] = 0,
            ["p2pPort"] = 0,
        };
    }

    /// <summary>Follows what the supervisor says until it ends.</summary>
    private async Task ListenAsync(StreamReader output)
    {
        await using var log = new StreamWriter(Path.Combine(_runFolder, "devnet.log")) { AutoFlush = true };
        while (await output.ReadLineAsync() is { } line)
        {
            await log.WriteLineAsync(line);
            using JsonDocument said = JsonDocument.Parse(line);
            string? name = said.RootElement.GetProperty("event").GetString();
            _isReady |= name == "ready";
            if (name == "error")
            {
                _failure =
                    $"Lodestar: {said.RootElement.GetProperty("message").GetString()} (logs: {_runFolder})";
            }
        }
    }
}

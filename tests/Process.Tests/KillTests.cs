using TrustlessPools.Cryptography.Bls;
using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentNode;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Node.Api;
using TrustlessPools.Node.Configuration;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Process.Tests;

/// <summary>Operators that are killed at any moment, and started again on the same data.</summary>
public sealed class KillTests
{
    private const int Kills = 20;
    private const int Residents = 16;
    private const ulong Seed = 2024;

    private static readonly Duration SlotLength = Duration.FromSeconds(1);

    /// <summary>
    /// From before the ceremony to after the second hand-over, some operator is killed again and again, at
    /// moments that the seed names. Nobody is slashed, nobody contradicts itself, the key stays, and all
    /// serve in the end.
    /// </summary>
    [Fact]
    public async Task Killed_operators_contradict_nothing_lose_no_key_and_serve_again()
    {
        Instant now = new(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 1000 * 1000);
        ChainConfig config = ChainConfig.Minimal with { SlotDuration = SlotLength };
        Instant genesisTime = now + Duration.FromSeconds(40);
        await using DevelopmentBeaconNode beacon = await DevelopmentBeaconNode.StartAsync(
            new DevelopmentNodeSettings { Config = config, GenesisTime = genesisTime },
            TestContext.Current.CancellationToken);
        await using OperatorGroup group = await OperatorGroup.InitAsync(count: 4, beacon.Url);
        NetworkGenesis network = NetworkSetup.Create(
            new NetworkPlan(
                "killed", group.Identities(), Seats: 4, Threshold: 3, [
                    Hash32.Sha256("staker"u8)], EpochsPerTerm: 4,
                NetworkSetup.DrawLeadDefault, FirstBoundary: default, now + Duration.FromSeconds(10)),
            new BeaconFacts(
                genesisTime, SlotLength, config.Preset.SlotsPerEpoch, config.Forks.GenesisVersion, default,
                Hash32.Sha256("seed"u8)));

        // The beacon chain waits for the key, so the key must come out of the first draw, however many are
        // killed.
        CeremonyWindows windows = network.Parameters.Windows with { Attempts = CeremonyWindows.AttemptsMax };
        group.Join(network with { Parameters = network.Parameters with { Windows = windows } });
        group.StartAll();

        var random = new SeededGenerator(Seed, stream: 1);
        var killing = KillAsync(group, random);
        G1Bytes key = await KeyAsync(group);
        beacon.Begin(new Genesis(genesisTime, Hash32.Sha256("chain"u8), Validators(key)));
        await killing;

        ulong term = TermOf((await group.StatusAsync(1))!) + 1;
        for (int number = 1; number <= group.Count; number++)
        {
            await group.UntilAsync(
                number, s => TermOf(s) >= term
                    && s.Pools[0].GroupKey.Value == key, $"A hand-over in term {term} (seed {Seed})");
        }

        Assert.DoesNotContain(beacon.Chain!.State.Validators, static v => v.Slashed);
        string[] forbidden = ["equivocation", "bad_partial", "attestation_rejected", "ContradictoryDealings"];
        Assert.DoesNotContain(
            group.Events(), line => forbidden.Any(f => line.Contains(f, StringComparison.Ordinal)));
        Assert.Contains(
            group.Events(), static line => line.Contains("partial_signed", StringComparison.Ordinal));
    }

    /// <summary>
    /// A moment is named by how much an operator has said; a time of being away, by how much another says.
    /// </summary>
    private static async Task KillAsync(OperatorGroup group, SeededGenerator random)
    {
        for (int kill = 0; kill < Kills; kill++)
        {
            int number = 1 + random.NextBelow(group.Count);
            int other = 1 + (number % group.Count);
            await group.UntilSaidAsync(number, lines: 2 + random.NextBelow(20));
            await group.KillAsync(number);
            await group.UntilSaidAsync(other, group.LinesOf(other) + random.NextBelow(5));
            group.Start(number);
        }
    }

    private static async Task<G1Bytes> KeyAsync(OperatorGroup group)
    {
        G1Bytes? key = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                for (int number = 1; number <= group.Count && key is null; number++)
                {
                    NodeStatus? status = await TryStatusAsync(group, number);
                    key = status?.Pools[0].GroupKey is { HasValue: true } found ? found.Value : null;
                }

                return key is not null;
            },
            "No key was generated.",
            TimeSpan.FromMinutes(8));
        return key!.Value;
    }

    /// <summary>Null also in the moments in which the operator is dead.</summary>
    private static async Task<NodeStatus?> TryStatusAsync(OperatorGroup group, int number)
    {
        try
        {
            return await group.StatusAsync(number);
        }
        catch (KeyNotFoundException)
        {
            return null;
        }
    }

    private static ulong TermOf(NodeStatus status) =>
        status.Pools[0].Serving.TryGet(out CommitteeStatus? serving) ? serving.Term.Value : 0;

    private static Sequence<GenesisValidator> Validators(G1Bytes pool) =>
        GenesisValidator.Residents(Residents)
        .Append(new GenesisValidator(
            pool,
            new WithdrawalCredentials(Hash32.Sha256("staker"u8)),
            Gwei.ValidatorStake,
            IsResident: false))
        .ToSequence();
}

using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ethereum;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.SigningDomains;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain;

/// <summary>
/// What a chain's designers may choose (consensus-specs <c>configs/</c>), with the preset below it.
/// </summary>
/// <remarks>
/// The numbers that no configuration changes are in <see cref="SpecConstants"/>. SLOTS_PER_HISTORICAL_ROOT is
/// a preset's value and stands here, as nothing but a beacon state needs it.
/// </remarks>
public sealed record ChainConfig
{
    /// <summary>CONFIG_NAME.</summary>
    public required string Name { get; init; }

    /// <summary>The constants that shape containers and committees.</summary>
    public required Preset Preset { get; init; }

    /// <summary>
    /// The forks. The chain begins in Electra or later: the rules for attesting have not changed since.
    /// </summary>
    public required ForkSchedule Forks { get; init; }

    /// <summary>SLOT_DURATION_MS: a whole number of seconds, 12 on mainnet.</summary>
    public required Duration SlotDuration { get; init; }

    /// <summary>
    /// SLOTS_PER_HISTORICAL_ROOT, in slots: for how long a state knows the roots of blocks.
    /// </summary>
    public required ulong SlotsPerHistoricalRoot { get; init; }

    /// <summary>
    /// SHARD_COMMITTEE_PERIOD, in epochs: how long a validator is active before it may leave.
    /// </summary>
    public required ulong ShardCommitteePeriod { get; init; }

    /// <summary>How much stake may join and leave, who has to leave, and when it is free.</summary>
    public required ChurnParameters Churn { get; init; }

    /// <summary>The numbers of rewards and penalties. Default: mainnet's.</summary>
    public PenaltyParameters Penalties { get; init; } = PenaltyParameters.Mainnet;

    /// <summary>The epochs whose blocks and states can still be asked for, at least 3. Default 64.</summary>
    /// <remarks>Not of the specification: what a beacon node prunes, this chain forgets.</remarks>
    public ulong EpochsKept { get; init; } = 64;

    /// <summary>
    /// consensus-specs <c>configs/mainnet.yaml</c> with its numbers, but every fork at genesis.
    /// </summary>
    public static ChainConfig Mainnet { get; } = new()
    {
        Name = "mainnet",
        Preset = Preset.Mainnet,
        Forks = EveryForkAtGenesis(network: 0x00),
        SlotDuration = Duration.FromSeconds(12),
        SlotsPerHistoricalRoot = 8192,
        ShardCommitteePeriod = 256,
        Churn = ChurnParameters.Mainnet,
    };

    /// <summary>consensus-specs <c>configs/minimal.yaml</c>, with every fork at genesis.</summary>
    public static ChainConfig Minimal { get; } = new()
    {
        Name = "minimal",
        Preset = Preset.Minimal,
        Forks = EveryForkAtGenesis(network: 0x01),
        SlotDuration = Duration.FromSeconds(6),
        SlotsPerHistoricalRoot = 64,
        ShardCommitteePeriod = 64,
        Churn = ChurnParameters.Minimal,
    };

    /// <summary>consensus-specs <c>compute_epoch_at_slot</c>.</summary>
    public Epoch EpochAt(Slot slot) => slot.EpochAt(Preset.SlotsPerEpoch);

    /// <summary>consensus-specs <c>compute_start_slot_at_epoch</c>.</summary>
    public Slot FirstSlot(Epoch epoch) => epoch.FirstSlot(Preset.SlotsPerEpoch);

    /// <summary>The last slot of an epoch.</summary>
    public Slot LastSlot(Epoch epoch) => FirstSlot(epoch) + (Preset.SlotsPerEpoch - 1);

    /// <summary>
    /// Versions as the specification numbers them: the fork in the first byte, the network in the last.
    /// </summary>
    private static ForkSchedule EveryForkAtGenesis(uint network)
    {
        var forks = new List<ScheduledFork>();
        foreach (ForkName fork in ForkNames.All)
        {
            forks.Add(new(fork, new ForkVersion(((uint)fork << 24) | network), new Epoch(0)));
        }

        bool isSchedule = ForkSchedule.TryCreate(forks.ToSequence(), out ForkSchedule? schedule);
        Invariant.Holds(isSchedule && schedule is not null, "All forks at genesis are a schedule.");
        return schedule;
    }
}

namespace TrustlessPools.Ethereum;

/// <summary>The constants of a network that shape its data (consensus-specs <c>presets/</c>).</summary>
/// <param name="Name">As the specification and clients call it.</param>
/// <param name="SlotsPerEpoch">SLOTS_PER_EPOCH.</param>
/// <param name="MaxCommitteesPerSlot">MAX_COMMITTEES_PER_SLOT.</param>
/// <param name="TargetCommitteeSize">TARGET_COMMITTEE_SIZE.</param>
/// <param name="ShuffleRoundCount">SHUFFLE_ROUND_COUNT.</param>
/// <param name="EpochsPerHistoricalVector">EPOCHS_PER_HISTORICAL_VECTOR.</param>
/// <param name="EpochsPerSlashingsVector">EPOCHS_PER_SLASHINGS_VECTOR.</param>
public sealed record Preset(
    string Name,
    ulong SlotsPerEpoch,
    int MaxCommitteesPerSlot,
    int TargetCommitteeSize,
    int ShuffleRoundCount,
    ulong EpochsPerHistoricalVector,
    ulong EpochsPerSlashingsVector)
{
    /// <summary>consensus-specs <c>presets/mainnet</c>.</summary>
    public static Preset Mainnet { get; } = new("mainnet", 32, 64, 128, 90, 65536, 8192);

    /// <summary>consensus-specs <c>presets/minimal</c>.</summary>
    public static Preset Minimal { get; } = new("minimal", 8, 4, 4, 10, 64, 64);

    /// <summary>MAX_VALIDATORS_PER_COMMITTEE, the same in all presets.</summary>
    public int MaxValidatorsPerCommittee => 2048;

    /// <summary>The most validators that one aggregate can name since Electra (EIP-7549).</summary>
    public int MaxAttestersPerAggregate => MaxValidatorsPerCommittee * MaxCommitteesPerSlot;
}

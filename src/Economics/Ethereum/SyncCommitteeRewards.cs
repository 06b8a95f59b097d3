using TrustlessPools.Primitives;

namespace TrustlessPools.Economics.Ethereum;

/// <summary>What sync committees earn (consensus-specs <c>process_sync_aggregate</c>).</summary>
/// <remarks>Spec: docs/spec/penalties.md#sync-committees. An absent member loses what a present one earns.
/// </remarks>
public static class SyncCommitteeRewards
{
    /// <summary>SYNC_COMMITTEE_SIZE of mainnet, in seats.</summary>
    public const ulong CommitteeSize = 512;

    /// <summary>SYNC_REWARD_WEIGHT, in 64ths.</summary>
    public const ulong Weight = 2;

    /// <summary>What a seat earns in a slot, or loses when it is absent.</summary>
    /// <param name="totalActiveBalance">At least one increment.</param>
    /// <param name="slotsPerEpoch">SLOTS_PER_EPOCH, positive.</param>
    public static Gwei PerSeat(Gwei totalActiveBalance, ulong slotsPerEpoch)
    {
        Gwei total = BaseRewards.Of(totalActiveBalance, BaseRewards.PerIncrement(totalActiveBalance));
        ulong perSlot = total.Value * Weight / ParticipationFlagWeights.Denominator / slotsPerEpoch;
        return new(perSlot / CommitteeSize);
    }

    /// <summary>What the proposer earns for each seat that is present.</summary>
    /// <param name="perSeat">What <see cref="PerSeat"/> gives.</param>
    public static Gwei ForProposer(Gwei perSeat) => new(
        perSeat.Value * BaseRewards.ProposerWeight
        / (ParticipationFlagWeights.Denominator - BaseRewards.ProposerWeight));
}

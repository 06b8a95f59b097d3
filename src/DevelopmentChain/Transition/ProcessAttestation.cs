using TrustlessPools.DevelopmentChain.Accessors;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Transition;

/// <summary>
/// Credits the voters of an aggregate (consensus-specs <c>electra/beacon-chain.md#process_attestation</c>,
/// EIP-7549).
/// </summary>
/// <remarks>
/// The signature is not verified here: each vote of an outside validator has been verified by itself before
/// it was pooled, resident validators vote without signing, and what is replayed has been verified by who
/// recorded it.
/// </remarks>
internal static class ProcessAttestation
{
    /// <summary>Applies an attestation of a block in the state's slot.</summary>
    internal static BeaconState Apply(BeaconState state, Attestation attestation, Shufflings shufflings)
    {
        AttestationData data = attestation.Data;
        Invariant.Holds(IsIncludable(state, data), "A block includes votes of its window only.");
        (Sequence<ParticipationFlags> participation, Gwei numerator) =
            Credit(state, attestation, shufflings);
        state = data.Target.Epoch == state.CurrentEpoch
            ? state with { CurrentEpochParticipation = participation }
            : state with { PreviousEpochParticipation = participation };
        return BalanceChanges.Increase(state, state.ProposerIndex, BaseRewards.ForProposer(numerator));
    }

    /// <summary>True when a block in the state's slot may include votes for the data.</summary>
    internal static bool IsIncludable(BeaconState state, AttestationData data) =>
        (data.Target.Epoch == state.CurrentEpoch || data.Target.Epoch == state.PreviousEpoch)
        && data.Target.Epoch == state.Config.EpochAt(data.Slot)
        && data.Slot + SpecConstants.MinAttestationInclusionDelay <= state.Slot
        && data.Index == 0
        && data.Source == RequiredSource(state, data.Target.Epoch);

    /// <summary>The source that a vote for a target in the current or the previous epoch must have.</summary>
    internal static Checkpoint RequiredSource(BeaconState state, Epoch target) => target == state.CurrentEpoch
        ? state.CurrentJustifiedCheckpoint
        : state.PreviousJustifiedCheckpoint;

    /// <summary>What including an attestation in the state's slot changes.</summary>
    /// <returns>
    /// The participation of the attestation's epoch, and the specification's
    /// <c>proposer_reward_numerator</c>, which is zero when the attestation tells nothing that is not known
    /// yet.
    /// </returns>
    internal static (Sequence<ParticipationFlags> Participation, Gwei ProposerRewardNumerator) Credit(
        BeaconState state, Attestation attestation, Shufflings shufflings)
    {
        AttestationData data = attestation.Data;
        ParticipationFlags earned =
            GetAttestationParticipationFlags(state, data, state.Slot.Value - data.Slot.Value);
        ParticipationFlags[] participation = data.Target.Epoch == state.CurrentEpoch
            ? [.. state.CurrentEpochParticipation]
            : [.. state.PreviousEpochParticipation];
        Gwei perIncrement = BaseRewards.PerIncrement(ActiveBalances.GetTotalActiveBalance(state));
        var numerator = new Gwei(0);
        foreach (ValidatorIndex index in GetAttestingIndices(attestation, shufflings).AsSpan())
        {
            ref ParticipationFlags flags = ref participation[(int)index.Value];
            Gwei baseReward = BaseRewards.Of(state[index].EffectiveBalance, perIncrement);
            foreach (ParticipationFlag flag in ParticipationFlagWeights.Flags)
            {
                if (earned.Has(flag) && !flags.Has(flag))
                {
                    flags = flags.With(flag);
                    numerator += baseReward * flag.Weight();
                }
            }
        }

        return (Sequence.Create<ParticipationFlags>(participation), numerator);
    }

    /// <summary>
    /// consensus-specs <c>electra/beacon-chain.md#get_attesting_indices</c>, in the order of the bits.
    /// </summary>
    internal static Sequence<ValidatorIndex> GetAttestingIndices(
        Attestation attestation, Shufflings shufflings)
    {
        EpochShuffling? shuffling = shufflings.At(attestation.Data.Target.Epoch);
        Invariant.Holds(
            shuffling is not null, "The committees of the previous and the current epoch are known.");
        var indices = new List<ValidatorIndex>();
        int offset = 0;
        foreach (int committeeIndex in attestation.CommitteeBits.Indices())
        {
            ReadOnlySpan<ValidatorIndex> committee =
                shuffling.GetBeaconCommittee(attestation.Data.Slot, committeeIndex);
            int before = indices.Count;
            for (int i = 0; i < committee.Length; i++)
            {
                if (attestation.AggregationBits[offset + i])
                {
                    indices.Add(committee[i]);
                }
            }

            Invariant.Holds(indices.Count > before, "A committee that is named has a voter.");
            offset += committee.Length;
        }

        Invariant.Holds(
            attestation.AggregationBits.Length == offset, "There is a bit for each committee member.");
        return indices.ToSequence();
    }

    /// <summary>consensus-specs <c>get_attestation_participation_flag_indices</c> (altair, deneb).</summary>
    private static ParticipationFlags GetAttestationParticipationFlags(
        BeaconState state, AttestationData data, ulong inclusionDelay)
    {
        bool isMatchingTarget = data.Target.Root == BlockRoots.GetBlockRoot(state, data.Target.Epoch);
        bool isMatchingHead = isMatchingTarget
            && data.BeaconBlockRoot == BlockRoots.GetBlockRootAtSlot(state, data.Slot);
        var flags = default(ParticipationFlags);
        bool isTimelySource =
            inclusionDelay <= IntegerSquareRoot.Of(state.Config.Preset.SlotsPerEpoch);
        flags = isTimelySource ? flags.With(ParticipationFlag.TimelySource) : flags;

        // Since Deneb (EIP-7045) a target is timely as long as it can be included.
        flags = isMatchingTarget ? flags.With(ParticipationFlag.TimelyTarget) : flags;
        bool isTimelyHead = isMatchingHead && inclusionDelay == SpecConstants.MinAttestationInclusionDelay;
        return isTimelyHead ? flags.With(ParticipationFlag.TimelyHead) : flags;
    }
}

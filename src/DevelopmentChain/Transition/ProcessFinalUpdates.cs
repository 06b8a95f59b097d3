using TrustlessPools.DevelopmentChain.Accessors;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Transition;

/// <summary>
/// The steps that make room for the next epoch (phase0: Final updates; altair, fulu: Epoch processing).
/// </summary>
internal static class ProcessFinalUpdates
{
    /// <summary>consensus-specs <c>process_slashings_reset</c>.</summary>
    internal static BeaconState ProcessSlashingsReset(BeaconState state)
    {
        Epoch next = state.CurrentEpoch + 1;
        int position = (int)(next.Value % state.Config.Preset.EpochsPerSlashingsVector);
        bool isZero = state.Slashings[position] == default;
        return isZero ? state : state with { Slashings = state.Slashings.With(position, default) };
    }

    /// <summary>
    /// consensus-specs <c>process_randao_mixes_reset</c>: the next epoch's mix begins with this one's.
    /// </summary>
    internal static BeaconState ProcessRandaoMixesReset(BeaconState state)
    {
        Epoch next = state.CurrentEpoch + 1;
        ulong position = next.Value % state.Config.Preset.EpochsPerHistoricalVector;
        Hash32 mix = Randomness.GetRandaoMix(state, state.CurrentEpoch);
        return state with { RandaoMixes = state.RandaoMixes.With(position, mix) };
    }

    /// <summary>consensus-specs <c>process_participation_flag_updates</c>.</summary>
    internal static BeaconState ProcessParticipationFlagUpdates(BeaconState state) => state with
    {
        PreviousEpochParticipation = state.CurrentEpochParticipation,
        CurrentEpochParticipation =
            Sequence.Create<ParticipationFlags>(new ParticipationFlags[state.Validators.Count]),
    };

    /// <summary>consensus-specs <c>process_proposer_lookahead</c> (EIP-7917).</summary>
    internal static BeaconState ProcessProposerLookahead(BeaconState state)
    {
        Epoch last = state.CurrentEpoch + SpecConstants.MinSeedLookahead + 1;
        Sequence<ValidatorIndex> added = ProposerSelection.GetBeaconProposerIndices(state, last);
        var slotsPerEpoch = (int)state.Config.Preset.SlotsPerEpoch;
        return state with
        {
            ProposerLookahead = [.. state.ProposerLookahead.AsSpan()[slotsPerEpoch..], .. added],
        };
    }
}

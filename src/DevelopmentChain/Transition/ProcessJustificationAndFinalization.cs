using TrustlessPools.DevelopmentChain.Accessors;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Transition;

/// <summary>Casper FFG (consensus-specs <c>process_justification_and_finalization</c>).</summary>
internal static class ProcessJustificationAndFinalization
{
    /// <summary>Justifies and finalizes checkpoints that two thirds of the stake voted for.</summary>
    internal static BeaconState Apply(BeaconState state)
    {
        // The first checkpoints have a zero root; the first two epochs are left out so that it is never
        // replaced.
        if (state.CurrentEpoch <= new Epoch(1))
        {
            return state;
        }

        Gwei previous = ActiveBalances.GetUnslashedParticipatingBalance(
            state, state.PreviousEpochParticipation, ParticipationFlag.TimelyTarget, state.PreviousEpoch);
        Gwei current = ActiveBalances.GetUnslashedParticipatingBalance(
            state, state.CurrentEpochParticipation, ParticipationFlag.TimelyTarget, state.CurrentEpoch);
        return WeighJustificationAndFinalization(
            state,
            ActiveBalances.GetTotalActiveBalance(state),
            previousTarget: previous,
            currentTarget: current);
    }

    /// <summary>consensus-specs <c>weigh_justification_and_finalization</c>.</summary>
    internal static BeaconState WeighJustificationAndFinalization(
        BeaconState state, Gwei totalActive, Gwei previousTarget, Gwei currentTarget)
    {
        JustificationBits bits = state.JustificationBits.Shift();
        Checkpoint justified = state.CurrentJustifiedCheckpoint;
        if (previousTarget * 3 >= totalActive * 2)
        {
            justified = CheckpointOf(state, state.PreviousEpoch);
            bits = bits.With(epochsAgo: 1);
        }

        if (currentTarget * 3 >= totalActive * 2)
        {
            justified = CheckpointOf(state, state.CurrentEpoch);
            bits = bits.With(epochsAgo: 0);
        }

        return state with
        {
            JustificationBits = bits,
            PreviousJustifiedCheckpoint = state.CurrentJustifiedCheckpoint,
            CurrentJustifiedCheckpoint = justified,
            FinalizedCheckpoint = Finalized(state, bits),
        };
    }

    private static Checkpoint CheckpointOf(BeaconState state, Epoch epoch) =>
        new(epoch, BlockRoots.GetBlockRoot(state, epoch));

    /// <param name="state">The state with the checkpoints that were justified before.</param>
    /// <param name="bits">The bits that are justified now.</param>
    private static Checkpoint Finalized(BeaconState state, JustificationBits bits)
    {
        Checkpoint oldPrevious = state.PreviousJustifiedCheckpoint;
        Checkpoint oldCurrent = state.CurrentJustifiedCheckpoint;
        Epoch current = state.CurrentEpoch;
        Checkpoint finalized = state.FinalizedCheckpoint;

        // The 2nd/3rd/4th most recent epochs are justified, the 2nd using the 4th as source
        finalized = bits.AllOf(1, 4) && oldPrevious.Epoch + 3 == current ? oldPrevious : finalized;

        // The 2nd/3rd most recent epochs are justified, the 2nd using the 3rd as source
        finalized = bits.AllOf(1, 3) && oldPrevious.Epoch + 2 == current ? oldPrevious : finalized;

        // The 1st/2nd/3rd most recent epochs are justified, the 1st using the 3rd as source
        finalized = bits.AllOf(0, 3) && oldCurrent.Epoch + 2 == current ? oldCurrent : finalized;

        // The 1st/2nd most recent epochs are justified, the 1st using the 2nd as source
        return bits.AllOf(0, 2) && oldCurrent.Epoch + 1 == current ? oldCurrent : finalized;
    }
}

using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Transition;

/// <summary>Lets time pass (consensus-specs <c>process_slots</c>, <c>process_slot</c>).</summary>
internal static class ProcessSlots
{
    /// <summary>Brings a state to a later slot, epochs included, without a block.</summary>
    /// <param name="state">A state with the header of its latest block complete.</param>
    /// <param name="slot">After the state's slot.</param>
    /// <param name="verify">Judges the proofs of possession of deposits that fall due.</param>
    internal static BeaconState Apply(BeaconState state, Slot slot, SignatureVerifier verify)
    {
        Invariant.Holds(state.Slot < slot, "Time goes forward.");
        while (state.Slot < slot)
        {
            state = ProcessSlot(state);
            bool isLastOfEpoch = (state.Slot.Value + 1) % state.Config.Preset.SlotsPerEpoch == 0;
            state = isLastOfEpoch ? ProcessEpoch.Apply(state, verify) : state;
            state = state with { Slot = state.Slot + 1 };
            state = isLastOfEpoch ? AtFork(state) : state;
        }

        return state;
    }

    private static BeaconState ProcessSlot(BeaconState state)
    {
        Invariant.Holds(
            !state.LatestBlockHeader.StateRoot.IsZero, "A block's header is complete once its slot ends.");
        ulong position = state.Slot.Value % state.Config.SlotsPerHistoricalRoot;
        return state with { BlockRoots = state.BlockRoots.With(position, state.LatestBlockRoot) };
    }

    /// <summary>
    /// The upgrade at a fork's first slot (electra, fulu: fork.md), as far as this state goes.
    /// </summary>
    private static BeaconState AtFork(BeaconState state)
    {
        Fork fork = state.Config.Forks.ForkAt(state.CurrentEpoch);
        return fork.Epoch == state.CurrentEpoch ? state with { Fork = fork } : state;
    }
}

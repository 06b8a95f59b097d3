using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Accessors;

/// <summary>The history that a state knows (phase0: Beacon state accessors).</summary>
internal static class BlockRoots
{
    /// <summary>consensus-specs <c>get_block_root_at_slot</c>: the latest block at a recent slot.</summary>
    internal static Hash32 GetBlockRootAtSlot(BeaconState state, Slot slot)
    {
        Invariant.Holds(
            slot < state.Slot && state.Slot <= slot + state.Config.SlotsPerHistoricalRoot,
            "A state knows the blocks of the slots before it, as far back as its vector reaches.");
        return state.BlockRoots[slot.Value % state.Config.SlotsPerHistoricalRoot];
    }

    /// <summary>
    /// consensus-specs <c>get_block_root</c>: the latest block at the start of a recent epoch.
    /// </summary>
    internal static Hash32 GetBlockRoot(BeaconState state, Epoch epoch) =>
        GetBlockRootAtSlot(state, state.Config.FirstSlot(epoch));
}

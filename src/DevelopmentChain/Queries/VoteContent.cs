using TrustlessPools.DevelopmentChain.Accessors;
using TrustlessPools.DevelopmentChain.Blocks;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Queries;

/// <summary>
/// What an honest validator votes for (consensus-specs <c>phase0/validator.md#attesting</c>).
/// </summary>
public static class VoteContent
{
    /// <summary>
    /// The content of votes of a slot, as the Beacon API's <c>attestation_data</c> gives it.
    /// </summary>
    /// <param name="chain">The chain.</param>
    /// <param name="slot">A slot of the current or the previous epoch that has begun.</param>
    /// <param name="data">The content.</param>
    /// <returns>Why there is none, or null.</returns>
    public static Refusal? TryGet(BeaconChain chain, Slot slot, out AttestationData? data)
    {
        ArgumentNullException.ThrowIfNull(chain);
        Slot first = chain.Config.FirstSlot(chain.State.PreviousEpoch);
        SlotRecord? record = slot < first ? null : chain.History.At(slot);
        data = record is null ? null : Of(record.State);
        return data is null
            ? new SlotOutOfRange(slot, PermittedFrom: first, PermittedUpTo: chain.Slot)
            : null;
    }

    /// <summary>The content of votes of a state's slot.</summary>
    internal static AttestationData Of(BeaconState state)
    {
        Slot start = state.Config.FirstSlot(state.CurrentEpoch);
        Hash32 target =
            start == state.Slot ? state.LatestBlockRoot : BlockRoots.GetBlockRootAtSlot(state, start);
        return new(
            state.Slot,
            Index: 0,
            state.LatestBlockRoot,
            Source: state.CurrentJustifiedCheckpoint,
            Target: new(state.CurrentEpoch, target));
    }
}

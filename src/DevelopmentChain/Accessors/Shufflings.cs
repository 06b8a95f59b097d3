using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Accessors;

/// <summary>The committees that a state knows: of its previous, its current and its next epoch.</summary>
internal sealed record Shufflings(EpochShuffling Previous, EpochShuffling Current, EpochShuffling Next)
{
    /// <summary>Computes the committees of a state.</summary>
    internal static Shufflings Of(BeaconState state) => new(
        Previous: EpochShuffling.Of(state, state.PreviousEpoch),
        Current: EpochShuffling.Of(state, state.CurrentEpoch),
        Next: EpochShuffling.Of(state, state.CurrentEpoch + 1));

    /// <summary>
    /// The committees of a later state of the same chain, computed only where they are not known yet.
    /// </summary>
    internal Shufflings Follow(BeaconState state)
    {
        if (state.CurrentEpoch == Current.Epoch)
        {
            return this;
        }

        return state.CurrentEpoch == Next.Epoch
            ? new(Previous: Current, Current: Next, Next: EpochShuffling.Of(state, state.CurrentEpoch + 1))
            : Of(state);
    }

    /// <summary>The committees of an epoch, or null when it is none of the three.</summary>
    internal EpochShuffling? At(Epoch epoch) =>
        epoch == Current.Epoch ? Current
            : epoch == Previous.Epoch ? Previous
            : epoch == Next.Epoch ? Next
            : null;
}

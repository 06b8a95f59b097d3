using TrustlessPools.DevelopmentChain.Accessors;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Ethereum;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Queries;

/// <summary>The committees of an epoch (the Beacon API's <c>getEpochCommittees</c>).</summary>
public static class BeaconCommittees
{
    /// <summary>Finds the committees of an epoch.</summary>
    /// <param name="state">The state.</param>
    /// <param name="epoch">The state's epoch, the one before or the one after.</param>
    /// <param name="committees">Slot by slot and index by index.</param>
    /// <returns>Why there are none, or null.</returns>
    public static Refusal? TryGet(BeaconState state, Epoch epoch, out Sequence<BeaconCommittee> committees)
    {
        ArgumentNullException.ThrowIfNull(state);
        bool isKnown = epoch >= state.PreviousEpoch && epoch <= state.CurrentEpoch + 1;
        committees = isKnown ? Of(state.Config, EpochShuffling.Of(state, epoch)) : [];
        return isKnown ? null : EpochOutOfRange.Around(state, epoch);
    }

    /// <summary>All committees of a shuffling.</summary>
    internal static Sequence<BeaconCommittee> Of(ChainConfig config, EpochShuffling shuffling)
    {
        var found = new List<BeaconCommittee>();
        Slot end = config.FirstSlot(shuffling.Epoch + 1);
        for (Slot slot = config.FirstSlot(shuffling.Epoch); slot < end; slot += 1)
        {
            for (int c = 0; c < shuffling.CommitteesPerSlot; c++)
            {
                found.Add(new(
                    new CommitteeIndex((ulong)c),
                    slot,
                    Sequence.Create(shuffling.GetBeaconCommittee(slot, c))));
            }
        }

        return found.ToSequence();
    }
}

using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.DevelopmentChain.Transition;
using TrustlessPools.DevelopmentChain.Votes;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Blocks;

/// <summary>What a chain does of itself in each slot.</summary>
internal static class NextSlot
{
    /// <summary>Goes one slot forward: its epoch's processing, its block, its residents' votes.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="events">What happens is added to it.</param>
    internal static BeaconChain Apply(BeaconChain chain, List<ChainEvent> events)
    {
        BeaconState state = ProcessSlots.Apply(chain.State, chain.Slot + 1, chain.Surroundings.Verify);
        Checkpoint finalized = state.FinalizedCheckpoint;
        if (finalized != chain.State.FinalizedCheckpoint)
        {
            BeaconState? final = chain.StateOf(finalized);
            Invariant.Holds(final is not null, "What becomes final is remembered.");
            events.Add(new CheckpointFinalized(finalized, final.LatestBlockHeader.StateRoot));
        }

        chain = chain with
        {
            State = state,
            Shufflings = chain.Shufflings.Follow(state),
            Pool = chain.Pool.Prune(state.PreviousEpoch),
        };

        BeaconBlock? block = null;
        ValidatorIndex proposer = state.ProposerIndex;
        if (chain.IsResident(proposer) && chain.Surroundings.Plan.Proposes(state.Slot, proposer))
        {
            chain = BlockProduction.Apply(chain, events, out block);
        }

        chain = chain with { History = chain.History.Add(new(chain.State, block)) };
        return ResidentVotes.Cast(chain);
    }
}

using TrustlessPools.DevelopmentChain.Accessors;
using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.DevelopmentChain.States;

namespace TrustlessPools.DevelopmentChain.Votes;

/// <summary>The votes of those who live inside the chain.</summary>
internal static class ResidentVotes
{
    /// <summary>Lets the residents in the committees of the current slot vote for what they see.</summary>
    internal static BeaconChain Cast(BeaconChain chain)
    {
        BeaconState state = chain.State;
        EpochShuffling shuffling = chain.Shufflings.Current;
        return chain with
        {
            Pool = chain.Pool.AddAll(
                VoteContent.Of(state),
                shuffling,
                voter => chain.IsResident(voter) && chain.Surroundings.Plan.Attests(state.Slot, voter)),
        };
    }
}

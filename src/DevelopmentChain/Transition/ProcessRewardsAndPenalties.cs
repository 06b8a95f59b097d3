using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Transition;

/// <summary>
/// Pays and fines for the previous epoch (consensus-specs <c>process_rewards_and_penalties</c>).
/// </summary>
internal static class ProcessRewardsAndPenalties
{
    /// <summary>Changes every balance by its deltas.</summary>
    internal static BeaconState Apply(BeaconState state)
    {
        // Rewards are for work done in the previous epoch, of which the genesis epoch has none.
        if (state.CurrentEpoch == new Epoch(0))
        {
            return state;
        }

        var deltas = new AttestationDeltas(state);
        ReadOnlySpan<Gwei> before = state.Balances.AsSpan();
        var balances = new Gwei[before.Length];
        for (int i = 0; i < balances.Length; i++)
        {
            balances[i] = deltas.Of(i).ApplyTo(before[i]);
        }

        return state with { Balances = Sequence.Create<Gwei>(balances) };
    }
}

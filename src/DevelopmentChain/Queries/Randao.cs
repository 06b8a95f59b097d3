using TrustlessPools.DevelopmentChain.Accessors;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Queries;

/// <summary>The randomness of an epoch (the Beacon API's <c>getStateRandao</c>).</summary>
public static class Randao
{
    /// <summary>Finds the RANDAO mix of an epoch; that of the current one grows with every block.</summary>
    /// <param name="state">The state.</param>
    /// <param name="epoch">
    /// The current epoch or one of the EPOCHS_PER_HISTORICAL_VECTOR - 1 before it.
    /// </param>
    /// <param name="mix">The mix.</param>
    /// <returns>Why there is none, or null.</returns>
    public static Refusal? TryGet(BeaconState state, Epoch epoch, out Hash32 mix)
    {
        ArgumentNullException.ThrowIfNull(state);
        Epoch current = state.CurrentEpoch;
        Epoch first = current.MinusOrGenesis(state.Config.Preset.EpochsPerHistoricalVector - 1);
        bool isKnown = epoch >= first && epoch <= current;
        mix = isKnown ? Randomness.GetRandaoMix(state, epoch) : default;
        return isKnown ? null : new EpochOutOfRange(epoch, PermittedFrom: first, PermittedUpTo: current);
    }
}

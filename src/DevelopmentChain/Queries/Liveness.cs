using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Queries;

/// <summary>
/// Whether a validator was seen (the Beacon API's <c>getLiveness</c>), which protects against running it
/// twice.
/// </summary>
public static class Liveness
{
    /// <summary>Says whether a vote of a validator for an epoch is in the chain.</summary>
    /// <param name="state">The state.</param>
    /// <param name="epoch">The previous or the current epoch.</param>
    /// <param name="validator">The validator; one that the registry does not have is not live.</param>
    /// <param name="isLive">The answer.</param>
    /// <returns>Why there is none, or null.</returns>
    public static Refusal? TryGet(BeaconState state, Epoch epoch, ValidatorIndex validator, out bool isLive)
    {
        ArgumentNullException.ThrowIfNull(state);
        isLive = false;
        if (epoch < state.PreviousEpoch || epoch > state.CurrentEpoch)
        {
            return new EpochOutOfRange(
                epoch, PermittedFrom: state.PreviousEpoch, PermittedUpTo: state.CurrentEpoch);
        }

        Sequence<ParticipationFlags> participation =
            epoch == state.CurrentEpoch ? state.CurrentEpochParticipation : state.PreviousEpochParticipation;
        isLive = state.Has(validator) && participation[(int)validator.Value] != default;
        return null;
    }
}

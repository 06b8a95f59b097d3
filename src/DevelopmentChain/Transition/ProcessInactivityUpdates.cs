using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Transition;

/// <summary>
/// Keeps the scores of those who miss targets (consensus-specs <c>process_inactivity_updates</c>).
/// </summary>
internal static class ProcessInactivityUpdates
{
    /// <summary>Raises or lowers each eligible validator's score by its vote of the previous epoch.</summary>
    internal static BeaconState Apply(BeaconState state)
    {
        // Score updates are based on the participation of the previous epoch, of which the genesis epoch has
        // none.
        if (state.CurrentEpoch == new Epoch(0))
        {
            return state;
        }

        bool isLeaking = Eligibility.IsInInactivityLeak(state);
        bool isChanged = false;
        var scores = new InactivityScore[state.Validators.Count];
        ReadOnlySpan<Validator> validators = state.Validators.AsSpan();
        ReadOnlySpan<ParticipationFlags> participation = state.PreviousEpochParticipation.AsSpan();
        ReadOnlySpan<InactivityScore> before = state.InactivityScores.AsSpan();
        Epoch previous = state.PreviousEpoch;
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = before[i];
            if (!Eligibility.IsEligible(validators[i], previous))
            {
                continue;
            }

            bool hasTarget = participation[i].Has(ParticipationFlag.TimelyTarget);
            scores[i] = scores[i].Next(
                hasTarget && Eligibility.IsUnslashed(validators[i], previous),
                isLeaking,
                state.Config.Penalties);
            isChanged |= scores[i] != before[i];
        }

        return isChanged ? state with { InactivityScores = Sequence.Create<InactivityScore>(scores) } : state;
    }
}

/// <summary>
/// Who is rewarded and penalized for the previous epoch, and how (altair: Beacon state accessors).
/// </summary>
internal static class Eligibility
{
    /// <summary>
    /// consensus-specs <c>get_eligible_validator_indices</c>: active then, or slashed and not yet free.
    /// </summary>
    /// <param name="validator">The validator.</param>
    /// <param name="previous">The previous epoch.</param>
    internal static bool IsEligible(Validator validator, Epoch previous) =>
        validator.IsActive(previous) || (validator.Slashed && previous + 1 < validator.WithdrawableEpoch);

    /// <summary>
    /// Whether flags count, if there are any (consensus-specs <c>get_unslashed_participating_indices</c>).
    /// </summary>
    /// <param name="validator">The validator.</param>
    /// <param name="epoch">The epoch of the flags.</param>
    internal static bool IsUnslashed(Validator validator, Epoch epoch) =>
        !validator.Slashed && validator.IsActive(epoch);

    /// <summary>consensus-specs <c>is_in_inactivity_leak</c>.</summary>
    internal static bool IsInInactivityLeak(BeaconState state) =>
        InactivityLeak.IsOn(state.PreviousEpoch, state.FinalizedCheckpoint.Epoch);
}

using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Transition;

/// <summary>
/// Activates and ejects validators (consensus-specs <c>electra/beacon-chain.md#process_registry_updates</c>).
/// </summary>
internal static class ProcessRegistryUpdates
{
    /// <summary>Moves every validator a step further in its life where that is due.</summary>
    internal static BeaconState Apply(BeaconState state)
    {
        Epoch current = state.CurrentEpoch;
        ExitQueue? queue = null;
        Validator[]? validators = null;
        for (int i = 0; i < state.Validators.Count; i++)
        {
            Validator validator = state.Validators[i];
            Validator next = validator;
            if (validator.IsEligibleForActivationQueue())
            {
                next = validator with { ActivationEligibilityEpoch = current + 1 };
            }
            else if (IsToBeEjected(state, validator))
            {
                (queue, next) = (queue ?? ValidatorExits.QueueOf(state)).Enqueue(validator);
            }
            else if (validator.IsEligibleForActivation(state.FinalizedCheckpoint))
            {
                next = validator with { ActivationEpoch = ExitQueue.ComputeActivationExitEpoch(current) };
            }

            if (!ReferenceEquals(next, validator))
            {
                validators ??= [.. state.Validators];
                validators[i] = next;
            }
        }

        state =
            validators is null ? state : state with { Validators = Sequence.Create<Validator>(validators) };
        return queue is null ? state : queue.ApplyTo(state);
    }

    private static bool IsToBeEjected(BeaconState state, Validator validator) =>
        validator.IsActive(state.CurrentEpoch)
        && validator.EffectiveBalance <= state.Config.Churn.EjectionBalance
        && validator.ExitEpoch == Epoch.FarFuture;
}

using TrustlessPools.DevelopmentChain.Accessors;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Transition;

/// <summary>
/// The queue of those who leave, within one epoch (electra: Beacon state mutators; EIP-7251).
/// </summary>
/// <param name="EarliestExitEpoch">The end of the queue.</param>
/// <param name="ExitBalanceToConsume">The churn left in that epoch.</param>
/// <param name="PerEpochChurn">
/// The churn of an epoch; fixed while the epoch lasts, as is who is active in it.
/// </param>
/// <param name="WithdrawabilityDelay">MIN_VALIDATOR_WITHDRAWABILITY_DELAY.</param>
internal sealed record ExitQueue(
    Epoch EarliestExitEpoch, Gwei ExitBalanceToConsume, Gwei PerEpochChurn, ulong WithdrawabilityDelay)
{
    /// <summary>The queue as a state has it.</summary>
    internal static ExitQueue Of(BeaconState state)
    {
        Epoch first = ComputeActivationExitEpoch(state.CurrentEpoch);
        Gwei churn = ActiveBalances.GetActivationExitChurnLimit(state);
        return state.EarliestExitEpoch < first
            ? new(first, churn, churn, state.Config.MinValidatorWithdrawabilityDelay)
            : new(
                state.EarliestExitEpoch,
                state.ExitBalanceToConsume,
                churn,
                state.Config.MinValidatorWithdrawabilityDelay);
    }

    /// <summary>
    /// consensus-specs <c>compute_activation_exit_epoch</c>: the first epoch that is not decided yet.
    /// </summary>
    internal static Epoch ComputeActivationExitEpoch(Epoch epoch) =>
        epoch + 1 + SpecConstants.MaxSeedLookahead;

    /// <summary>consensus-specs <c>initiate_validator_exit</c> of one validator of a state.</summary>
    internal static BeaconState InitiateValidatorExit(BeaconState state, ValidatorIndex index)
    {
        if (state[index].ExitEpoch != Epoch.FarFuture)
        {
            return state;
        }

        (ExitQueue queue, Validator leaving) = Of(state).Enqueue(state[index]);
        return queue.ApplyTo(state) with { Validators = state.Validators.With((int)index.Value, leaving) };
    }

    /// <summary>Puts a validator that is not leaving yet at the end.</summary>
    /// <remarks>consensus-specs <c>compute_exit_epoch_and_update_churn</c>.</remarks>
    internal (ExitQueue Queue, Validator Leaving) Enqueue(Validator validator)
    {
        Invariant.Holds(validator.ExitEpoch == Epoch.FarFuture, "Nobody leaves twice.");
        Gwei exitBalance = validator.EffectiveBalance;
        Epoch earliest = EarliestExitEpoch;
        Gwei toConsume = ExitBalanceToConsume;

        // Exit doesn't fit in the current earliest epoch.
        if (exitBalance > toConsume)
        {
            Gwei toProcess = exitBalance - toConsume;
            ulong additionalEpochs = ((toProcess.Value - 1) / PerEpochChurn.Value) + 1;
            earliest += additionalEpochs;
            toConsume += PerEpochChurn * additionalEpochs;
        }

        ExitQueue queue =
            this with { EarliestExitEpoch = earliest, ExitBalanceToConsume = toConsume - exitBalance };
        Validator leaving = validator with
        {
            ExitEpoch = earliest,
            WithdrawableEpoch = earliest + WithdrawabilityDelay,
        };
        return (queue, leaving);
    }

    /// <summary>The state with this queue.</summary>
    internal BeaconState ApplyTo(BeaconState state) => state with
    {
        EarliestExitEpoch = EarliestExitEpoch,
        ExitBalanceToConsume = ExitBalanceToConsume,
    };
}

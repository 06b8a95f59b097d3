using TrustlessPools.DevelopmentChain.Accessors;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Transition;

/// <summary>
/// The exit queue of a state, and validators in it (electra: Beacon state mutators; EIP-7251).
/// </summary>
internal static class ValidatorExits
{
    /// <summary>The queue as a state has it.</summary>
    internal static ExitQueue QueueOf(BeaconState state) => ExitQueue
        .Empty(state.CurrentEpoch, ActiveBalances.GetTotalActiveBalance(state), state.Config.Churn)
        .After(state.EarliestExitEpoch, state.ExitBalanceToConsume);

    /// <summary>consensus-specs <c>initiate_validator_exit</c> of one validator of a state.</summary>
    internal static BeaconState InitiateValidatorExit(BeaconState state, ValidatorIndex index)
    {
        if (state[index].ExitEpoch != Epoch.FarFuture)
        {
            return state;
        }

        (ExitQueue queue, Validator leaving) = QueueOf(state).Enqueue(state[index]);
        return queue.ApplyTo(state) with { Validators = state.Validators.With((int)index.Value, leaving) };
    }

    /// <summary>Puts a validator that is not leaving yet at the end.</summary>
    internal static (ExitQueue Queue, Validator Leaving) Enqueue(this ExitQueue queue, Validator validator)
    {
        Invariant.Holds(validator.ExitEpoch == Epoch.FarFuture, "Nobody leaves twice.");
        QueuedExit exit = queue.Enqueue(validator.EffectiveBalance);
        Validator leaving = validator with
        {
            ExitEpoch = exit.ExitEpoch,
            WithdrawableEpoch = exit.WithdrawableEpoch,
        };
        return (exit.Queue, leaving);
    }

    /// <summary>The state with this queue.</summary>
    internal static BeaconState ApplyTo(this ExitQueue queue, BeaconState state) => state with
    {
        EarliestExitEpoch = queue.EarliestExitEpoch,
        ExitBalanceToConsume = queue.ExitBalanceToConsume,
    };
}

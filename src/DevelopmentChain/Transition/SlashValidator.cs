using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Transition;

/// <summary>consensus-specs <c>electra/beacon-chain.md#slash_validator</c>.</summary>
internal static class SlashValidator
{
    /// <summary>Slashes a validator; the proposer of the state's slot is the whistleblower too.</summary>
    internal static BeaconState Apply(BeaconState state, ValidatorIndex index)
    {
        ulong vector = state.Config.Preset.EpochsPerSlashingsVector;
        Epoch epoch = state.CurrentEpoch;
        state = ValidatorExits.InitiateValidatorExit(state, index);
        Validator validator = state[index];
        Validator slashed = validator with
        {
            Slashed = true,
            WithdrawableEpoch = SlashingPenalties.WithdrawableEpoch(
                epoch, validator.WithdrawableEpoch, vector),
        };

        int position = (int)(epoch.Value % vector);
        Gwei effective = validator.EffectiveBalance;
        Gwei penalty = SlashingPenalties.Initial(effective, state.Config.Penalties);
        Gwei reward = SlashingPenalties.WhistleblowerReward(effective, state.Config.Penalties);
        state = state with
        {
            Validators = state.Validators.With((int)index.Value, slashed),
            Slashings = state.Slashings.With(position, state.Slashings[position] + effective),
        };
        state = BalanceChanges.Decrease(state, index, penalty);

        // The reward is the whistleblower's but for the proposer's part of it: here both go to the same
        // validator.
        return BalanceChanges.Increase(state, state.ProposerIndex, reward);
    }
}

/// <summary>consensus-specs <c>increase_balance</c>, <c>decrease_balance</c>.</summary>
internal static class BalanceChanges
{
    /// <summary>Adds to a validator's balance.</summary>
    internal static BeaconState Increase(BeaconState state, ValidatorIndex index, Gwei amount) =>
        With(state, index, state.Balances[(int)index.Value] + amount);

    /// <summary>Takes from a validator's balance, at most what is there.</summary>
    internal static BeaconState Decrease(BeaconState state, ValidatorIndex index, Gwei amount) =>
        With(state, index, state.Balances[(int)index.Value].MinusOrZero(amount));

    private static BeaconState With(BeaconState state, ValidatorIndex index, Gwei balance) =>
        state with { Balances = state.Balances.With((int)index.Value, balance) };
}

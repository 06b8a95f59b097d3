using TrustlessPools.DevelopmentChain.Accessors;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Transition;

/// <summary>
/// The correlation penalty, half way to a slashed validator's withdrawal (consensus-specs
/// <c>electra/beacon-chain.md#process_slashings</c>).
/// </summary>
internal static class ProcessSlashings
{
    /// <summary>
    /// Fines each validator whose turn it is, in proportion to all that was slashed with it.
    /// </summary>
    internal static BeaconState Apply(BeaconState state)
    {
        ulong vector = state.Config.Preset.EpochsPerSlashingsVector;
        Gwei penaltyPerIncrement = default;
        Gwei[]? balances = null;
        ReadOnlySpan<Validator> validators = state.Validators.AsSpan();
        for (int i = 0; i < validators.Length; i++)
        {
            Validator validator = validators[i];
            if (!validator.Slashed || !SlashingPenalties.IsCorrelationDue(
                state.CurrentEpoch, validator.WithdrawableEpoch, vector))
            {
                continue;
            }

            if (balances is null)
            {
                balances = [.. state.Balances];
                penaltyPerIncrement = PenaltyPerIncrement(state);
            }

            balances[i] = balances[i].MinusOrZero(
                SlashingPenalties.Correlation(validator.EffectiveBalance, penaltyPerIncrement));
        }

        return balances is null ? state : state with { Balances = Sequence.Create<Gwei>(balances) };
    }

    private static Gwei PenaltyPerIncrement(BeaconState state)
    {
        var slashed = new Gwei(0);
        foreach (Gwei amount in state.Slashings.AsSpan())
        {
            slashed += amount;
        }

        return SlashingPenalties.CorrelationPerIncrement(
            new(slashed, ActiveBalances.GetTotalActiveBalance(state)), state.Config.Penalties);
    }
}

using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Transition;

/// <summary>
/// Lets effective balances follow balances with hysteresis (consensus-specs
/// <c>electra/beacon-chain.md#process_effective_balance_updates</c>).
/// </summary>
internal static class ProcessEffectiveBalanceUpdates
{
    /// <summary>Sets the effective balance of every validator whose balance is far enough from it.</summary>
    internal static BeaconState Apply(BeaconState state)
    {
        Validator[]? validators = null;
        ReadOnlySpan<Validator> registry = state.Validators.AsSpan();
        ReadOnlySpan<Gwei> balances = state.Balances.AsSpan();
        for (int i = 0; i < registry.Length; i++)
        {
            Validator validator = registry[i];
            Gwei effective = EffectiveBalances.Next(
                validator.EffectiveBalance,
                balances[i],
                validator.WithdrawalCredentials.MaxEffectiveBalance());
            if (effective != validator.EffectiveBalance)
            {
                validators ??= [.. state.Validators];
                validators[i] = validator with { EffectiveBalance = effective };
            }
        }

        return validators is null
            ? state
            : state with { Validators = Sequence.Create<Validator>(validators) };
    }
}

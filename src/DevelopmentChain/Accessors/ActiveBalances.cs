using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Accessors;

/// <summary>Sums of effective balances (phase0, altair, electra: Beacon state accessors).</summary>
internal static class ActiveBalances
{
    /// <summary>consensus-specs <c>get_active_validator_indices</c>.</summary>
    internal static Sequence<ValidatorIndex> GetActiveValidatorIndices(BeaconState state, Epoch epoch)
    {
        var indices = new List<ValidatorIndex>(state.Validators.Count);
        ReadOnlySpan<Validator> validators = state.Validators.AsSpan();
        for (int i = 0; i < validators.Length; i++)
        {
            if (validators[i].IsActive(epoch))
            {
                indices.Add(new((ulong)i));
            }
        }

        return indices.ToSequence();
    }

    /// <summary>
    /// consensus-specs <c>get_total_active_balance</c>; at least one increment, so that it divides.
    /// </summary>
    internal static Gwei GetTotalActiveBalance(BeaconState state)
    {
        Epoch epoch = state.CurrentEpoch;
        var total = new Gwei(0);
        foreach (Validator validator in state.Validators.AsSpan())
        {
            total += validator.IsActive(epoch) ? validator.EffectiveBalance : default;
        }

        return EffectiveBalances.AtLeastOneIncrement(total);
    }

    /// <summary>
    /// consensus-specs <c>get_unslashed_participating_indices</c>, as the total of their balances.
    /// </summary>
    /// <param name="state">The state.</param>
    /// <param name="participation">Of the previous or the current epoch.</param>
    /// <param name="flag">The flag that is asked for.</param>
    /// <param name="epoch">The epoch of the participation.</param>
    internal static Gwei GetUnslashedParticipatingBalance(
        BeaconState state, Sequence<ParticipationFlags> participation, ParticipationFlag flag, Epoch epoch)
    {
        var total = new Gwei(0);
        ReadOnlySpan<Validator> validators = state.Validators.AsSpan();
        ReadOnlySpan<ParticipationFlags> flags = participation.AsSpan();
        for (int i = 0; i < flags.Length; i++)
        {
            bool isParticipating =
                flags[i].Has(flag) && !validators[i].Slashed && validators[i].IsActive(epoch);
            total += isParticipating ? validators[i].EffectiveBalance : default;
        }

        return EffectiveBalances.AtLeastOneIncrement(total);
    }
}

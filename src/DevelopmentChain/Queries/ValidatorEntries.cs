using TrustlessPools.Cryptography.Bls;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Queries;

/// <summary>The validators of a state (the Beacon API's <c>getStateValidators</c>).</summary>
public static class ValidatorEntries
{
    /// <summary>All validators, in the order of the registry.</summary>
    public static IEnumerable<RegisteredValidator> Of(BeaconState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        for (int i = 0; i < state.Validators.Count; i++)
        {
            yield return EntryOf(state, i);
        }
    }

    /// <summary>The validator of an index; null when the registry has none.</summary>
    public static RegisteredValidator? Find(BeaconState state, ValidatorIndex index)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Has(index) ? EntryOf(state, (int)index.Value) : null;
    }

    /// <summary>The validator of a key; null when the registry has none.</summary>
    /// <remarks>Goes through the registry: for many keys at once go through <see cref="Of"/>.</remarks>
    public static RegisteredValidator? Find(BeaconState state, G1Bytes publicKey)
    {
        ArgumentNullException.ThrowIfNull(state);
        for (int i = 0; i < state.Validators.Count; i++)
        {
            if (state.Validators[i].PublicKey == publicKey)
            {
                return EntryOf(state, i);
            }
        }

        return null;
    }

    private static RegisteredValidator EntryOf(BeaconState state, int index)
    {
        Validator validator = state.Validators[index];
        Gwei balance = state.Balances[index];
        ValidatorStatus status = ValidatorStatuses.Of(validator, balance, state.CurrentEpoch);
        return new(new ValidatorIndex((ulong)index), balance, status, validator);
    }
}

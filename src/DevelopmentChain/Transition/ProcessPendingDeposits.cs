using TrustlessPools.Cryptography.Bls;
using TrustlessPools.DevelopmentChain.Accessors;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.SigningDomains;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Transition;

/// <summary>
/// Credits deposits that are final and fit into the churn (consensus-specs
/// <c>electra/beacon-chain.md#process_pending_deposits</c>, EIP-7251).
/// </summary>
/// <remarks>Deposits of the former bridge do not exist here, so nothing waits for them.</remarks>
internal static class ProcessPendingDeposits
{
    /// <summary>Goes through the queue as far as the epoch allows.</summary>
    internal static BeaconState Apply(BeaconState state, SignatureVerifier verify)
    {
        if (state.PendingDeposits.Count == 0)
        {
            return state.DepositBalanceToConsume == default
                ? state
                : state with { DepositBalanceToConsume = default };
        }

        Gwei churn = ChurnLimits.OfActivations(
            ActiveBalances.GetTotalActiveBalance(state), state.Config.Churn);
        Gwei available = state.DepositBalanceToConsume + churn;
        Slot finalizedSlot = state.Config.FirstSlot(state.FinalizedCheckpoint.Epoch);
        Dictionary<G1Bytes, int> indices = IndicesByKey(state);
        var postponed = new List<PendingDeposit>();
        var processed = new Gwei(0);
        bool isChurnLimitReached = false;
        int next = 0;
        while (next < Math.Min(state.PendingDeposits.Count, SpecConstants.MaxPendingDepositsPerEpoch))
        {
            PendingDeposit deposit = state.PendingDeposits[next];
            if (deposit.Slot > finalizedSlot)
            {
                break;
            }

            Validator? validator =
                indices.TryGetValue(deposit.PublicKey, out int index) ? state.Validators[index] : null;
            if (validator is not null && validator.WithdrawableEpoch < state.CurrentEpoch + 1)
            {
                // The balance will never become active: it consumes no churn.
                state = ApplyPendingDeposit(state, deposit, indices, verify);
            }
            else if (validator is not null && validator.ExitEpoch < Epoch.FarFuture)
            {
                // The validator is leaving: the deposit waits until it has left.
                postponed.Add(deposit);
            }
            else
            {
                isChurnLimitReached = processed + deposit.Amount > available;
                if (isChurnLimitReached)
                {
                    break;
                }

                processed += deposit.Amount;
                state = ApplyPendingDeposit(state, deposit, indices, verify);
            }

            next++;
        }

        return state with
        {
            PendingDeposits = [.. state.PendingDeposits.AsSpan()[next..], .. postponed],
            DepositBalanceToConsume = isChurnLimitReached ? available - processed : default,
        };
    }

    /// <summary>consensus-specs <c>is_valid_deposit_signature</c>.</summary>
    internal static bool IsValidDepositSignature(
        ChainConfig config, DepositData deposit, SignatureVerifier verify)
    {
        Domain domain = Domain.ForDeposits(config.Forks.GenesisVersion);
        return verify(
            deposit.PublicKey, domain.SigningRoot(DepositMessage.Ssz, deposit.Message), deposit.Signature);
    }

    /// <summary>consensus-specs <c>apply_pending_deposit</c>.</summary>
    private static BeaconState ApplyPendingDeposit(
        BeaconState state, PendingDeposit deposit, Dictionary<G1Bytes, int> indices, SignatureVerifier verify)
    {
        if (indices.TryGetValue(deposit.PublicKey, out int index))
        {
            Gwei balance = state.Balances[index] + deposit.Amount;
            return state with { Balances = state.Balances.With(index, balance) };
        }

        var contents = new DepositData(
            deposit.PublicKey, deposit.WithdrawalCredentials, deposit.Amount, deposit.Signature);
        if (!IsValidDepositSignature(state.Config, contents, verify))
        {
            return state;
        }

        indices.Add(deposit.PublicKey, state.Validators.Count);
        return AddValidatorToRegistry(state, deposit);
    }

    /// <summary>consensus-specs <c>add_validator_to_registry</c>.</summary>
    private static BeaconState AddValidatorToRegistry(BeaconState state, PendingDeposit deposit) => state with
    {
        Validators = state.Validators.Add(ValidatorPredicates.FromDeposit(
            deposit.PublicKey, deposit.WithdrawalCredentials, deposit.Amount)),
        Balances = state.Balances.Add(deposit.Amount),
        PreviousEpochParticipation = state.PreviousEpochParticipation.Add(default),
        CurrentEpochParticipation = state.CurrentEpochParticipation.Add(default),
        InactivityScores = state.InactivityScores.Add(default),
    };

    private static Dictionary<G1Bytes, int> IndicesByKey(BeaconState state)
    {
        var indices = new Dictionary<G1Bytes, int>(state.Validators.Count);
        for (int i = 0; i < state.Validators.Count; i++)
        {
            indices.TryAdd(state.Validators[i].PublicKey, i);
        }

        return indices;
    }
}

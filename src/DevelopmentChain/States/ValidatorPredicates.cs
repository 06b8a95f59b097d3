using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.States;

/// <summary>What the specification asks of a validator by itself (phase0, electra: Predicates).</summary>
internal static class ValidatorPredicates
{
    /// <summary>consensus-specs <c>is_active_validator</c>: has duties in the epoch.</summary>
    internal static bool IsActive(this Validator validator, Epoch epoch) =>
        validator.ActivationEpoch <= epoch && epoch < validator.ExitEpoch;

    /// <summary>consensus-specs <c>is_slashable_validator</c>.</summary>
    internal static bool IsSlashable(this Validator validator, Epoch epoch) =>
        !validator.Slashed && validator.ActivationEpoch <= epoch && epoch < validator.WithdrawableEpoch;

    /// <summary>consensus-specs <c>is_eligible_for_activation_queue</c>.</summary>
    internal static bool IsEligibleForActivationQueue(this Validator validator) =>
        validator.ActivationEligibilityEpoch == Epoch.FarFuture
        && validator.EffectiveBalance >= EffectiveBalances.MinActivation;

    /// <summary>consensus-specs <c>is_eligible_for_activation</c>.</summary>
    internal static bool IsEligibleForActivation(this Validator validator, Checkpoint finalized) =>
        validator.ActivationEligibilityEpoch <= finalized.Epoch
            && validator.ActivationEpoch == Epoch.FarFuture;

    /// <summary>consensus-specs <c>get_max_effective_balance</c> (EIP-7251).</summary>
    internal static Gwei MaxEffectiveBalance(this WithdrawalCredentials credentials) =>
        credentials.Prefix == WithdrawalCredentials.CompoundingPrefix
            ? EffectiveBalances.Max
            : EffectiveBalances.MinActivation;

    /// <summary>consensus-specs <c>get_validator_from_deposit</c>.</summary>
    internal static Validator FromDeposit(
        G1Bytes publicKey, WithdrawalCredentials credentials, Gwei amount) => new(
        publicKey,
        credentials,
        EffectiveBalances.Of(amount, credentials.MaxEffectiveBalance()),
        Slashed: false,
        ActivationEligibilityEpoch: Epoch.FarFuture,
        ActivationEpoch: Epoch.FarFuture,
        ExitEpoch: Epoch.FarFuture,
        WithdrawableEpoch: Epoch.FarFuture);
}

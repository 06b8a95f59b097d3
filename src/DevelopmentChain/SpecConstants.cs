using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain;

/// <summary>
/// The numbers of the consensus specification that are the same in every preset and configuration.
/// </summary>
/// <remarks>
/// Sources: phase0, altair, bellatrix and electra <c>beacon-chain.md</c>, sections Constants and Preset.
/// </remarks>
internal static class SpecConstants
{
    /// <summary>MIN_SEED_LOOKAHEAD, in epochs.</summary>
    internal const ulong MinSeedLookahead = 1;

    /// <summary>MAX_SEED_LOOKAHEAD, in epochs.</summary>
    internal const ulong MaxSeedLookahead = 4;

    /// <summary>MIN_ATTESTATION_INCLUSION_DELAY, in slots.</summary>
    internal const ulong MinAttestationInclusionDelay = 1;

    /// <summary>
    /// TARGET_AGGREGATORS_PER_COMMITTEE; what aggregators are chosen by, which nobody is here.
    /// </summary>
    internal const ulong TargetAggregatorsPerCommittee = 16;

    /// <summary>
    /// MIN_EPOCHS_TO_INACTIVITY_PENALTY: without finality for more epochs than this, the chain leaks.
    /// </summary>
    internal const ulong MinEpochsToInactivityPenalty = 4;

    /// <summary>BASE_REWARD_FACTOR.</summary>
    internal const ulong BaseRewardFactor = 64;

    /// <summary>WEIGHT_DENOMINATOR, which the weights of all duties add up to.</summary>
    internal const ulong WeightDenominator = 64;

    /// <summary>PROPOSER_WEIGHT.</summary>
    internal const ulong ProposerWeight = 8;

    /// <summary>INACTIVITY_PENALTY_QUOTIENT_BELLATRIX.</summary>
    internal const ulong InactivityPenaltyQuotient = 1 << 24;

    /// <summary>MIN_SLASHING_PENALTY_QUOTIENT_ELECTRA.</summary>
    internal const ulong MinSlashingPenaltyQuotient = 4096;

    /// <summary>WHISTLEBLOWER_REWARD_QUOTIENT_ELECTRA.</summary>
    internal const ulong WhistleblowerRewardQuotient = 4096;

    /// <summary>PROPORTIONAL_SLASHING_MULTIPLIER_BELLATRIX.</summary>
    internal const ulong ProportionalSlashingMultiplier = 3;

    /// <summary>HYSTERESIS_QUOTIENT.</summary>
    internal const ulong HysteresisQuotient = 4;

    /// <summary>HYSTERESIS_DOWNWARD_MULTIPLIER.</summary>
    internal const ulong HysteresisDownwardMultiplier = 1;

    /// <summary>HYSTERESIS_UPWARD_MULTIPLIER.</summary>
    internal const ulong HysteresisUpwardMultiplier = 5;

    /// <summary>MAX_ATTESTATIONS_ELECTRA, in a block.</summary>
    internal const int MaxAttestations = 8;

    /// <summary>MAX_ATTESTER_SLASHINGS_ELECTRA, in a block.</summary>
    internal const int MaxAttesterSlashings = 1;

    /// <summary>MAX_VOLUNTARY_EXITS, in a block.</summary>
    internal const int MaxVoluntaryExits = 16;

    /// <summary>MAX_DEPOSIT_REQUESTS_PER_PAYLOAD, in a block.</summary>
    internal const int MaxDepositRequests = 8192;

    /// <summary>MAX_PENDING_DEPOSITS_PER_EPOCH.</summary>
    internal const int MaxPendingDepositsPerEpoch = 16;

    /// <summary>PENDING_DEPOSITS_LIMIT.</summary>
    internal const ulong PendingDepositsLimit = 1 << 27;

    /// <summary>VALIDATOR_REGISTRY_LIMIT.</summary>
    internal const ulong ValidatorRegistryLimit = 1UL << 40;

    /// <summary>EFFECTIVE_BALANCE_INCREMENT.</summary>
    internal static readonly Gwei EffectiveBalanceIncrement = new(1_000_000_000);

    /// <summary>MIN_DEPOSIT_AMOUNT.</summary>
    internal static readonly Gwei MinDepositAmount = new(1_000_000_000);

    /// <summary>MIN_ACTIVATION_BALANCE.</summary>
    internal static readonly Gwei MinActivationBalance = new(32_000_000_000);

    /// <summary>MAX_EFFECTIVE_BALANCE_ELECTRA.</summary>
    internal static readonly Gwei MaxEffectiveBalance = new(2_048_000_000_000);
}

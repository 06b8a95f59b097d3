using System.Globalization;
using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ethereum;
using TrustlessPools.Ethereum.SigningDomains;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Queries;

/// <summary>The chain's numbers under the specification's names (the Beacon API's <c>getSpec</c>).</summary>
public static class SpecValues
{
    /// <summary>Name and value, as the Beacon API writes both; in a fixed order.</summary>
    public static IEnumerable<(string Name, string Value)> Of(ChainConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return
        [
            .. OfConfig(config),
            .. OfForks(config.Forks),
            .. OfPreset(config),
            .. OfPenalties(config.Penalties),
            .. OfConstants(),
            .. OfDomains(),
        ];
    }

    private static IEnumerable<(string Name, string Value)> OfConfig(ChainConfig config) =>
    [
        ("CONFIG_NAME", config.Name),
        ("PRESET_BASE", config.Preset.Name),
        ("SECONDS_PER_SLOT", Text((ulong)config.SlotDuration.Milliseconds / 1000)),
        ("SLOT_DURATION_MS", Text((ulong)config.SlotDuration.Milliseconds)),
        ("SHARD_COMMITTEE_PERIOD", Text(config.ShardCommitteePeriod)),
        ("MIN_VALIDATOR_WITHDRAWABILITY_DELAY", Text(config.Churn.MinValidatorWithdrawabilityDelay)),
        ("EJECTION_BALANCE", Text(config.Churn.EjectionBalance)),
        ("MIN_PER_EPOCH_CHURN_LIMIT_ELECTRA", Text(config.Churn.MinPerEpochChurnLimit)),
        ("MAX_PER_EPOCH_ACTIVATION_EXIT_CHURN_LIMIT", Text(config.Churn.MaxPerEpochActivationChurnLimit)),
        ("CHURN_LIMIT_QUOTIENT", Text(config.Churn.ChurnLimitQuotient)),
        ("INACTIVITY_SCORE_BIAS", Text(config.Penalties.InactivityScoreBias)),
        ("INACTIVITY_SCORE_RECOVERY_RATE", Text(config.Penalties.InactivityScoreRecoveryRate)),
    ];

    private static IEnumerable<(string Name, string Value)> OfForks(ForkSchedule forks)
    {
        foreach (ScheduledFork fork in forks.Forks)
        {
            bool isGenesis = fork.Name == ForkName.Phase0;
            string name = isGenesis ? "GENESIS" : fork.Name.ToText().ToUpperInvariant();
            yield return ($"{name}_FORK_VERSION", fork.Version.ToString());
            if (!isGenesis)
            {
                yield return ($"{name}_FORK_EPOCH", fork.Epoch.ToString());
            }
        }
    }

    private static IEnumerable<(string Name, string Value)> OfPreset(ChainConfig config)
    {
        Preset preset = config.Preset;
        return
        [
            ("SLOTS_PER_EPOCH", Text(preset.SlotsPerEpoch)),
            ("SLOTS_PER_HISTORICAL_ROOT", Text(config.SlotsPerHistoricalRoot)),
            ("EPOCHS_PER_HISTORICAL_VECTOR", Text(preset.EpochsPerHistoricalVector)),
            ("EPOCHS_PER_SLASHINGS_VECTOR", Text(preset.EpochsPerSlashingsVector)),
            ("MAX_COMMITTEES_PER_SLOT", Text((ulong)preset.MaxCommitteesPerSlot)),
            ("MAX_VALIDATORS_PER_COMMITTEE", Text((ulong)preset.MaxValidatorsPerCommittee)),
            ("TARGET_COMMITTEE_SIZE", Text((ulong)preset.TargetCommitteeSize)),
            ("SHUFFLE_ROUND_COUNT", Text((ulong)preset.ShuffleRoundCount)),
        ];
    }

    private static IEnumerable<(string Name, string Value)> OfPenalties(PenaltyParameters parameters) =>
    [
        ("MIN_SLASHING_PENALTY_QUOTIENT_ELECTRA", Text(parameters.MinSlashingPenaltyQuotient)),
        ("WHISTLEBLOWER_REWARD_QUOTIENT_ELECTRA", Text(parameters.WhistleblowerRewardQuotient)),
        ("PROPORTIONAL_SLASHING_MULTIPLIER_BELLATRIX", Text(parameters.ProportionalSlashingMultiplier)),
        ("INACTIVITY_PENALTY_QUOTIENT_BELLATRIX", Text(parameters.InactivityPenaltyQuotient)),
    ];

    private static IEnumerable<(string Name, string Value)> OfConstants() =>
    [
        ("MIN_SEED_LOOKAHEAD", Text(SpecConstants.MinSeedLookahead)),
        ("MAX_SEED_LOOKAHEAD", Text(ExitQueue.MaxSeedLookahead)),
        ("MIN_ATTESTATION_INCLUSION_DELAY", Text(SpecConstants.MinAttestationInclusionDelay)),
        ("MIN_EPOCHS_TO_INACTIVITY_PENALTY", Text(InactivityLeak.MinEpochs)),
        ("TARGET_AGGREGATORS_PER_COMMITTEE", Text(SpecConstants.TargetAggregatorsPerCommittee)),
        ("BASE_REWARD_FACTOR", Text(BaseRewards.Factor)),
        ("EFFECTIVE_BALANCE_INCREMENT", Text(EffectiveBalances.Increment)),
        ("MIN_DEPOSIT_AMOUNT", Text(SpecConstants.MinDepositAmount)),
        ("MIN_ACTIVATION_BALANCE", Text(EffectiveBalances.MinActivation)),
        ("MAX_EFFECTIVE_BALANCE_ELECTRA", Text(EffectiveBalances.Max)),
        ("HYSTERESIS_QUOTIENT", Text(EffectiveBalances.HysteresisQuotient)),
        ("HYSTERESIS_DOWNWARD_MULTIPLIER", Text(EffectiveBalances.HysteresisDownwardMultiplier)),
        ("HYSTERESIS_UPWARD_MULTIPLIER", Text(EffectiveBalances.HysteresisUpwardMultiplier)),
        ("MAX_ATTESTATIONS_ELECTRA", Text((ulong)SpecConstants.MaxAttestations)),
        ("MAX_ATTESTER_SLASHINGS_ELECTRA", Text((ulong)SpecConstants.MaxAttesterSlashings)),
        ("MAX_VOLUNTARY_EXITS", Text((ulong)SpecConstants.MaxVoluntaryExits)),
        ("MAX_DEPOSIT_REQUESTS_PER_PAYLOAD", Text((ulong)SpecConstants.MaxDepositRequests)),
        ("MAX_PENDING_DEPOSITS_PER_EPOCH", Text((ulong)SpecConstants.MaxPendingDepositsPerEpoch)),
        ("PENDING_DEPOSITS_LIMIT", Text(SpecConstants.PendingDepositsLimit)),
        ("VALIDATOR_REGISTRY_LIMIT", Text(SpecConstants.ValidatorRegistryLimit)),
        ("TIMELY_SOURCE_WEIGHT", Text(ParticipationFlag.TimelySource.Weight())),
        ("TIMELY_TARGET_WEIGHT", Text(ParticipationFlag.TimelyTarget.Weight())),
        ("TIMELY_HEAD_WEIGHT", Text(ParticipationFlag.TimelyHead.Weight())),
        ("PROPOSER_WEIGHT", Text(BaseRewards.ProposerWeight)),
        ("WEIGHT_DENOMINATOR", Text(ParticipationFlagWeights.Denominator)),
        ("FAR_FUTURE_EPOCH", Epoch.FarFuture.ToString()),
    ];

    private static IEnumerable<(string Name, string Value)> OfDomains() =>
    [
        ("DOMAIN_BEACON_PROPOSER", Text(DomainType.BeaconProposer)),
        ("DOMAIN_BEACON_ATTESTER", Text(DomainType.BeaconAttester)),
        ("DOMAIN_RANDAO", Text(DomainType.Randao)),
        ("DOMAIN_DEPOSIT", Text(DomainType.Deposit)),
        ("DOMAIN_VOLUNTARY_EXIT", Text(DomainType.VoluntaryExit)),
        ("DOMAIN_SELECTION_PROOF", Text(DomainType.SelectionProof)),
        ("DOMAIN_AGGREGATE_AND_PROOF", Text(DomainType.AggregateAndProof)),
    ];

    private static string Text(ulong number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(Gwei amount) => amount.ToString();

    private static string Text(DomainType type) => new Ethereum.Containers.ForkVersion((uint)type).ToString();
}

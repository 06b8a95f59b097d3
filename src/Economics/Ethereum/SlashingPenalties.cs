using TrustlessPools.Primitives;

namespace TrustlessPools.Economics.Ethereum;

/// <summary>What a slashing costs besides the votes that are missed until the stake is free.</summary>
/// <remarks>Spec: docs/spec/penalties.md#slashing.</remarks>
public static class SlashingPenalties
{
    /// <summary>The penalty at once (consensus-specs <c>slash_validator</c>).</summary>
    /// <param name="effectiveBalance">The slashed validator's.</param>
    /// <param name="parameters">The network's.</param>
    public static Gwei Initial(Gwei effectiveBalance, PenaltyParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return new(effectiveBalance.Value / parameters.MinSlashingPenaltyQuotient);
    }

    /// <summary>
    /// What the proposer who includes the proof and the whistleblower, mostly one and the same, earn together
    /// (consensus-specs <c>slash_validator</c>).
    /// </summary>
    /// <param name="effectiveBalance">The slashed validator's.</param>
    /// <param name="parameters">The network's.</param>
    public static Gwei WhistleblowerReward(Gwei effectiveBalance, PenaltyParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return new(effectiveBalance.Value / parameters.WhistleblowerRewardQuotient);
    }

    /// <summary>
    /// The penalty for each increment of effective balance, in proportion to all that was slashed (consensus-
    /// specs <c>electra/beacon-chain.md#process_slashings</c>).
    /// </summary>
    /// <param name="stake">The slashed and the active stake when the penalty is due.</param>
    /// <param name="parameters">The network's.</param>
    public static Gwei CorrelationPerIncrement(SlashedStake stake, PenaltyParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ulong total = stake.TotalActive.Value;
        ulong adjusted = Math.Min((stake.Slashed * parameters.ProportionalSlashingMultiplier).Value, total);
        return new(adjusted / EffectiveBalances.InIncrements(stake.TotalActive));
    }

    /// <summary>The correlation penalty of one validator, before it is bounded by the balance.</summary>
    /// <param name="effectiveBalance">The validator's when the penalty is due.</param>
    /// <param name="perIncrement">What <see cref="CorrelationPerIncrement"/> gives.</param>
    public static Gwei Correlation(Gwei effectiveBalance, Gwei perIncrement) =>
        perIncrement * EffectiveBalances.InIncrements(effectiveBalance);

    /// <summary>When a slashed validator's stake is free (consensus-specs <c>slash_validator</c>).</summary>
    /// <param name="slashed">The epoch of the slashing.</param>
    /// <param name="withdrawable">What the exit queue gives.</param>
    /// <param name="epochsPerSlashingsVector">EPOCHS_PER_SLASHINGS_VECTOR.</param>
    public static Epoch WithdrawableEpoch(Epoch slashed, Epoch withdrawable, ulong epochsPerSlashingsVector)
    {
        Epoch held = slashed + epochsPerSlashingsVector;
        return withdrawable > held ? withdrawable : held;
    }

    /// <summary>
    /// Whether the correlation penalty falls at the end of an epoch (consensus-specs
    /// <c>process_slashings</c>).
    /// </summary>
    /// <param name="current">The epoch that ends.</param>
    /// <param name="withdrawable">When the validator's stake is free.</param>
    /// <param name="epochsPerSlashingsVector">EPOCHS_PER_SLASHINGS_VECTOR.</param>
    public static bool IsCorrelationDue(Epoch current, Epoch withdrawable, ulong epochsPerSlashingsVector) =>
        current + (epochsPerSlashingsVector / 2) == withdrawable;
}

/// <summary>What a correlation penalty is in proportion to.</summary>
/// <param name="Slashed">
/// The effective balances of all that were slashed within EPOCHS_PER_SLASHINGS_VECTOR, as they were then.
/// </param>
/// <param name="TotalActive">The total active balance, at least one increment.</param>
public readonly record struct SlashedStake(Gwei Slashed, Gwei TotalActive);

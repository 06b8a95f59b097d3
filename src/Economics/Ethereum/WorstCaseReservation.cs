using TrustlessPools.Primitives;

namespace TrustlessPools.Economics.Ethereum;

/// <summary>
/// What has to be set aside for a slashed validator's penalties that are not due yet.
/// </summary>
/// <remarks>Spec: docs/spec/penalties.md#what-to-reserve.</remarks>
public static class WorstCaseReservation
{
    /// <summary>
    /// The stake that may yet be slashed, as a part of the active stake: 1/1000, some 1060 validators of
    /// 32 ETH at 34 million ETH.
    /// </summary>
    /// <remarks>
    /// A choice, not a rule of Ethereum's. With 0 only what is known is covered; with 1/3 everything is, and
    /// then the reservation is the whole balance.
    /// </remarks>
    public static Ratio FurtherSlashedDefault { get; } = new(1, 1000);

    /// <summary>The most that can still be charged, never more than the balance.</summary>
    /// <param name="validator">The slashed validator, at any time until its stake is free.</param>
    /// <param name="stake">
    /// The total active balance now, and all that is known to be slashed within
    /// EPOCHS_PER_SLASHINGS_VECTOR, the validator itself included.
    /// </param>
    /// <param name="furtherSlashed">
    /// The stake that may be slashed yet and count for this validator, as a part of the total active
    /// balance, from 0 to 1; <see cref="FurtherSlashedDefault"/>.
    /// </param>
    /// <param name="parameters">The network's.</param>
    /// <remarks>
    /// An upper bound as long as no more is slashed than assumed, the chain does not leak, and stake leaves
    /// the network only through the exit queue and by these penalties. What is charged beyond it is the
    /// caller's to report.
    /// </remarks>
    public static Gwei Of(
        SlashedBalance validator, SlashedStake stake, Ratio furtherSlashed, BeaconParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Invariant.Holds(
            furtherSlashed.Sign >= 0 && furtherSlashed <= Ratio.One, "Nobody is slashed twice.");
        ulong epochs = validator.EpochsLeft;
        Gwei slashed = stake.Slashed + stake.TotalActive.ScaleCeiling(furtherSlashed);

        // Penalties are highest when the stake is lowest: all who can leave do, and the slashed lose all.
        Gwei leaving = ChurnLimits.OfExits(stake.TotalActive, parameters.Churn) * epochs;
        Gwei lowest = EffectiveBalances.AtLeastOneIncrement(
            stake.TotalActive.MinusOrZero(leaving).MinusOrZero(slashed));
        Gwei baseReward = BaseRewards.Of(validator.EffectiveBalance, BaseRewards.PerIncrement(lowest));
        Gwei due = FlagDeltas.PenaltyOfAll(baseReward) * epochs;
        if (validator.IsCorrelationAhead(parameters.EpochsPerSlashingsVector))
        {
            Gwei perIncrement =
                SlashingPenalties.CorrelationPerIncrement(new(slashed, lowest), parameters.Penalties);
            due += SlashingPenalties.Correlation(validator.EffectiveBalance, perIncrement);
        }

        return Gwei.Min(due, validator.Balance);
    }
}

using TrustlessPools.Primitives;

namespace TrustlessPools.Economics.Ethereum;

/// <summary>The unit in which rewards and penalties for duties are reckoned.</summary>
/// <remarks>Spec: docs/spec/penalties.md#votes.</remarks>
public static class BaseRewards
{
    /// <summary>BASE_REWARD_FACTOR.</summary>
    public const ulong Factor = 64;

    /// <summary>PROPOSER_WEIGHT, in 64ths.</summary>
    public const ulong ProposerWeight = 8;

    private const ulong ProposerRewardDenominator =
        (ParticipationFlagWeights.Denominator - ProposerWeight)
        * ParticipationFlagWeights.Denominator / ProposerWeight;

    /// <summary>consensus-specs <c>get_base_reward_per_increment</c>.</summary>
    /// <param name="totalActiveBalance">At least one increment.</param>
    public static Gwei PerIncrement(Gwei totalActiveBalance) => new(
        EffectiveBalances.Increment.Value * Factor / IntegerSquareRoot.Of(totalActiveBalance.Value));

    /// <summary>consensus-specs <c>get_base_reward</c>, of a validator for an epoch.</summary>
    /// <param name="effectiveBalance">The validator's.</param>
    /// <param name="perIncrement">What <see cref="PerIncrement"/> gives.</param>
    public static Gwei Of(Gwei effectiveBalance, Gwei perIncrement) =>
        perIncrement * EffectiveBalances.InIncrements(effectiveBalance);

    /// <summary>What a proposer earns for votes in its block (consensus-specs
    /// <c>process_attestation</c>).</summary>
    /// <param name="weighted">
    /// The specification's <c>proposer_reward_numerator</c>: the base rewards of the voters, each times the
    /// weights of the flags that the block tells for the first time.
    /// </param>
    public static Gwei ForProposer(Gwei weighted) => new(weighted.Value / ProposerRewardDenominator);
}

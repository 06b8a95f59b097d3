using TrustlessPools.Primitives;

namespace TrustlessPools.Economics.Ethereum;

/// <summary>How much stake may join and leave, who has to leave, and when it is free.</summary>
/// <remarks>
/// Spec: docs/spec/penalties.md#parameters. Gloas (EIP-8061) is to double the rate and to lift the cap on
/// exits alone, which is why the two caps are two.
/// </remarks>
public sealed record ChurnParameters
{
    /// <summary>
    /// MIN_PER_EPOCH_CHURN_LIMIT_ELECTRA: the stake that can always join or leave within an epoch; whole
    /// increments, positive.
    /// </summary>
    public required Gwei MinPerEpochChurnLimit { get; init; }

    /// <summary>
    /// MAX_PER_EPOCH_ACTIVATION_EXIT_CHURN_LIMIT: the most that can join within an epoch.
    /// </summary>
    public required Gwei MaxPerEpochActivationChurnLimit { get; init; }

    /// <summary>
    /// MAX_PER_EPOCH_ACTIVATION_EXIT_CHURN_LIMIT for those who leave; positive; null without a cap.
    /// </summary>
    public required Gwei? MaxPerEpochExitChurnLimit { get; init; }

    /// <summary>
    /// CHURN_LIMIT_QUOTIENT: one part in so many of the active stake can join or leave in an epoch; positive.
    /// </summary>
    public required ulong ChurnLimitQuotient { get; init; }

    /// <summary>
    /// MIN_VALIDATOR_WITHDRAWABILITY_DELAY, in epochs, between exit and free stake. Default 256.
    /// </summary>
    public ulong MinValidatorWithdrawabilityDelay { get; init; } = 256;

    /// <summary>
    /// EJECTION_BALANCE: at this effective balance or below a validator has to leave. Default 16 ETH.
    /// </summary>
    public Gwei EjectionBalance { get; init; } = new(16_000_000_000);

    /// <summary>Those of mainnet as of Fulu.</summary>
    public static ChurnParameters Mainnet { get; } = new()
    {
        MinPerEpochChurnLimit = new(128_000_000_000),
        MaxPerEpochActivationChurnLimit = new(256_000_000_000),
        MaxPerEpochExitChurnLimit = new(256_000_000_000),
        ChurnLimitQuotient = 65536,
    };

    /// <summary>
    /// Those of the specification's <c>configs/minimal.yaml</c> as of Fulu.
    /// </summary>
    public static ChurnParameters Minimal { get; } = new()
    {
        MinPerEpochChurnLimit = new(64_000_000_000),
        MaxPerEpochActivationChurnLimit = new(128_000_000_000),
        MaxPerEpochExitChurnLimit = new(128_000_000_000),
        ChurnLimitQuotient = 32,
    };
}

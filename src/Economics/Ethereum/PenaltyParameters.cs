namespace TrustlessPools.Economics.Ethereum;

/// <summary>The numbers of rewards and penalties that forks and networks have changed.</summary>
/// <remarks>
/// Spec: docs/spec/penalties.md#parameters. What no fork has changed is constant beside its formula.
/// </remarks>
public sealed record PenaltyParameters
{
    /// <summary>MIN_SLASHING_PENALTY_QUOTIENT, since Electra 4096; positive.</summary>
    public required ulong MinSlashingPenaltyQuotient { get; init; }

    /// <summary>WHISTLEBLOWER_REWARD_QUOTIENT, since Electra 4096; positive.</summary>
    public required ulong WhistleblowerRewardQuotient { get; init; }

    /// <summary>PROPORTIONAL_SLASHING_MULTIPLIER, since Bellatrix 3.</summary>
    public required ulong ProportionalSlashingMultiplier { get; init; }

    /// <summary>INACTIVITY_PENALTY_QUOTIENT, since Bellatrix 2^24; positive.</summary>
    public required ulong InactivityPenaltyQuotient { get; init; }

    /// <summary>INACTIVITY_SCORE_BIAS: what a missed target adds to a score, 4; positive.</summary>
    public required ulong InactivityScoreBias { get; init; }

    /// <summary>
    /// INACTIVITY_SCORE_RECOVERY_RATE: what an epoch without a leak takes off a score, 16.
    /// </summary>
    public required ulong InactivityScoreRecoveryRate { get; init; }

    /// <summary>Those of mainnet as of Fulu; the minimal network has the same.</summary>
    public static PenaltyParameters Mainnet { get; } = new()
    {
        MinSlashingPenaltyQuotient = 4096,
        WhistleblowerRewardQuotient = 4096,
        ProportionalSlashingMultiplier = 3,
        InactivityPenaltyQuotient = 1 << 24,
        InactivityScoreBias = 4,
        InactivityScoreRecoveryRate = 16,
    };
}

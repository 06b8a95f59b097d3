using TrustlessPools.Primitives;

namespace TrustlessPools.Economics.Ethereum;

/// <summary>When a chain leaks, and what a missed target then costs.</summary>
/// <remarks>Spec: docs/spec/penalties.md#leak.</remarks>
public static class InactivityLeak
{
    /// <summary>
    /// MIN_EPOCHS_TO_INACTIVITY_PENALTY: without finality for more epochs than this, the chain leaks.
    /// </summary>
    public const ulong MinEpochs = 4;

    /// <summary>consensus-specs <c>is_in_inactivity_leak</c>.</summary>
    /// <param name="previous">The epoch before the current one.</param>
    /// <param name="finalized">The finalized epoch, not after <paramref name="previous"/>.</param>
    public static bool IsOn(Epoch previous, Epoch finalized) => previous.Value - finalized.Value > MinEpochs;

    /// <summary>
    /// What a missed target costs besides its flag (consensus-specs <c>get_inactivity_penalty_deltas</c>).
    /// </summary>
    /// <param name="effectiveBalance">The validator's.</param>
    /// <param name="score">The validator's, after the epoch's update.</param>
    /// <param name="parameters">The network's.</param>
    public static Gwei Penalty(Gwei effectiveBalance, InactivityScore score, PenaltyParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ulong denominator = parameters.InactivityScoreBias * parameters.InactivityPenaltyQuotient;
        return new(effectiveBalance.Value * score.Value / denominator);
    }
}

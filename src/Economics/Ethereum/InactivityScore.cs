namespace TrustlessPools.Economics.Ethereum;

/// <summary>
/// How much a validator missed while the chain did not finalize; scales its inactivity penalty.
/// </summary>
/// <remarks>The default value is zero and valid. Spec: docs/spec/penalties.md#leak.</remarks>
public readonly record struct InactivityScore(ulong Value)
{
    /// <summary>The score an epoch later (consensus-specs <c>process_inactivity_updates</c>).</summary>
    /// <param name="hasTarget">
    /// Whether the validator, unslashed, has a timely target in the previous epoch.
    /// </param>
    /// <param name="isLeaking">Whether the chain is in an inactivity leak.</param>
    /// <param name="parameters">The network's.</param>
    public InactivityScore Next(bool hasTarget, bool isLeaking, PenaltyParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ulong score = hasTarget ? Value - Math.Min(1, Value) : Value + parameters.InactivityScoreBias;
        return new(isLeaking ? score : score - Math.Min(parameters.InactivityScoreRecoveryRate, score));
    }
}

using TrustlessPools.Primitives;

namespace TrustlessPools.Economics.Ethereum;

/// <summary>A slashed validator, as far as its penalties depend on it.</summary>
/// <param name="EffectiveBalance">
/// The effective balance, which from the slashing on only falls: deposits wait until it has left.
/// </param>
/// <param name="Balance">What is left, after the initial penalty.</param>
/// <param name="Current">The current epoch, whose end is still to come.</param>
/// <param name="WithdrawableEpoch">When its stake is free.</param>
public readonly record struct SlashedBalance(
    Gwei EffectiveBalance, Gwei Balance, Epoch Current, Epoch WithdrawableEpoch)
{
    /// <summary>The epochs at whose ends it is still charged.</summary>
    public ulong EpochsLeft => WithdrawableEpoch > Current ? WithdrawableEpoch.Value - Current.Value : 0;

    /// <summary>Whether the correlation penalty is still to come.</summary>
    /// <param name="epochsPerSlashingsVector">EPOCHS_PER_SLASHINGS_VECTOR.</param>
    public bool IsCorrelationAhead(ulong epochsPerSlashingsVector) =>
        EpochsLeft >= epochsPerSlashingsVector / 2;
}

namespace TrustlessPools.Economics.Ethereum;

/// <summary>All numbers on which the life of a validator's stake depends.</summary>
/// <param name="Penalties">Of rewards and penalties.</param>
/// <param name="Churn">Of joining and leaving.</param>
/// <param name="EpochsPerSlashingsVector">
/// EPOCHS_PER_SLASHINGS_VECTOR, positive and even: for how long slashed stake counts, and is held.
/// </param>
public sealed record BeaconParameters(
    PenaltyParameters Penalties, ChurnParameters Churn, ulong EpochsPerSlashingsVector)
{
    /// <summary>Those of mainnet as of Fulu.</summary>
    public static BeaconParameters Mainnet { get; } =
        new(PenaltyParameters.Mainnet, ChurnParameters.Mainnet, EpochsPerSlashingsVector: 8192);
}

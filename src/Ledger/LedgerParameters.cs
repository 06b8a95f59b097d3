using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger;

/// <summary>The ledger's constants.</summary>
/// <remarks>Spec: docs/spec/ledger.md#parameters.</remarks>
public sealed record LedgerParameters
{
    /// <summary>All ether that there will ever be, with room to spare: no amount is larger.</summary>
    public static readonly Gwei AmountMax = new(1_000_000_000_000_000_000);

    /// <summary>No epoch is later, so that a delay can be added to any.</summary>
    public static readonly Epoch EpochMax = new(1UL << 62);

    /// <summary>Which protocol the amounts follow.</summary>
    public required Protocol Protocol { get; init; }

    /// <summary>How validators follow their locks.</summary>
    public required BackingMode Mode { get; init; }

    /// <summary>Which locks are backed first.</summary>
    public BackingOrder Order { get; init; }

    /// <summary>What one lock holds and one validator stakes; positive, by default 32 ETH.</summary>
    public Gwei Unit { get; init; } = Gwei.ValidatorStake;

    /// <summary>
    /// The collateral that a unit of stake needs, as numerator and denominator; by default 1 to 100.
    /// </summary>
    public CollateralRatio Ratio { get; init; } = new(1, 100);

    /// <summary>
    /// The least that an operator keeps in a fund, and takes from it at a time unless it is all; 0 for any.
    /// </summary>
    /// <remarks>
    /// By default 0.01 ETH: small enough for 32 operators to share what one validator needs, and all places
    /// of a fund, of bonds as of withdrawals, cost 10.24 ETH.
    /// </remarks>
    public Gwei MinimumBond { get; init; } = new(10_000_000);

    /// <summary>Epochs from leaving the stake to its payment (MIN_VALIDATOR_WITHDRAWABILITY_DELAY).</summary>
    public ulong UnlockDelay { get; init; } = 256;

    /// <summary>Epochs in which leaving collateral stays chargeable (EPOCHS_PER_SLASHINGS_VECTOR).</summary>
    public ulong CollateralDelay { get; init; } = 8192;

    /// <summary>Active stake of the whole beacon chain, which its exit queue depends on.</summary>
    public Gwei NetworkStake { get; init; } = new(34_000_000_000_000_000);

    /// <summary>The beacon chain's churn.</summary>
    public ChurnParameters Churn { get; init; } = BeaconParameters.Mainnet.Churn;
}

/// <summary>A ratio of two small numbers, for arithmetic that never leaves 128 bits.</summary>
/// <param name="Numerator">At least 1.</param>
/// <param name="Denominator">At least 1 and at most 2^32.</param>
public readonly record struct CollateralRatio(uint Numerator, uint Denominator)
{
    public override string ToString() => $"{Numerator}/{Denominator}";
}

using TrustlessPools.Economics.Cardano;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Delegation;

/// <summary>The constants of delegation, and those of the ledger that it stands on.</summary>
/// <remarks>Spec: docs/spec/delegation.md#custody.</remarks>
public sealed record DelegationParameters
{
    /// <summary>A snapshot decides until so many boundaries after the one that took it.</summary>
    internal const ulong StaleBoundaries = 2;

    /// <summary>Penalties from collateral, rewards by the day, and 21 days (4725 epochs) to unlock.</summary>
    public static DelegationParameters Days21 { get; } = new()
    {
        Ledger = new() { Protocol = Protocol.Seed, Mode = BackingMode.Electra, UnlockDelay = 21 * 225 },
    };

    /// <summary>The ledger's constants; its unlock delay is what locked stake waits for.</summary>
    public required LedgerParameters Ledger { get; init; }

    /// <summary>Where stake is while it is delegated; by default in locks.</summary>
    public Custody Custody { get; init; }

    /// <summary>Beacon epochs in a reward epoch, at least 1; by default 225, a day.</summary>
    public ulong EpochLength { get; init; } = 225;

    /// <summary>
    /// Beacon epochs for which evidence of a fault can be brought; by default 4096, when a slashing's
    /// correlation penalty is due (half of EPOCHS_PER_SLASHINGS_VECTOR).
    /// </summary>
    public ulong EvidenceWindow { get; init; } = 4096;

    /// <summary>k, at least 1: a pool of more than 1/k of the whole stake is saturated; by default 500.
    /// </summary>
    public uint TargetPools { get; init; } = 500;

    /// <summary>a0, at least 0: the influence of the pledge; by default 3/10.</summary>
    public Ratio PledgeInfluence { get; init; } = new(3, 10);

    /// <summary>L of CIP-50, at least 1; null for no cap on leverage, which is the default.</summary>
    public Ratio? LeverageCap { get; init; }

    /// <summary>The reward epochs ahead for which a pool may announce its end; by default 18.</summary>
    public ulong RetirementMax { get; init; } = 18;

    /// <summary>The beacon epochs that unlocking must take at least.</summary>
    /// <remarks>
    /// Noted stake may leave at once and votes until the second boundary after; evidence of its last vote
    /// must still find it.
    /// </remarks>
    public UInt128 UnlockDelayMin => EvidenceWindow + (StaleBoundaries * (UInt128)EpochLength);

    /// <summary>Why no ledger can run with these, or null.</summary>
    public Refusal? Flaw =>
        EpochLength == 0 ? DelegationRefusals.ParameterOutOfRange(nameof(EpochLength), "0", "1 or more")
        : TargetPools == 0 ? DelegationRefusals.ParameterOutOfRange(nameof(TargetPools), "0", "1 or more")
        : PledgeInfluence.Sign < 0 ? DelegationRefusals.ParameterOutOfRange(
            nameof(PledgeInfluence), $"{PledgeInfluence}", "0 or more")
        : LeverageCap < Ratio.One ? DelegationRefusals.ParameterOutOfRange(
            nameof(LeverageCap), $"{LeverageCap}", "1 or more")
        : Custody is Custody.Locked && Ledger.UnlockDelay < UnlockDelayMin
            ? DelegationRefusals.UnlockDelayTooShort(Ledger.UnlockDelay, UnlockDelayMin)
            : null;

    /// <summary>The reward epoch that a beacon epoch is in.</summary>
    public RewardEpoch EpochOf(Epoch epoch) => new(epoch.Value / EpochLength);

    /// <summary>The first beacon epoch of a reward epoch.</summary>
    public Epoch StartOf(RewardEpoch epoch) => new(epoch.Value * EpochLength);

    /// <summary>The reward curve of an epoch.</summary>
    /// <param name="rewards">R: what the epoch has for all pools.</param>
    public RewardCurve<Ratio> CurveOf(Gwei rewards) =>
        new(PledgeInfluence, Ratio.FromInteger(TargetPools), Ratio.FromInteger(rewards.Value))
        {
            LeverageCap = LeverageCap,
        };
}

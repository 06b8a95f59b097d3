using System.Numerics;
using TrustlessPools.Economics.Bonds;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Leverage;

/// <summary>The designs that are compared, with validators of 32 ETH.</summary>
/// <remarks>Spec: docs/spec/leverage.md#designs.</remarks>
public static class Designs
{
    private static readonly Gwei Unit = Gwei.ValidatorStake;
    private static readonly Ratio UnitRatio = Ratio.FromInteger(new BigInteger(Unit.Value));

    /// <summary>Somebody alone with 32 ETH for each validator.</summary>
    public static PoolDesign Solo { get; } = OfBond("solo", UnitRatio, BeyondBond.Members);

    /// <summary>
    /// Delegation as Cardano has it today: whoever delegates controls the stake, and nobody is slashed.
    /// </summary>
    public static PoolDesign Cardano { get; } = new UnslashedDesign("Cardano", Unit);

    /// <summary>
    /// Rotating pool (seed 000): t of n operators with equal shares of the stake hold the key together; the
    /// coalition is t of them, and a loss is shared equally.
    /// </summary>
    /// <param name="threshold">t, 1 to n.</param>
    /// <param name="seats">n.</param>
    public static PoolDesign SharedKey(uint threshold, uint seats)
    {
        Invariant.Holds(threshold >= 1 && threshold <= seats, "A threshold is 1 to n.");
        return new ProRataDesign($"shared key {threshold} of {seats}", Unit, new(threshold, seats));
    }

    /// <summary>
    /// Locked stake and slashable collateral (seed 001): the operator's collateral is charged, and a
    /// principal never is.
    /// </summary>
    /// <param name="ratio">The collateral that a unit of stake needs, above 0 and at most 1.</param>
    /// <param name="protocol">
    /// In <see cref="Protocol.Seed"/> nobody pays what is more; in <see cref="Protocol.Today"/> the stakers
    /// lose it.
    /// </param>
    public static PoolDesign Collateral(Ratio ratio, Protocol protocol)
    {
        Invariant.Holds(ratio.Sign > 0 && ratio <= Ratio.One, "A collateral ratio is a part of the stake.");
        return protocol is Protocol.Seed
            ? OfBond($"collateral {Percent(ratio)}", UnitRatio * ratio, BeyondBond.Nobody)
            : OfBond($"collateral {Percent(ratio)}, today", UnitRatio * ratio, BeyondBond.Members);
    }

    /// <summary>
    /// Liquid delegation (seed 002): delegators may leave at once and lose nothing, the operator its bond.
    /// </summary>
    /// <param name="bond">b: the operator's, for each validator; at most 32 ETH, and may be nothing.</param>
    public static PoolDesign LiquidDelegation(Gwei bond)
    {
        Invariant.Holds(bond <= Unit, "A bond is at most the stake.");
        var exact = Ratio.FromInteger(new BigInteger(bond.Value));
        return OfBond($"liquid, bond {Ether(exact)}", exact, BeyondBond.Nobody);
    }

    /// <summary>Delegation (seed 002) whose delegators are locked in and slashed like the operator.</summary>
    /// <param name="own">The operator's own stake.</param>
    /// <param name="delegated">The others'.</param>
    public static PoolDesign SlashedDelegation(Gwei own, Gwei delegated)
    {
        Invariant.Holds(own.Value > 0 || delegated.Value > 0, "A pool has stake.");
        var all = new BigInteger((own + delegated).Value);
        var share = new Ratio(own.Value, all);
        return new ProRataDesign($"pro rata, own {Percent(share)}", Unit, share);
    }

    /// <summary>A published design whose operators put up a bond by the number of their keys.</summary>
    /// <param name="name">As tables have it.</param>
    /// <param name="curve">At most 32 ETH a key.</param>
    public static PoolDesign Bonded(string name, BondCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        return new FirstLossDesign(
            name,
            Unit,
            validators => Ratio.FromInteger(new BigInteger(curve.Required(validators).Value)),
            BeyondBond.Members);
    }

    /// <summary>All of them, in the order of the specification's table.</summary>
    /// <param name="settings">What is free in them.</param>
    /// <returns>Its liquid pool comes without a bond, and again with one if own stake makes one.</returns>
    public static Sequence<PoolDesign> Compared(ComparedDesigns settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Gwei bond = Unit.ScaleFloor(
            new(settings.Own.Value, new BigInteger((settings.Own + settings.Delegated).Value)));
        return
        [
            Solo,
            SharedKey(settings.Threshold, settings.Seats),
            Collateral(settings.Ratio, Protocol.Seed),
            Collateral(settings.Ratio, Protocol.Today),
            LiquidDelegation(default),
            .. bond.Value == 0 ? Sequence<PoolDesign>.Empty : [LiquidDelegation(bond)],
            SlashedDelegation(settings.Own, settings.Delegated),
            Cardano,
            Bonded("Rocket Pool", PublishedBonds.RocketPoolMegapool),
            Bonded("Lido CSM", PublishedBonds.LidoCommunity),
            Bonded("Lido CSM, identified", PublishedBonds.LidoIdentifiedCommunity),
        ];
    }

    private static FirstLossDesign OfBond(string name, Ratio perValidator, BeyondBond beyond) => new(
        name, Unit, validators => perValidator * Ratio.FromInteger(new BigInteger(validators)), beyond);

    private static string Percent(Ratio share) => $"{Decimals.Of(share * Ratio.FromInteger(100), 4)}%";

    private static string Ether(Ratio gwei) => Decimals.Of(gwei / Ratio.FromInteger(1_000_000_000), 3);
}

/// <summary>What is free in the designs that are compared.</summary>
public sealed record ComparedDesigns
{
    /// <summary>t of the shared key. Default 17.</summary>
    public uint Threshold { get; init; } = 17;

    /// <summary>n of the shared key. Default 25.</summary>
    public uint Seats { get; init; } = 25;

    /// <summary>The collateral ratio of seed 001. Default 1 %.</summary>
    public Ratio Ratio { get; init; } = new(1, 100);

    /// <summary>The operator's own stake in a delegated pool. Default 1 validator's.</summary>
    public Gwei Own { get; init; } = Gwei.ValidatorStake;

    /// <summary>What others delegate to it, not nothing together with it. Default 9 validators'.</summary>
    public Gwei Delegated { get; init; } = Gwei.ValidatorStake * 9;
}

using TrustlessPools.Primitives;

namespace TrustlessPools.Economics.Cardano;

/// <summary>The protocol's parameters that rewards depend on.</summary>
/// <remarks>Spec: docs/spec/delegation.md#notation.</remarks>
public sealed record RewardParameters
{
    /// <summary>From this part of federated slots on, performance is not measured.</summary>
    private static readonly Ratio FederatedMin = new(4, 5);

    /// <summary>The values of mainnet since it is wholly decentralized.</summary>
    public static RewardParameters Mainnet { get; } = new()
    {
        TargetPools = 500,
        PledgeInfluence = new(3, 10),
        MonetaryExpansion = new(3, 1000),
        TreasuryCut = new(1, 5),
        Decentralization = Ratio.Zero,
        ActiveSlotCoefficient = new(1, 20),
        SlotsPerEpoch = 432_000,
        MaxSupply = new(45_000_000_000_000_000),
    };

    /// <summary>k, at least 1: the number of pools at which all can be saturated.</summary>
    public required int TargetPools { get; init; }

    /// <summary>a0, at least 0: the influence of the pledge.</summary>
    public required Ratio PledgeInfluence { get; init; }

    /// <summary>rho, 0..1: the part of the reserves that an epoch may release.</summary>
    public required Ratio MonetaryExpansion { get; init; }

    /// <summary>tau, 0..1: the part of an epoch's pot that goes to the treasury.</summary>
    public required Ratio TreasuryCut { get; init; }

    /// <summary>d, 0..1: the part of the slots that is not given to pools.</summary>
    public required Ratio Decentralization { get; init; }

    /// <summary>asc, 0..1: the part of the slots in which somebody may make a block.</summary>
    public required Ratio ActiveSlotCoefficient { get; init; }

    /// <summary>The slots of an epoch.</summary>
    public required int SlotsPerEpoch { get; init; }

    /// <summary>All ada that there ever will be; what is not in the reserves is in circulation.</summary>
    public required Lovelace MaxSupply { get; init; }

    /// <summary>L of CIP-50, at least 1; null for no cap on leverage.</summary>
    public Ratio? LeverageCap { get; init; }

    /// <summary>True from d = 0.8 on: then eta is 1, and so is every performance.</summary>
    public bool IsFederated => Decentralization >= FederatedMin;

    /// <summary>The blocks that pools are expected to make in an epoch, rounded down.</summary>
    public int ExpectedBlocks => (int)((Ratio.One - Decentralization)
        * ActiveSlotCoefficient
        * Ratio.FromInteger(SlotsPerEpoch)).Floor();

    /// <summary>The reward curve of an epoch.</summary>
    /// <param name="rewards">R: what the epoch has for all pools.</param>
    public RewardCurve<Ratio> CurveOf(Lovelace rewards) =>
        new(PledgeInfluence, Ratio.FromInteger(TargetPools), rewards.Exact) { LeverageCap = LeverageCap };
}

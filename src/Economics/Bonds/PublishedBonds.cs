namespace TrustlessPools.Economics.Bonds;

/// <summary>The bonds that published designs ask of operators, for comparison.</summary>
/// <remarks>
/// Lido Community Staking Module as deployed by <c>script/DeployMainnet.s.sol</c> of
/// lidofinance/community-staking-module 67d24850; Rocket Pool megapools by
/// <c>RocketDAOProtocolSettingsNode.sol</c> of rocket-pool/rocketpool fef41a4f.
/// </remarks>
public static class PublishedBonds
{
    /// <summary>Lido Community Staking Module, anybody: 2.4 ETH, then 1.3 ETH a key.</summary>
    public static BondCurve LidoCommunity { get; } =
        new([new(FromKey: 1, new(2_400_000_000)), new(FromKey: 2, new(1_300_000_000))]);

    /// <summary>
    /// Lido Community Staking Module, identified community stakers: 1.5 ETH, then 1.3 ETH a key.
    /// </summary>
    public static BondCurve LidoIdentifiedCommunity { get; } =
        new([new(FromKey: 1, new(1_500_000_000)), new(FromKey: 2, new(1_300_000_000))]);

    /// <summary>Rocket Pool megapools: 4 ETH a key.</summary>
    public static BondCurve RocketPoolMegapool { get; } = BondCurve.Flat(new(4_000_000_000));

    /// <summary>
    /// "Trustless Staking Pools" (ethresear.ch topic 6529): 1 % of the stake, 0.32 ETH a key.
    /// </summary>
    public static BondCurve TrustlessPoolOfOnePercent { get; } = BondCurve.Flat(new(320_000_000));
}

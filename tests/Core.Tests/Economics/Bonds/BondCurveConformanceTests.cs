using System.Globalization;
using TrustlessPools.Economics.Bonds;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Core.Tests.Economics.Bonds;

/// <summary>Bonds and leverage of published designs, as their own code has them.</summary>
public sealed class BondCurveConformanceTests
{
    /// <summary>The curve of the Lido module's own tests: 2 ETH, and 1 ETH from the third key on.</summary>
    private static readonly BondCurve LidoTestCurve =
        new([new(FromKey: 1, new(2_000_000_000)), new(FromKey: 3, new(1_000_000_000))]);

    [Fact]
    public void Bonds_of_published_designs() => VectorSuite.Open("econ")
        .EachRow("bond_requirements.csv", static row =>
        {
            BondCurve curve = CurveOf(row["scheme"]);
            ulong keys = ulong.Parse(row["keys"], CultureInfo.InvariantCulture);
            ulong bond = ulong.Parse(row["bond_milliether"], CultureInfo.InvariantCulture) * 1_000_000;
            Assert.Equal(new Gwei(bond), curve.Required(keys));
            if (Ratio.TryParse(row["leverage_32k_over_bond"], out Ratio leverage))
            {
                Assert.Equal(leverage, curve.Leverage(keys));
            }
        })
        .Finish();

    private static BondCurve CurveOf(string scheme) => scheme switch
    {
        "lido_csm_default_mainnet" => PublishedBonds.LidoCommunity,
        "lido_csm_ics_mainnet" => PublishedBonds.LidoIdentifiedCommunity,
        "rocketpool_saturn_megapool" => PublishedBonds.RocketPoolMegapool,
        "seed001_1pct" => PublishedBonds.TrustlessPoolOfOnePercent,
        "lido_csm_test_default_curve(2,then 1 from key 3)" => LidoTestCurve,
        _ => throw new ArgumentException($"No curve for {scheme}."),
    };
}

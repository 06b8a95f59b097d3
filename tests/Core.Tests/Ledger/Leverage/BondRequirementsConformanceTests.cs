using System.Globalization;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Leverage;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Core.Tests.Ledger.Leverage;

/// <summary>Bonds of published designs are what their operators risk for what they control.</summary>
public sealed class BondRequirementsConformanceTests
{
    private static readonly Sequence<PoolDesign> Compared = Designs.Compared(new());

    [Fact]
    public void Every_row_of_the_published_bonds() => VectorSuite.Open("econ")
        .EachRow("bond_requirements.csv", static row =>
        {
            PoolDesign design = DesignOf(row["scheme"]);
            ulong keys = ulong.Parse(row["keys"], CultureInfo.InvariantCulture);
            ulong bond = ulong.Parse(row["bond_milliether"], CultureInfo.InvariantCulture);
            Assert.Equal(Ratio.FromInteger(bond * 1_000_000), design.AtRisk(keys));
            if (row["leverage_32k_over_bond"].Length > 0)
            {
                Assert.True(Ratio.TryParse(row["leverage_32k_over_bond"], out Ratio leverage));
                LeverageRow found = new(design.Unit * keys, design.AtRisk(keys), 0, default);
                Assert.Equal(LeverageFactor.Finite(leverage), found.Control);
            }
        })
        .Finish();

    private static PoolDesign DesignOf(string scheme) => scheme switch
    {
        "lido_csm_default_mainnet" => Named("Lido CSM"),
        "lido_csm_ics_mainnet" => Named("Lido CSM, identified"),
        "rocketpool_saturn_megapool" => Named("Rocket Pool"),
        "seed001_1pct" => Designs.Collateral(new(1, 100), Protocol.Seed),

        // The curve of that module's own tests.
        "lido_csm_test_default_curve(2,then 1 from key 3)" => Designs.Bonded(
            scheme, new([new(FromKey: 1, new(2_000_000_000)), new(FromKey: 3, new(1_000_000_000))])),
        _ => throw new ArgumentException($"No design for {scheme}."),
    };

    private static PoolDesign Named(string name) => Compared.Single(d => d.Name == name);
}

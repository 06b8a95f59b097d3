using TrustlessPools.Economics.Cardano;
using TrustlessPools.Testing;

namespace TrustlessPools.Core.Tests.Economics.Cardano;

/// <summary>Mainnet's pots, every epoch that is published.</summary>
public sealed class EpochPotsConformanceTests
{
    [Fact]
    public void Matches_the_pots_of_mainnet() => VectorSuite.Open("econ")
        .EachRow("cardano_mainnet_pots.csv", static row =>
        {
            EpochIncome income = Rows.Income(row);
            EpochPots pots = EpochPots.Of(income, RewardParameters.Mainnet);
            Assert.Equal(Rows.Amount(row, "delta_r1"), pots.FromReserves);
            Assert.Equal(Rows.Amount(row, "pot"), pots.Pot);
            Assert.Equal(Rows.Amount(row, "delta_t1"), pots.TreasuryCut);

            // What is due to accounts that are gone is in what was not distributed, but does not return.
            Lovelace unspendable = Rows.Amount(row, "unspendable");
            Lovelace distributed = Rows.Amount(row, "distributed");
            Lovelace back = pots.BackToReserves(distributed + unspendable);
            Assert.Equal(Rows.Amount(row, "undistributed"), pots.Rewards - distributed);
            Assert.Equal(Rows.Amount(row, "undistributed"), back + unspendable);
            Assert.Equal(
                Rows.Amount(row, "reserves_after") + Rows.Amount(row, "other_reserves_outflow"),
                income.Reserves - pots.FromReserves + back);
        })
        .Finish();
}

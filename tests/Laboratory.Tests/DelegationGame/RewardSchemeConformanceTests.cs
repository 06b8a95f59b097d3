using System.Globalization;
using TrustlessPools.Laboratory.DelegationGame;
using TrustlessPools.Testing;

namespace TrustlessPools.Laboratory.Tests.DelegationGame;

/// <summary>
/// The game's doubles and the ledger's exact rationals are one formula: they agree on every published vector.
/// </summary>
public sealed class RewardSchemeConformanceTests
{
    [Fact]
    public void Doubles_agree_with_the_rewards_of_the_ledger() => VectorSuite.Open("econ").EachRow(
        "cardano_maxpool_reference.csv", static row =>
        {
            double Number(string column) => double.Parse(row[column], CultureInfo.InvariantCulture);
            bool isCapped = row["leverage_cap"].Length > 0;
            var scheme = new RewardScheme(
                isCapped ? RewardForm.LeverageCap : RewardForm.Cardano,
                (int)Number("n_opt"),
                Fraction(row["a0"]),
                isCapped ? Fraction(row["leverage_cap"]) : 1);
            double reward = Number("R") * scheme.Reward(
                Number("pool_stake") / Number("total_stake"), Number("pledge") / Number("total_stake"));
            Assert.InRange(Number("max_pool") - reward, -1 - (1e-9 * reward), 1e-9 * reward);
        }).Finish();

    private static double Fraction(string text)
    {
        double[] parts = [
            .. text.Split('/').Select(static p => double.Parse(p, CultureInfo.InvariantCulture))];
        return parts.Length == 1 ? parts[0] : parts[0] / parts[1];
    }
}

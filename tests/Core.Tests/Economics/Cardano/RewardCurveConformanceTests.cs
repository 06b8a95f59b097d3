using TrustlessPools.Economics.Cardano;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Core.Tests.Economics.Cardano;

/// <summary>The reward curve on every published row, exactly and approximately.</summary>
public sealed class RewardCurveConformanceTests
{
    private const double RelativeErrorMax = 1e-12;

    [Fact]
    public void Matches_the_reference_with_and_without_a_cap_on_leverage() => VectorSuite.Open("econ")
        .EachRow("cardano_maxpool_reference.csv", static row =>
        {
            (RewardCurve<Ratio> curve, RelativePool<Ratio> pool) = Rows.Reference(row);
            Assert.Equal(Rows.Amount(row, "max_pool"), Lovelace.Floor(curve.MaxPool(pool)));
        })
        .Finish();

    [Fact]
    public void Matches_what_pools_of_mainnet_could_earn_and_did() => VectorSuite.Open("econ")
        .EachRow("cardano_mainnet_pools.csv", static row =>
        {
            PoolReward reward = Rows.MainnetReward(row);
            Assert.Equal(Rows.Amount(row, "max_pool"), reward.MaxPool);
            Assert.Equal(Rows.Amount(row, "pool_reward"), reward.Amount);
            Lovelace dust = reward.Amount - Rows.Amount(row, "paid");
            Assert.Equal(Rows.Amount(row, "residual"), dust);
            Assert.True(row["oversaturated"] == "1" || dust <= new Lovelace(62), $"dust of {dust}");
        })
        .Finish();

    [Fact]
    public void Approximate_numbers_agree_with_exact_ones() => VectorSuite.Open("econ")
        .EachRow("cardano_maxpool_reference.csv", static row => AssertAgree(Rows.Reference(row)))
        .EachRow("cardano_mainnet_pools.csv", static row => AssertAgree(Rows.Mainnet(row)))
        .Finish();

    [Fact]
    public void Matches_the_design_document_s_stake_of_an_attack() => VectorSuite.Open("econ")
        .EachRow("cardano_a0_attack_stake.csv", static row =>
        {
            SybilAttack<Ratio> attack = Rows.Attack(row);
            Ratio error = attack.StakeNeeded - Rows.Fraction(row["S"]);

            // The document rounds to four decimals.
            Assert.True(error <= new Ratio(1, 20_000) && error >= new Ratio(-1, 20_000), $"{error}");
            AssertClose(attack.StakeNeeded, Approximate(attack).StakeNeeded);
        })
        .Finish();

    private static SybilAttack<double> Approximate(SybilAttack<Ratio> attack) => new(
        PledgeInfluence: Rows.Approximate(attack.PledgeInfluence),
        TargetPools: Rows.Approximate(attack.TargetPools),
        RivalPledge: Rows.Approximate(attack.RivalPledge),
        PoolCost: Rows.Approximate(attack.PoolCost),
        DeclaredCost: Rows.Approximate(attack.DeclaredCost));

    private static void AssertAgree((RewardCurve<Ratio> Curve, RelativePool<Ratio> Pool) row)
    {
        var curve = new RewardCurve<double>(
            PledgeInfluence: Rows.Approximate(row.Curve.PledgeInfluence),
            TargetPools: Rows.Approximate(row.Curve.TargetPools),
            Pot: Rows.Approximate(row.Curve.Pot))
        {
            LeverageCap = row.Curve.LeverageCap is Ratio cap ? Rows.Approximate(cap) : null,
        };
        double approximate = curve.MaxPool(new(
            Stake: Rows.Approximate(row.Pool.Stake),
            Pledge: Rows.Approximate(row.Pool.Pledge),
            OwnersStake: Rows.Approximate(row.Pool.OwnersStake)));
        AssertClose(row.Curve.MaxPool(row.Pool), approximate);
    }

    private static void AssertClose(Ratio exact, double approximate)
    {
        double expected = Rows.Approximate(exact);
        double error = Math.Abs(approximate - expected);
        Assert.True(error <= RelativeErrorMax * Math.Abs(expected), $"{approximate} for {expected}");
    }
}

using TrustlessPools.Economics.Cardano;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Core.Tests.Economics.Cardano;

/// <summary>
/// Each floor of the rule changes a published amount, so that a rule without it would not match.
/// </summary>
public sealed class FloorsConformanceTests
{
    [Fact]
    public void What_leaves_the_reserves_is_rounded_down_in_an_epoch_of_mainnet() =>
        AssertSome("cardano_mainnet_pots.csv", static row =>
        {
            RewardParameters parameters = RewardParameters.Mainnet;
            EpochIncome income = Rows.Income(row);
            Ratio eta = Ratio.Min(Ratio.One, EpochPots.Eta(income.Blocks, parameters));
            return income.Reserves.Exact * eta * parameters.MonetaryExpansion;
        });

    [Fact]
    public void The_treasury_s_cut_is_rounded_down_in_an_epoch_of_mainnet() => AssertSome(
        "cardano_mainnet_pots.csv",
        static row => Rows.Amount(row, "pot").Exact * RewardParameters.Mainnet.TreasuryCut);

    [Fact]
    public void What_a_pool_could_earn_is_rounded_down_in_the_reference() =>
        AssertSome("cardano_maxpool_reference.csv", static row =>
        {
            (RewardCurve<Ratio> curve, RelativePool<Ratio> pool) = Rows.Reference(row);
            return curve.MaxPool(pool);
        });

    [Fact]
    public void What_a_pool_earned_is_rounded_down_on_mainnet() =>
        AssertSome("cardano_mainnet_pools.csv", static row =>
        {
            PoolReward reward = Rows.MainnetReward(row);
            return reward.MaxPool.Exact * reward.Performance;
        });

    /// <summary>One floor, at the end of both steps, would be another rule.</summary>
    [Fact]
    public void Rounding_twice_differs_from_rounding_once_on_mainnet()
    {
        int differing = 0;
        VectorSuite.Open("econ").EachRow("cardano_mainnet_pools.csv", row =>
        {
            (RewardCurve<Ratio> curve, RelativePool<Ratio> pool) = Rows.Mainnet(row);
            PoolReward reward = Rows.MainnetReward(row);
            Lovelace once = Lovelace.Floor(curve.MaxPool(pool) * reward.Performance);
            differing += once == reward.Amount ? 0 : 1;
        }).Finish();
        Assert.True(differing > 0, "No row tells the two roundings apart.");
    }

    [Fact]
    public void Leader_and_member_are_rounded_down_in_the_life_of_a_pool() => VectorSuite.Open("econ")
        .EachCase(
            "cardano_ledger_examples.json", static file => [file.GetProperty("pool_lifetime_ex8")],
            static (_, c) =>
            {
                Lovelace alice = Rows.Amount(c.GetProperty("go_snapshot_stake"), "alice");
                Lovelace bob = Rows.Amount(c.GetProperty("go_snapshot_stake"), "bob");
                Lovelace cost = Rows.Amount(c.GetProperty("pool"), "cost");
                Lovelace leader = Rows.Amount(c.GetProperty("expected"), "leader_alice");
                Lovelace member = Rows.Amount(c.GetProperty("expected"), "member_bob");
                var split = new RewardSplit<Ratio>(
                    Rows.Fraction(c.GetProperty("pool"), "margin"), (alice + bob).Exact);
                Ratio exactLeader = Divided(leader, member, cost) * split.LeaderPart(alice.Exact);
                Ratio exactMember = Divided(leader, member, cost) * split.MemberPart(bob.Exact);
                Assert.False(exactLeader.IsInteger || exactMember.IsInteger, "Nothing is rounded.");
                Assert.Equal(leader - cost, Lovelace.Floor(exactLeader));
                Assert.Equal(member, Lovelace.Floor(exactMember));
            })
        .Finish();

    /// <summary>What leader and members divided: two floors took one lovelace.</summary>
    private static Ratio Divided(Lovelace leader, Lovelace member, Lovelace cost) =>
        (leader - cost + member + new Lovelace(1)).Exact;

    private static void AssertSome(string file, Func<IReadOnlyDictionary<string, string>, Ratio> exact)
    {
        int rounded = 0;
        VectorSuite.Open("econ")
            .EachRow(file, row => rounded += exact(row).IsInteger ? 0 : 1)
            .Finish();
        Assert.True(rounded > 0, $"No row of {file} has anything to round.");
    }
}

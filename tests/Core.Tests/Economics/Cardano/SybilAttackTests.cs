using TrustlessPools.Economics.Cardano;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Economics.Cardano;

public sealed class SybilAttackTests
{
    /// <summary>Pledge 1/200 of each rival, a0 = 1/5: half the cost of c saves 3 c.</summary>
    private static readonly SybilAttack<Ratio> Attack = new(
        PledgeInfluence: new(1, 5),
        TargetPools: Ratio.FromInteger(100),
        RivalPledge: new(1, 200),
        PoolCost: Ratio.Zero,
        DeclaredCost: new(1, 2));

    [Theory]
    [InlineData("0", "1/4")]
    [InlineData("1/1200", "1/8")]
    [InlineData("1/601", "1/2404")]
    [InlineData("1/600", "0")]
    [InlineData("1/599", "0")]
    public void The_stake_needed_falls_with_the_cost_that_is_undercut_to_zero(string cost, string stake) =>
        Assert.Equal(
            Rows.Fraction(stake), (Attack with { PoolCost = Rows.Fraction(cost) }).StakeNeeded);

    [Fact]
    public void Whoever_declares_all_its_cost_needs_the_pledge_of_half_of_the_pools() => Assert.Equal(
        new Ratio(1, 4),
        (Attack with { PoolCost = new(1, 100), DeclaredCost = Ratio.One }).StakeNeeded);

    /// <summary>Exact and approximate numbers differ here: there is no limit to compute with.</summary>
    [Fact]
    public void Without_influence_of_the_pledge_there_is_no_exact_answer() =>
        Assert.Throws<DivideByZeroException>(static () =>
            (Attack with { PledgeInfluence = Ratio.Zero }).StakeNeeded);
}

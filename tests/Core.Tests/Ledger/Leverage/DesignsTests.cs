using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Leverage;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Leverage;

/// <summary>The published table of designs, row by row.</summary>
public sealed class DesignsTests
{
    private static readonly StrategyPrices Prices = new(StakedNetwork.Reference);

    /// <summary>MicahZoltu's example, topic 11815.</summary>
    [Fact]
    public void Nine_delegated_and_one_own_is_a_control_leverage_of_exactly_10()
    {
        PoolDesign design = Designs.SlashedDelegation(
            own: Gwei.ValidatorStake, delegated: Gwei.ValidatorStake * 9);
        LeverageRow row = Row(design, validators: 10);
        Assert.Equal(Number("10"), row.Control);
        Assert.Equal(Number("10"), row.Realised.Value);
        Assert.Equal(Number("9"), row.Griefing);
        Assert.Equal(Ratio.One, row.Coverage.Value);
        Assert.Equal(new Ratio(1, 10), row.SecurityBudget.Value);
        Assert.Equal(Number("10"), Row(Designs.LiquidDelegation(new(3_200_000_000)), 10).Control);
    }

    [Fact]
    public void Solo_stakers_pay_for_all_they_do()
    {
        LeverageRow row = Row(Designs.Solo, validators: 3);
        Assert.Equal((Number("1"), Number("1"), default), (row.Control, row.Realised.Value, row.Griefing));
        Assert.Equal(default, row.Damage.Gap);
        Assert.Equal(Gwei.ValidatorStake * 3, row.Damage.Control);
    }

    [Fact]
    public void A_shared_key_has_a_leverage_of_n_over_t()
    {
        LeverageRow row = Row(Designs.SharedKey(threshold: 17, seats: 25), validators: 1);
        Assert.Equal(
            (Number("25/17"), Number("25/17"), Number("8/17")),
            (row.Control, row.Realised.Value, row.Griefing));
        Assert.Equal(default, row.Damage.Gap);
    }

    [Fact]
    public void Collateral_has_a_leverage_of_1_over_its_ratio_once_it_is_used_up()
    {
        PoolDesign design = Designs.Collateral(new(1, 100), Protocol.Seed);
        LeverageRow small = Row(design, validators: 1000);
        Assert.Equal((Number("100"), Number("1")), (small.Control, small.Realised.Value));
        LeverageRow large = Row(design, validators: 500_000);
        Assert.Equal((Number("100"), default), (large.Realised.Value, large.Griefing));
        Assert.Equal(large.Shares.Penalty - large.AtRisk, large.Damage.Gap);
    }

    [Fact]
    public void What_the_seed_lets_lapse_todays_protocol_takes_from_the_stakers()
    {
        LeverageRow seed = Row(Designs.Collateral(new(1, 100), Protocol.Seed), validators: 10_000);
        LeverageRow today = Row(Designs.Collateral(new(1, 100), Protocol.Today), validators: 10_000);
        Assert.Equal(seed.Damage.Gap, today.Damage.Members);
        Assert.Equal((default, default), (seed.Damage.Members, today.Damage.Gap));
        Assert.Equal(seed.Realised, today.Realised);
        Assert.Equal(Ratio.One, today.Coverage.Value);
        Assert.True(seed.Damage.Gap.Sign > 0);
    }

    [Fact]
    public void Liquid_delegation_without_a_bond_controls_for_nothing()
    {
        LeverageRow row = Row(Designs.LiquidDelegation(default), validators: 10);
        Assert.Equal((LeverageFactor.Infinite, LeverageFactor.Infinite), (row.Control, row.Realised.Value));
        Assert.Equal((default, default(Ratio)), (row.Griefing, row.Coverage.Value));
        Assert.Equal(row.Shares.Penalty, row.Damage.Gap);
    }

    [Fact]
    public void Cardano_has_no_penalty_and_so_no_bound()
    {
        LeverageRow row = Row(Designs.Cardano, validators: 10);
        Assert.Equal(LeverageFactor.Infinite, row.Control);
        Assert.False(row.Realised.HasValue);
        Assert.False(row.Coverage.HasValue);
        Assert.Equal(default(Ratio), row.SecurityBudget.Value);
    }

    [Theory]
    [InlineData("Rocket Pool", 1, "8")]
    [InlineData("Rocket Pool", 1000, "8")]
    [InlineData("Lido CSM", 1, "40/3")]
    [InlineData("Lido CSM", 1_000_000, "32000000/1300001.1")]
    public void Published_bonds(string name, ulong validators, string control)
    {
        PoolDesign design = Assert.Single(Designs.Compared(new()), d => d.Name == name);
        LeverageRow row = Row(design, validators);
        Ratio expected = control.Split('/').Select(static p => Parse(p)).Aggregate(static (a, b) => a / b);
        Assert.Equal(LeverageFactor.Finite(expected), row.Control);
        Assert.Equal(default, row.Damage.Gap);
        Assert.Equal(validators == 1_000_000, row.Damage.Members.Sign > 0 && name == "Lido CSM");
    }

    [Fact]
    public void Shares_are_the_penalty_in_every_design_and_no_more_than_is_at_risk()
    {
        foreach (ulong slashed in LogAxis.Numbers(400_000, steps: 2))
        {
            Gwei penalty = Prices.Total(new Strategy.SlashedTogether(slashed));
            foreach (PoolDesign design in Designs.Compared(new()).Where(static d => d is not UnslashedDesign))
            {
                LossShares shares = design.Split(slashed, penalty);
                Assert.Equal(Ratio.FromInteger(penalty.Value), shares.Penalty);
                Assert.True(shares.Own <= design.AtRisk(slashed), $"{design.Name} at {slashed}");
                Assert.True(shares is { Own.Sign: >= 0, Members.Sign: >= 0, Gap.Sign: >= 0 });
            }
        }
    }

    [Fact]
    public void Absence_and_leaks_are_split_like_slashing()
    {
        PoolDesign design = Designs.SharedKey(threshold: 1, seats: 4);
        Strategy[] strategies = [new Strategy.Absent(2, 100), new Strategy.AbsentInLeak(2, 100)];
        foreach (Strategy strategy in strategies)
        {
            LeverageRow row = design.Row(4, strategy, Prices);
            Assert.Equal(Number("3"), row.Griefing);
            Assert.Equal(Ratio.FromInteger(Prices.Total(strategy).Value), row.Shares.Penalty);
        }
    }

    [Fact]
    public void A_coalition_acts_with_no_more_than_it_controls() => Assert.Throws<InvariantBrokenException>(
        static () => Designs.Solo.Row(1, new Strategy.SlashedTogether(2), Prices));

    private static LeverageRow Row(PoolDesign design, ulong validators) =>
        design.Row(validators, new Strategy.SlashedTogether(validators), Prices);

    private static LeverageFactor Number(string text) => LeverageFactor.Finite(Parse(text));

    private static Ratio Parse(string text) => Ratio.TryParse(text, out Ratio value)
        ? value
        : throw new Xunit.Sdk.XunitException(text);
}

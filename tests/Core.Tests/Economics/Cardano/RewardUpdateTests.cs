using TrustlessPools.Economics.Cardano;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Economics.Cardano;

/// <summary>Who gets what at the end of an epoch, in a network of ten blocks and a thousand ada.</summary>
public sealed class RewardUpdateTests
{
    private static readonly PoolId North = new(1);
    private static readonly PoolId South = new(2);
    private static readonly StakeCredential Ada = new(1);
    private static readonly StakeCredential Ben = new(2);
    private static readonly StakeCredential Cy = new(3);

    /// <summary>Half of the reserves of 1000 leave them in a full epoch, and a tenth is the treasury's.
    /// </summary>
    private static readonly RewardParameters Parameters = new()
    {
        TargetPools = 1,
        PledgeInfluence = Ratio.Zero,
        MonetaryExpansion = new(1, 2),
        TreasuryCut = new(1, 10),
        Decentralization = Ratio.Zero,
        ActiveSlotCoefficient = new(1, 10),
        SlotsPerEpoch = 100,
        MaxSupply = new(2000),
    };

    private static readonly StakePool Pool = new()
    {
        Id = North,
        Pledge = new(100),
        Cost = new(10),
        Margin = new(1, 10),
        Owners = [Ada],
        RewardAccount = Ada,
    };

    /// <summary>North: 100 of its owner and 300 of Ben. South: 600 of Cy.</summary>
    private static readonly RewardedEpoch Epoch = new(
        Reserves: new(1000),
        Fees: new(100),
        new(
            [new(Ada, North, new(100)), new(Ben, North, new(300)), new(Cy, South, new(600))],
            [Pool, Pool with { Id = South, Owners = [Cy], RewardAccount = Cy }]),
        [new(North, 4), new(South, 6)],
        Registered: [Ada, Ben, Cy]);

    /// <summary>
    /// The pot is 600, of which 540 are for pools: North earns 216 and divides 206, South earns 324.
    /// </summary>
    [Fact]
    public void An_epoch_is_divided_by_stake_after_cost_and_margin()
    {
        RewardUpdate update = RewardUpdate.Of(Epoch, Parameters);
        Assert.Equal(new EpochPots(new(500), new(600), new(60)), update.Pots);
        Assert.Equal(
            [new(North, new(216), Ratio.One), new(South, new(324), Ratio.One)], update.Pools);
        Assert.Equal(
            [
                new(Ada, North, RewardKind.Leader, new(76)),
                new(Cy, South, RewardKind.Leader, new(324)),
                new(Ben, North, RewardKind.Member, new(139)),
            ],
            update.Rewards);
        Assert.Equal(new Lovelace(1), update.BackToReserves);
        Assert.Equal(new Lovelace(60), update.ToTreasury);
        Assert.Equal(new Lovelace(501), update.ReservesAfter(new(1000)));
    }

    [Fact]
    public void What_nobody_can_claim_goes_to_the_treasury()
    {
        RewardUpdate update = RewardUpdate.Of(Epoch with { Registered = [Ada, Cy] }, Parameters);
        Assert.Equal(new Lovelace(139), update.Unclaimable);
        Assert.Equal(new Lovelace(60 + 139), update.ToTreasury);
        Assert.Equal(new Lovelace(1), update.BackToReserves);
    }

    [Fact]
    public void A_pool_without_blocks_earns_nothing_and_its_part_returns()
    {
        RewardUpdate update = RewardUpdate.Of(Epoch with { Blocks = [new(South, 10)] }, Parameters);
        Assert.Equal(South, Assert.Single(update.Pools).Pool);
        Assert.Equal([Cy], update.Rewards.Map(static r => r.Account));
        Assert.Equal(new Ratio(10, 6), update.Pools[0].Performance);
        Assert.Equal((new Lovelace(540), default), (update.Paid, update.BackToReserves));
    }

    [Fact]
    public void Blocks_of_a_pool_that_is_gone_count_among_all()
    {
        Sequence<PoolBlocks> blocks = [new(North, 4), new(new(9), 6)];
        RewardUpdate update = RewardUpdate.Of(Epoch with { Blocks = blocks }, Parameters);
        Assert.Equal(new PoolReward(North, new(216), Ratio.One), Assert.Single(update.Pools));
    }

    [Fact]
    public void Owners_below_their_pledge_leave_their_pool_without_reward()
    {
        StakePool pool = Pool with { Pledge = new(101) };
        RewardUpdate update = RewardUpdate.Of(WithNorth(pool), Parameters);
        Assert.Equal(default, update.Pools[0].Amount);
        Assert.Equal(South, Assert.Single(update.Rewards).Pool);
    }

    /// <summary>Ben's 300 are the leader's too: 10 + 206 of all that the pool earned.</summary>
    [Fact]
    public void Every_owner_earns_through_the_leader()
    {
        RewardUpdate update =
            RewardUpdate.Of(WithNorth(Pool with { Owners = [Ada, Ben, Ben] }), Parameters);
        Assert.Equal(new Reward(Ada, North, RewardKind.Leader, new(216)), update.Rewards[0]);
        Assert.Equal(2, update.Rewards.Count);
    }

    [Fact]
    public void An_owner_who_delegates_elsewhere_is_a_member_there_and_pledges_nothing()
    {
        StakePool pool = Pool with { Pledge = new(101), Owners = [Ada, Cy] };
        Assert.Equal(default, RewardUpdate.Of(WithNorth(pool), Parameters).Pools[0].Amount);

        RewardedEpoch epoch = WithNorth(Pool with { Owners = [Ada, Ben] });
        Sequence<Delegation> delegations = epoch.Go.Delegations.With(1, new(Ben, South, new(300)));
        epoch = epoch with { Go = epoch.Go with { Delegations = delegations } };
        RewardUpdate update = RewardUpdate.Of(epoch, Parameters);
        Reward member = Assert.Single(update.Rewards, static r => r.Account == Ben);
        Assert.Equal((South, RewardKind.Member), (member.Pool, member.Kind));
    }

    [Theory]
    [InlineData(214UL, 214UL, 1UL)]
    [InlineData(215UL, 215UL, 0UL)]
    [InlineData(216UL, 216UL, 0UL)]
    [InlineData(217UL, 216UL, 0UL)]
    public void A_leader_takes_all_up_to_the_cost(ulong cost, ulong leader, ulong member)
    {
        RewardUpdate update = RewardUpdate.Of(WithNorth(Pool with { Cost = new(cost) }), Parameters);
        Lovelace[] amounts =
            [.. update.Rewards.Where(static r => r.Pool == North).Select(static r => r.Amount)];
        Assert.Equal(member == 0 ? [new(leader)] : [new(leader), new(member)], amounts);
    }

    /// <summary>From d = 0.8 on, one block earns as much as all.</summary>
    [Theory]
    [InlineData(79, 100, false)]
    [InlineData(80, 100, true)]
    public void Performance_is_not_measured_while_slots_are_federated(int part, int whole, bool isFederated)
    {
        RewardParameters parameters = Parameters with { Decentralization = new(part, whole) };
        RewardUpdate update = RewardUpdate.Of(Epoch with { Blocks = [new(North, 1)] }, parameters);
        Assert.Equal(isFederated, update.Pots.FromReserves == new Lovelace(500));
        Assert.Equal(isFederated ? Ratio.One : new Ratio(5, 2), update.Pools[0].Performance);
    }

    [Fact]
    public void Nothing_is_expected_or_measured_when_all_slots_are_federated()
    {
        RewardParameters parameters = Parameters with { Decentralization = Ratio.One };
        RewardUpdate update = RewardUpdate.Of(Epoch with { Blocks = [] }, parameters);
        Assert.Equal(new Lovelace(540), update.BackToReserves);
    }

    [Theory]
    [InlineData(50, 5)]
    [InlineData(49, 5)]
    [InlineData(51, 4)]
    [InlineData(0, 10)]
    public void Expected_blocks_are_rounded_down(int decentralizationPercent, int expected)
    {
        Ratio d = new(decentralizationPercent, 100);
        Assert.Equal(expected, (Parameters with { Decentralization = d }).ExpectedBlocks);
    }

    [Fact]
    public void A_snapshot_that_contradicts_itself_is_a_defect()
    {
        AssertDefect([new(Ben, North, new(1)), new(Ada, North, new(1))], [Pool]);
        AssertDefect([new(Ada, North, new(1)), new(Ada, North, new(1))], [Pool]);
        AssertDefect([new(Ada, South, new(1))], [Pool]);
        AssertDefect([], [Pool, Pool]);
        AssertDefect([new(Ada, North, new(1001))], [Pool]);
    }

    private static void AssertDefect(Sequence<Delegation> delegations, Sequence<StakePool> pools) =>
        Assert.Throws<InvariantBrokenException>(() =>
            RewardUpdate.Of(Epoch with { Go = new(delegations, pools) }, Parameters));

    private static RewardedEpoch WithNorth(StakePool pool) =>
        Epoch with { Go = Epoch.Go with { Pools = Epoch.Go.Pools.With(0, pool) } };
}

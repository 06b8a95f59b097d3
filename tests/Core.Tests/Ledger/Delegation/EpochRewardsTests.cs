using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Delegation;

/// <summary>What a snapshot and an income come to. Account 10 i leads pool i; 10 i + 1 is a member.</summary>
public sealed class EpochRewardsTests
{
    private static readonly DelegationParameters Flat =
        TestDelegation.Locked with { PledgeInfluence = Ratio.Zero };

    private static readonly PoolTerms Free = new(default, default, 0);

    [Fact]
    public void A_pool_beyond_saturation_earns_as_if_it_were_at_it()
    {
        EpochRewards rewards = EpochRewards.Of(Flat, Of((15, 60), (5, 20)), Doing(1000, 75, 25));
        Assert.Equal([new(500), new(250)], rewards.Pools.Map(static p => p.Amount));
        Assert.Equal([100, 400, 50, 200], rewards.Payouts.Map(static p => p.Amount.Value));
        Assert.Equal(new Gwei(250), rewards.ToReserve);
    }

    [Fact]
    public void What_a_unit_earns_diminishes_past_saturation_and_all_adds_up()
    {
        ulong last = ulong.MaxValue;
        for (ulong members = 1; members < 99; members++)
        {
            EpochRewards rewards = EpochRewards.Of(
                TestDelegation.Locked,
                Of((1, members), (1, 99 - members)),
                Doing(1_000_003, 1 + members, 100 - members));
            Gwei paid = rewards.Payouts.Aggregate(default(Gwei), static (sum, p) => sum + p.Amount);
            Assert.Equal(new Gwei(1_000_003), paid + rewards.ToReserve);
            ulong perUnit = rewards.Payouts[1].Amount.Value / members;
            Assert.True(members < 50 || perUnit < last, $"{members} members: {perUnit}, before: {last}");
            last = perUnit;
        }
    }

    [Fact]
    public void A_pledge_that_is_not_kept_earns_nobody_anything()
    {
        DelegationSnapshot kept = Of(new PoolTerms(new(20), default, 0), (20, 30), (10, 40));
        Assert.True(EpochRewards.Of(Flat, kept, Doing(1000, 1, 0)).Pools[0].Amount.Value > 0);
        DelegationSnapshot broken = Of(new PoolTerms(new(21), default, 0), (20, 30), (10, 40));
        EpochRewards rewards = EpochRewards.Of(Flat, broken, Doing(1000, 1, 1));
        Assert.Empty(rewards.Payouts);
        Assert.Equal(new Gwei(1000), rewards.ToReserve);
    }

    [Theory]
    [InlineData(1000, 999, 1)]
    [InlineData(1000, 1000, 0)]
    [InlineData(1000, 2000, 0)]
    public void Losses_come_off_and_nobody_pays_for_what_is_left_of_them(ulong gained, ulong lost, ulong net)
    {
        EpochIncome income = Doing(gained, 1, 1) with { Lost = new(lost) };
        EpochRewards rewards = EpochRewards.Of(Flat, Of((25, 25), (25, 25)), income);
        Assert.Equal(new Gwei(net), rewards.Rewards);
        Assert.Equal(new Gwei(net), rewards.ToReserve);
        Assert.Empty(rewards.Payouts);
    }

    [Fact]
    public void A_pool_earns_by_its_part_of_the_work_over_its_part_of_the_stake()
    {
        EpochRewards rewards = EpochRewards.Of(Flat, Of((0, 50), (0, 50)), Doing(1000, 1, 3));
        Assert.Equal([new Ratio(1, 2), new Ratio(3, 2)], rewards.Pools.Map(static p => p.Performance));
        Assert.Equal([new(250), new(750)], rewards.Pools.Map(static p => p.Amount));
        Assert.Equal(default, rewards.ToReserve);
    }

    /// <summary>Twice the floor of 500.5, and not the floor of 1001.</summary>
    [Fact]
    public void The_most_is_rounded_down_before_performance_is_applied()
    {
        EpochRewards rewards = EpochRewards.Of(Flat, Of((50, 0), (50, 0)), Doing(1001, 1, 0));
        Assert.Equal([new Payout(new(0), new(1000))], rewards.Payouts);
        Assert.Equal(new Gwei(1), rewards.ToReserve);
    }

    [Fact]
    public void Work_of_a_pool_that_was_not_noted_counts_in_all_work()
    {
        EpochRewards rewards = EpochRewards.Of(Flat, Of((0, 50), (0, 50)), Doing(1000, 1, 1, 2));
        Assert.Equal([new(250), new(250)], rewards.Pools.Map(static p => p.Amount));
        Assert.Equal(new Gwei(500), rewards.ToReserve);
    }

    [Fact]
    public void Without_work_or_stake_all_is_the_reserve_s()
    {
        Assert.Equal(
            new Gwei(1000), EpochRewards.Of(Flat, Of((0, 50), (0, 50)), Doing(1000)).ToReserve);
        Assert.Equal(
            new Gwei(1000), EpochRewards.Of(Flat, Of((0, 0), (0, 0)), Doing(1000, 1, 1)).ToReserve);
        Assert.Equal(
            new Gwei(1000), EpochRewards.Of(Flat, DelegationSnapshot.Empty, Doing(1000, 1)).ToReserve);
    }

    [Fact]
    public void A_cost_is_taken_first_and_by_the_leader_alone()
    {
        DelegationSnapshot snapshot = Of(new PoolTerms(default, new(500), 100_000), (10, 40), (50, 0));
        EpochRewards rewards = EpochRewards.Of(Flat, snapshot, Doing(1000, 1, 1));
        Assert.Equal(new Gwei(500), rewards.Pools[0].Leader);
        Assert.Equal(default, rewards.Pools[0].Members);
        rewards = EpochRewards.Of(Flat, snapshot, Doing(2000, 1, 1));

        // 500 + floor(500 * (1/10 + 9/10 * 1/5)), and floor(500 * 9/10 * 4/5).
        Assert.Equal(new Gwei(640), rewards.Pools[0].Leader);
        Assert.Equal(new Gwei(360), rewards.Pools[0].Members);
    }

    [Fact]
    public void A_cap_on_leverage_leaves_stake_beyond_it_without_reward()
    {
        DelegationSnapshot snapshot = Of(new PoolTerms(new(10), default, 0), (10, 40), (20, 30));
        DelegationParameters capped = Flat with { LeverageCap = new Ratio(2, 1) };
        Assert.Equal([new(200), new(200)], Amounts(capped));
        Assert.Equal([new(490), new(490)], Amounts(Flat with { LeverageCap = new Ratio(49, 10) }));
        Assert.Equal([new(500), new(500)], Amounts(Flat with { LeverageCap = new Ratio(5, 1) }));
        Assert.Equal([new(500), new(500)], Amounts(Flat));

        Sequence<Gwei> Amounts(DelegationParameters parameters) =>
            EpochRewards.Of(parameters, snapshot, Doing(1000, 1, 1)).Pools.Map(static p => p.Amount);
    }

    [Fact]
    public void An_account_gets_the_sum_of_its_rewards()
    {
        DelegationSnapshot snapshot = Of((10, 40), (10, 40));
        SnapshotStake[] stakes = [.. snapshot.Stakes];
        stakes[3] = stakes[3] with { Account = new(1) };
        stakes[1] = stakes[1] with { Account = new(1) };
        EpochRewards rewards = EpochRewards.Of(
            Flat, snapshot with { Stakes = [.. stakes] }, Doing(1000, 1, 1));
        Assert.Equal(
            [new Payout(new(0), new(100)), new(new(1), new(800)), new(new(10), new(100))], rewards.Payouts);
    }

    private static EpochIncome Doing(ulong gained, params ulong[] work) => new(
        new(gained), default, work.Select(static (w, i) => new PoolWork(new((uint)i), w)).ToSequence());

    private static DelegationSnapshot Of(params (ulong Own, ulong Members)[] pools) => Of(Free, pools);

    private static DelegationSnapshot Of(PoolTerms terms, params (ulong Own, ulong Members)[] pools)
    {
        var noted = new List<SnapshotPool>();
        var stakes = new List<SnapshotStake>();
        Gwei whole = default;
        foreach ((ulong own, ulong members) in pools)
        {
            var pool = new PoolId((uint)noted.Count);
            var stake = new Gwei(own + members);
            whole += stake;
            noted.Add(new(pool, new(pool.Value * 10), terms, stake, new(own)));
            stakes.Add(new(pool, new(pool.Value * 10), new(own)));
            stakes.Add(new(pool, new((pool.Value * 10) + 1), new(members)));
        }

        return new(
            whole, noted.ToSequence(), stakes.Where(static s => s.Amount.Value > 0).ToSequence());
    }
}

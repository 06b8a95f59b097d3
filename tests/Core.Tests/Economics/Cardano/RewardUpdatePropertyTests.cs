using TrustlessPools.Economics.Cardano;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Economics.Cardano;

/// <summary>What holds of every epoch, whoever delegates what to whom.</summary>
public sealed class RewardUpdatePropertyTests
{
    private const ulong Seeds = 200;
    private const int Pools = 6;
    private const int Stakers = 40;

    [Fact]
    public void Value_is_conserved() => EachSeed(static (epoch, parameters, update) =>
    {
        Assert.Equal(
            update.Pots.FromReserves + epoch.Fees,
            update.Pots.TreasuryCut + update.Paid + update.BackToReserves);
        Lovelace credited = update.Paid - update.Unclaimable;
        Assert.Equal(
            epoch.Reserves + epoch.Fees,
            update.ReservesAfter(epoch.Reserves) + update.ToTreasury + credited);
    });

    [Fact]
    public void A_pool_s_rewards_stay_within_what_it_earned() => EachSeed(static (_, _, update) =>
    {
        Lovelace earned = default;
        foreach (PoolReward pool in update.Pools)
        {
            Reward[] rewards = [.. update.Rewards.Where(r => r.Pool == pool.Pool)];
            Lovelace paid = rewards.Aggregate(default(Lovelace), static (sum, r) => sum + r.Amount);
            Assert.True(paid <= pool.Amount && pool.Amount.Exact <= pool.MaxPool.Exact * pool.Performance);

            // Each reward lost less than one lovelace to its floor; rewards of 0 are not told.
            Assert.True((pool.Amount - paid).Value <= Stakers + 1);
            earned += pool.Amount;
        }

        Assert.True(earned <= update.Pots.Rewards);
    });

    [Fact]
    public void A_pool_without_blocks_gets_nothing() => EachSeed(static (epoch, parameters, update) =>
    {
        HashSet<PoolId> makers = [.. epoch.Blocks.Where(static b => b.Count > 0).Select(static b => b.Pool)];
        Assert.All(update.Rewards, r => Assert.Contains(r.Pool, makers));
        Assert.All(update.Pools, p => Assert.Contains(p.Pool, makers));
    });

    [Fact]
    public void Owners_get_no_member_s_reward_and_members_earn_by_stake() =>
        EachSeed(static (epoch, parameters, update) =>
        {
            Dictionary<StakeCredential, Delegation> delegations =
                epoch.Go.Delegations.ToDictionary(static d => d.Credential);
            foreach (StakePool pool in epoch.Go.Pools)
            {
                Reward[] members = [.. update.Rewards
                    .Where(r => r.Pool == pool.Id && r.Kind == RewardKind.Member)
                    .OrderBy(r => delegations[r.Account].Stake)];
                Assert.All(members, r => Assert.DoesNotContain(r.Account, pool.Owners));
                Lovelace[] amounts = [.. members.Select(static r => r.Amount)];
                Assert.Equal(amounts.Order(), amounts);
            }
        });

    [Fact]
    public void The_order_of_pools_and_blocks_changes_nobody_s_reward() =>
        EachSeed(static (epoch, parameters, update) =>
        {
            RewardUpdate turned = RewardUpdate.Of(
                epoch with
                {
                    Go = epoch.Go with { Pools = epoch.Go.Pools.Reverse().ToSequence() },
                    Blocks = epoch.Blocks.Reverse().ToSequence(),
                    Registered = epoch.Registered.Reverse().ToSequence(),
                },
                parameters);
            Assert.Equal(update.Rewards.ToHashSet(), turned.Rewards.ToHashSet());
            Assert.Equal(update.ToTreasury, turned.ToTreasury);
            Assert.Equal(update.BackToReserves, turned.BackToReserves);
        });

    private static void EachSeed(Action<RewardedEpoch, RewardParameters, RewardUpdate> check)
    {
        int rewarded = 0;
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            Exception? failure = Record.Exception(() =>
            {
                var random = new SeededGenerator(seed);
                RewardParameters parameters = RandomParameters(random);
                RewardedEpoch epoch = RandomEpoch(random);
                RewardUpdate update = RewardUpdate.Of(epoch, parameters);
                rewarded += update.Rewards.Count;
                check(epoch, parameters, update);
            });
            Assert.True(failure is null, $"seed {seed}: {failure?.Message}");
        }

        Assert.True(rewarded > (int)Seeds, $"Only {rewarded} rewards in {Seeds} epochs.");
    }

    private static RewardParameters RandomParameters(SeededGenerator random) => RewardParameters.Mainnet with
    {
        TargetPools = 1 + random.NextBelow(10),
        PledgeInfluence = new(random.NextBelow(200), 100),
        MonetaryExpansion = new(random.NextBelow(101), 100),
        TreasuryCut = new(random.NextBelow(101), 100),
        Decentralization = new(random.NextBelow(101), 100),
        SlotsPerEpoch = 3000,
        LeverageCap = random.NextChance(1, 2) ? new Ratio(1 + random.NextBelow(20), 1) : null,
    };

    private static RewardedEpoch RandomEpoch(SeededGenerator random)
    {
        Delegation[] delegations = [.. Enumerable.Range(0, Stakers).Select(i => new Delegation(
            new((uint)i), new((uint)random.NextBelow(Pools)), RandomAmount(random)))];
        return new(
            Reserves: RandomAmount(random),
            Fees: RandomAmount(random),
            new(delegations.ToSequence(), Enumerable.Range(0, Pools)
                .Select(i => RandomPool(new((uint)i), delegations, random)).ToSequence()),
            Enumerable.Range(0, Pools)
                .Select(i => new PoolBlocks(new((uint)i), int.Max(0, random.NextBelow(40) - 10)))
                .ToSequence(),
            Enumerable.Range(0, Stakers).Where(_ => random.NextChance(9, 10))
                .Select(static i => new StakeCredential((uint)i)).ToSequence());
    }

    private static StakePool RandomPool(PoolId id, Delegation[] delegations, SeededGenerator random)
    {
        // Owners are some of the pool's own delegators, and some of anybody's.
        Sequence<StakeCredential> owners = delegations
            .Where(d => random.NextChance(d.Pool == id ? 3UL : 1UL, 10))
            .Select(static d => d.Credential).ToSequence();
        Lovelace own = delegations.Where(d => d.Pool == id && owners.Contains(d.Credential))
            .Aggregate(default(Lovelace), static (sum, d) => sum + d.Stake);
        return new()
        {
            Id = id,
            Pledge = own.ScaleFloor(new(random.NextBelow(110), 100)),
            Cost = RandomAmount(random).ScaleFloor(new(random.NextBelow(100), 10_000)),
            Margin = new(random.NextBelow(101), 100),
            Owners = owners,
            RewardAccount = new((uint)random.NextBelow(Stakers)),
        };
    }

    private static Lovelace RandomAmount(SeededGenerator random) =>
        new(random.NextBelow(1_000_000_000_000_000UL));
}

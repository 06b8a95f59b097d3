using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;
using static TrustlessPools.Mining.Tests.Sharing.TwoMiners;

namespace TrustlessPools.Mining.Tests.Sharing;

/// <summary>What somebody gains or loses who does otherwise than to share every block.</summary>
public sealed class AttackTests
{
    private enum Act
    {
        Share,
        KeepRich,
        Keep,
        ShareEveryOtherTime,
    }

    /// <summary>Half of the blocks bring 6.6 percent more than the mean, and half as much less.</summary>
    [Fact]
    public void Sharing_only_poor_blocks_pays_3_percent_when_blocks_count_the_same() =>
        Assert.Equal(1.033, Gain(WeightBasis.Equal, Act.KeepRich), 0.0005);

    [Fact]
    public void Sharing_only_poor_blocks_pays_nothing_when_blocks_count_what_they_shared() =>
        Assert.Equal(1.000, Gain(WeightBasis.Amount, Act.KeepRich), 0.0005);

    [Theory]
    [InlineData(WeightBasis.Amount)]
    [InlineData(WeightBasis.Equal)]
    public void Never_sharing_pays_as_much_as_sharing(WeightBasis basis) =>
        Assert.Equal(1.000, Gain(basis, Act.Keep), 0.0005);

    [Theory]
    [InlineData(WeightBasis.Amount)]
    [InlineData(WeightBasis.Equal)]
    public void Hopping_pays_nothing(WeightBasis basis) =>
        Assert.Equal(1.000, Gain(basis, Act.ShareEveryOtherTime), 0.0005);

    /// <summary>
    /// Own coins paid as fees in own blocks come back as weight, or else to everybody alike.
    /// </summary>
    [Theory]
    [InlineData(WeightBasis.Amount, 1.000)]
    [InlineData(WeightBasis.Equal, 1.0 / 101)]
    public void Fees_that_one_pays_oneself_are_neutral_when_blocks_count_what_they_shared(
        WeightBasis basis, double back)
    {
        const int Finds = 5000;
        double Income(Satoshi fees)
        {
            var accounting = new ShareAccounting(Rule with { Basis = basis }, 2);
            for (int i = 0; i < Finds; i++)
            {
                Found(accounting, Honest, 100, Reward);
                accounting.Share(Attacker, Reward + fees);
            }

            return Part(accounting);
        }

        // As much again as the reward.
        Assert.Equal(back, (Income(Reward) - Income(default)) / Finds, 0.002);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(W - 1)]
    [InlineData(W)]
    public void A_block_before_a_halving_recovers_the_part_that_the_blocks_after_it_can_pay(int d)
    {
        Satoshi half = new(Reward.Value / 2);
        double Recovered(WeightBasis basis)
        {
            ShareAccounting accounting = Full(basis);
            accounting.Share(Attacker, Reward);
            Found(accounting, Honest, d, Reward);
            Found(accounting, Honest, W, half);
            return Part(accounting);
        }

        Assert.Equal((d + ((W - d) / 2.0)) / W, Recovered(WeightBasis.Equal), 1e-6);
        double later = Enumerable.Range(0, W - d).Sum(static m => 0.5 / (W - (m / 2.0)));
        Assert.Equal(((double)d / W) + later, Recovered(WeightBasis.Amount), 1e-6);
        Assert.Equal(((double)d / W) + Math.Log(2.0 * W / (W + d)), Recovered(WeightBasis.Amount), 0.001);
    }

    /// <summary>Where blocks count what they shared, those after the halving bear a part of it.</summary>
    [Fact]
    public void The_first_block_after_a_halving_recovers_ln_2_by_amounts_and_all_by_equal_weights()
    {
        Satoshi half = new(Reward.Value / 2);
        double Recovered(WeightBasis basis)
        {
            ShareAccounting accounting = Full(basis);
            accounting.Share(Attacker, half);
            Found(accounting, Honest, W, half);
            return 2 * Part(accounting);
        }

        Assert.Equal(Math.Log(2), Recovered(WeightBasis.Amount), 0.002);
        Assert.Equal(1, Recovered(WeightBasis.Equal), 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(216)]
    [InlineData(W)]
    [InlineData(2 * W)]
    public void A_pool_that_dies_after_d_blocks_has_paid_d_of_W(int d)
    {
        ShareAccounting accounting = Full(WeightBasis.Amount);
        accounting.Share(Attacker, Reward);
        Found(accounting, Honest, d, Reward);
        Assert.Equal(Math.Min(d, W) / (double)W, Part(accounting), 1e-6);
    }

    [Fact]
    public void Many_keys_get_what_one_would()
    {
        double[] parts = [.. new[] { 1, 8 }.Select(static keys =>
        {
            var accounting = new ShareAccounting(Rule, 9);
            for (int i = 0; i < 10_000; i++)
            {
                accounting.Share(i % 5 == 0 ? 1 + (i / 5 % keys) : Honest, Reward);
            }

            return Enumerable.Range(1, 8).Sum(k => (double)accounting.EarnedBy(k).Value);
        })];
        Assert.InRange(parts[0] - parts[1], -8, 8);
    }

    /// <summary>At K = 1 who withholds its blocks loses them, and nobody else loses anything.</summary>
    [Fact]
    public void Withholding_blocks_costs_who_does_it_and_nobody_else()
    {
        ShareAccounting accounting = Full(WeightBasis.Amount);
        ulong before = accounting.EarnedBy(Honest).Value;
        Found(accounting, Honest, 1000, Reward);
        Assert.Equal(Reward.Value * 1000, accounting.EarnedBy(Honest).Value - before, 1.0);
        Assert.Equal(default, accounting.EarnedBy(Attacker));
    }

    /// <summary>Two work alike, one never publishes a block: of K results it brings all but one.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(16)]
    public void With_weak_shares_withholding_is_still_paid_all_but_one_part_of_K(int k)
    {
        var pool = new PoolOnAChain(new()
        {
            Window = SharingWindow.Last(4),
            Share = new(1, 1),
            WeakShares = (uint)k,
        });
        for (int i = 0; i < 6; i++)
        {
            Sequence<WeakShare> shares = Enumerable.Range(0, 2 * (k - 1))
                .Select(j => new WeakShare(
                    pool.Block(pool.Honest(j % 2), nonce: (uint)j).Header, pool.Honest(j % 2), []))
                .OrderBy(static s => s.Header.Hash).ToSequence();
            MinedBlock block = pool.Block(pool.Honest(Honest, shares: shares), shares, nonce: 1000);
            Assert.Null(Assert.IsType<Judgement.Qualified>(pool.Apply(block)).SharesFlaw);
        }

        Demand demand = pool.State.DemandOf(new(1_000_000), Scripts.Of(Honest));
        Assert.Equal(
            (k - 1.0) / k, demand.Owed[0].Amount.Value / (double)demand.Finder.Amount.Value, 0.0001);
    }

    /// <summary>What one in 101 blocks' finder gets, over what sharing all of them brings.</summary>
    private static double Gain(WeightBasis basis, Act act) => Income(basis, act) / Income(basis, Act.Share);

    private static double Income(WeightBasis basis, Act act)
    {
        Satoshi rich = new(333_125_000), poor = new(291_875_000);
        var accounting = new ShareAccounting(Rule with { Basis = basis }, 2);
        for (int i = 0; i < 10_000; i++)
        {
            for (int j = 0; j < 100; j++)
            {
                accounting.Share(Honest, j % 2 == 0 ? rich : poor);
            }

            bool isRich = i % 2 == 0;
            bool isKept = act switch
            {
                Act.Keep => true,
                Act.KeepRich => isRich,
                Act.ShareEveryOtherTime => i / 100 % 2 == 0,
                _ => false,
            };
            if (isKept)
            {
                accounting.Keep(Attacker, isRich ? rich : poor);
            }
            else
            {
                accounting.Share(Attacker, isRich ? rich : poor);
            }
        }

        return accounting.EarnedBy(Attacker).Value;
    }
}

using TrustlessPools.Bitcoin.Fees;
using TrustlessPools.Bitcoin.Templates;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Mining.Payouts;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Tests.Sharing;

/// <summary>What a coinbase has to pay.</summary>
public sealed class DemandTests
{
    private static readonly SharingRule Four = new()
    {
        Window = SharingWindow.Last(4),
        Share = new(4, 5),
        DustRate = 0,
    };

    private static readonly TreePlan Tree =
        new(TemplateForm.Bare, TreeWeights.Equal, Radix: 4, new FeePolicy.FixedPerNode(new(100)));

    [Fact]
    public void A_window_that_is_not_full_leaves_the_rest_to_the_finder()
    {
        var pool = new PoolOnAChain(Four);
        Assert.Equal([new(new(1000), Scripts.Of(7))], pool.Share(7, new(1000)).Outputs);
        Demand second = pool.Share(8, new(1000));
        Assert.Equal([new(new(800), Scripts.Of(8)), new(new(200), Scripts.Of(7))], second.Outputs);
        Assert.Equal([new(new(200), Scripts.Of(7))], second.Owed);
    }

    [Fact]
    public void The_finder_is_first_and_its_own_part_is_in_its_output()
    {
        PoolOnAChain pool = Full(3, 2, 1, 1);
        TransactionOutput[] expected =
            [new(new(600), Scripts.Of(1)), new(new(200), Scripts.Of(2)), new(new(200), Scripts.Of(3))];
        Assert.Equal(expected, pool.Share(1, new(1000)).Outputs);
    }

    [Fact]
    public void A_finder_who_is_owed_nothing_and_keeps_nothing_has_no_output()
    {
        var pool = new PoolOnAChain(Four with { Share = new(1, 1), Window = SharingWindow.Last(1) });
        pool.Share(1, new(1000));
        Demand demand = pool.Share(2, new(1000));
        Assert.Equal([new(new(1000), Scripts.Of(1))], demand.Outputs);
        Assert.Equal(default, demand.Finder.Amount);
    }

    [Fact]
    public void What_rounding_leaves_goes_to_the_largest_remainders_and_then_to_the_first_scripts()
    {
        PoolOnAChain pool = Full(4, 3, 2, 1);

        // 4/5 of 1002 is 801, and a fourth of that 200 and a quarter: one satoshi is left.
        Assert.Equal([201UL, 201, 200, 200, 200], Amounts(pool.Share(9, new(1002))));
        var weights = new UInt128[] { 5, 3, 1 };
        Assert.Equal([5UL, 3, 2], Apportionment.ByLargestRemainder(new(10), [5, 3, 2], 10));
        Assert.Equal([6UL, 3, 1], Apportionment.ByLargestRemainder(new(10), weights, 9));
        Assert.Equal([1UL, 1, 0], Apportionment.ByLargestRemainder(new(2), [1, 1, 1], 3));
        Assert.Equal([0UL, 1], Apportionment.ByLargestRemainder(new(1), [0, 1], 1));
    }

    [Fact]
    public void Blocks_count_what_they_shared_or_the_same()
    {
        Assert.Equal([200UL, 600, 200], Amounts(RichAndPoor(WeightBasis.Amount)));
        Assert.Equal([200UL, 400, 400], Amounts(RichAndPoor(WeightBasis.Equal)));
    }

    [Fact]
    public void Weights_halve_with_age()
    {
        var pool = new PoolOnAChain(Four with { HalfLife = 2 });
        foreach (int finder in (int[])[1, 2, 3, 4])
        {
            pool.Share(finder, new(1000));
        }

        // Ages 3, 2, 1, 0 count 1, 1, 2, 2.
        Satoshi[] paid = [.. pool.Share(9, new(7500)).Owed.Select(static o => o.Amount)];
        Assert.Equal(2 * paid[0].Value, paid[2].Value);
        Assert.Equal(6000UL, paid.Aggregate(0UL, static (sum, a) => sum + a.Value));
        Assert.Equal(paid[0], paid[1]);
        Assert.Equal(paid[2], paid[3]);
    }

    [Fact]
    public void Dust_goes_to_the_others_in_proportion()
    {
        var rule = Four with { DustRate = 3000 };
        var pool = new PoolOnAChain(rule);
        pool.Share(1, new(10_000));
        pool.Share(2, new(10_000));
        pool.Share(3, new(20_000));
        pool.Share(4, new(40_000));

        // 8/8 of 2352 are divided 1:1:2:4; an eighth is 294, the limit, and a satoshi less is dust.
        Assert.Equal([588UL, 294, 294, 588, 1176], Amounts(pool.State.DemandOf(new(2940), Scripts.Of(9))));
        Assert.Equal([588UL, 783, 1567], Amounts(pool.State.DemandOf(new(2938), Scripts.Of(9))));

        // The finder's part is never dust: 2350 are divided 1:2:4.
        Assert.Equal([588UL + 336, 671, 1343], Amounts(pool.State.DemandOf(new(2938), Scripts.Of(1))));
    }

    [Fact]
    public void What_is_all_dust_stays_with_the_finder()
    {
        PoolOnAChain pool = Full(1, 2, 3, 4);
        var dear = new PoolOnAChain(Four with { DustRate = SharingRule.DustRateMax });
        foreach (int finder in (int[])[1, 2, 3, 4])
        {
            dear.Share(finder, new(1000));
        }

        Assert.Equal([1000UL], Amounts(dear.State.DemandOf(new(1000), Scripts.Of(9))));
        Assert.Equal(5, pool.State.DemandOf(new(1000), Scripts.Of(9)).Outputs.Count);
    }

    [Theory]
    [InlineData("76a914{20}88ac", 546)]
    [InlineData("a914{20}87", 540)]
    [InlineData("0014{20}", 294)]
    [InlineData("0020{32}", 330)]
    [InlineData("5120{32}", 330)]
    [InlineData("20{32}b3", 573)]
    [InlineData("51024e73", 240)]
    public void The_limit_of_dust_is_that_of_bitcoin_core(string form, ulong limit)
    {
        string hex = form.Replace("{20}", new('1', 40), StringComparison.Ordinal)
            .Replace("{32}", new('1', 64), StringComparison.Ordinal);
        Assert.Equal(new(limit), Dust.ThresholdOf(new(Hex.Parse(hex)), FeeRate.OfDust));
    }

    [Fact]
    public void What_is_missing_can_go_to_later_miners()
    {
        var rule = Four with { Bootstrap = Bootstrap.ToLaterMiners, Start = new(150) };
        var pool = new PoolOnAChain(rule);
        while (pool.State.Next < rule.Start)
        {
            pool.Solo(0);
        }

        Demand first = pool.Share(1, new(1002));
        Assert.Equal([201UL, 201, 200, 200, 200], Amounts(first));
        Assert.Equal(new(201), first.Finder.Amount);

        // Spendable with lock time 249, which is final from block 250 on.
        Assert.Equal(new ByteString(Hex.Parse("02f900b17551")), first.Ahead[0].Script);
        Assert.Equal(new ByteString(Hex.Parse("02fc00b17551")), first.Ahead[3].Script);
        Demand second = pool.Share(2, new(1000));
        Assert.Equal([200UL, 200, 200, 200, 200], Amounts(second));
        Assert.Equal(3, second.Ahead.Count);
    }

    [Theory]
    [InlineData(128UL, "017f")]
    [InlineData(129UL, "028000")]
    [InlineData(32768UL, "02ff7f")]
    [InlineData(32769UL, "03008000")]
    [InlineData(840001UL, "0340d10c")]
    public void Heights_are_written_as_script_numbers(ulong height, string push) =>
        Assert.Equal(new ByteString(Hex.Parse(push + "b17551")), ForwardLocks.ScriptOf(height));

    [Fact]
    public void What_is_owed_can_be_one_output()
    {
        var pool = new PoolOnAChain(Four with { Form = Tree });
        pool.Share(1, new(100_000));
        pool.Share(2, new(100_000));
        pool.Share(3, new(100_000));
        Demand demand = pool.Share(1, new(100_000));
        PayoutTree tree = demand.Tree!;
        Assert.Equal([new(new(60_000), Scripts.Of(1)), tree.Output], demand.Outputs);
        Assert.Equal([new(new(20_000), Scripts.Of(2)), new(new(20_000), Scripts.Of(3))], tree.Payments);
        Assert.Equal(tree.Payments, demand.Owed);
    }

    [Fact]
    public void What_a_tree_cannot_pay_is_paid_directly()
    {
        // A charge of 100 leaves less than 294 of either 320.
        var pool = new PoolOnAChain(Four with { Form = Tree });
        pool.Share(1, new(1600));
        pool.Share(2, new(1600));
        pool.Share(3, new(1600));
        Demand demand = pool.Share(1, new(1600));
        Assert.Null(demand.Tree);
        Assert.Equal([960UL, 320, 320], Amounts(demand));
    }

    [Fact]
    public void A_reward_of_nothing_is_divided_into_nothing()
    {
        var pool = new PoolOnAChain(Four);
        for (int i = 0; i < 10; i++)
        {
            Assert.Empty(pool.Share(i, new Satoshi(0)).Outputs);
        }
    }

    private static Demand RichAndPoor(WeightBasis basis)
    {
        var pool = new PoolOnAChain(Four with { Window = SharingWindow.Last(2), Basis = basis });
        pool.Share(1, new(3000));
        pool.Share(2, new(1000));
        return pool.Share(9, new(1000));
    }

    private static PoolOnAChain Full(params int[] finders)
    {
        var pool = new PoolOnAChain(Four);
        foreach (int finder in finders)
        {
            pool.Share(finder, new(1000));
        }

        return pool;
    }

    private static ulong[] Amounts(Demand demand) =>
        [.. demand.Outputs.Select(static o => o.Amount.Value)];
}

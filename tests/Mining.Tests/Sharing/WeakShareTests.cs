using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Tests.Sharing;

/// <summary>Near misses count when all that proves them is there.</summary>
public sealed class WeakShareTests
{
    private static readonly SharingRule Rule = new()
    {
        Window = SharingWindow.Last(4),
        Share = new(4, 5),
        WeakShares = 2,
    };

    [Fact]
    public void Near_misses_are_paid_as_their_block()
    {
        PoolOnAChain pool = Begun();
        Sequence<WeakShare> shares = Shares(pool, 2, 3, 3);
        Judgement.Qualified judgement = Apply(pool, shares, shares);
        Assert.Equal((3, null), (judgement.Shares, judgement.SharesFlaw));
        Demand demand = pool.State.DemandOf(new(1_000_000), Scripts.Of(9));

        // Two of four blocks, hence half of 800,000: a weight each to 1, to 4 and 2, two to 3.
        ulong[] expected = [80_000, 80_000, 160_000, 80_000];
        Assert.Equal(expected, demand.Owed.Select(static o => o.Amount.Value));
        for (int i = 0; i < 4; i++)
        {
            pool.Share(9);
        }

        Assert.Equal(1, pool.State.Window.Scripts);
    }

    [Fact]
    public void A_share_is_proven_by_a_branch_to_its_header()
    {
        PoolOnAChain pool = Begun();
        Hash32 sibling = Hash32.Sha256("transactions"u8);
        WeakShare alone = Shares(pool, 2)[0];
        Hash32 root = Digest.Double([.. alone.Coinbase.Id.ToArray(), .. sibling.ToArray()]);
        var deep = alone with { Header = alone.Header with { MerkleRoot = root }, Branch = [sibling] };
        Assert.Equal(1, Apply(pool, [deep], [deep]).Shares);
    }

    [Fact]
    public void Without_what_proves_them_none_count_and_the_block_still_does()
    {
        AssertFlaw("SharesUnknown", static (_, _) => []);
        AssertFlaw("OtherShares", static (_, good) => good.Take(1).ToSequence());
        AssertFlaw("TooManyShares", static (pool, _) => Shares(pool, new int[8]), isNamed: true);
        AssertFlaw("SharesOutOfOrder", static (_, good) => good.Reverse().ToSequence(), isNamed: true);
        AssertFlaw("SharesOutOfOrder", static (_, good) => [good[0], good[0]], isNamed: true);
        AssertHeaderFlaw("ShareOfOtherParent", static h => h with { Previous = default });
        AssertHeaderFlaw("ShareOfOtherParent", static h => h with { Bits = PoolOnAChain.Easy - 1 });
        AssertHeaderFlaw("ShareNotProven", static h => h with { MerkleRoot = default });
        AssertFlaw(
            "ShareUnqualified",
            static (pool, _) => [Share(pool, PoolOnAChain.Coinbase(
                pool.State.Next,
                new(PoolOnAChain.Reward, Scripts.Of(2)),
                new(default, pool.State.TagOf(PoolOnAChain.Reward, Scripts.Of(2)))), 0)],
            isNamed: true);
    }

    /// <summary>A quarter of all hashes meet the target, and half of them twice that.</summary>
    [Theory]
    [InlineData(false, 1, null)]
    [InlineData(true, 0, "ShareTooWeak")]
    public void A_near_miss_is_near_enough_or_none(bool isFar, int counted, string? reason)
    {
        PoolOnAChain pool = Begun();
        Transaction coinbase = pool.Honest(2);
        WeakShare share = Enumerable.Range(0, 1000)
            .Select(n => pool.Block(coinbase, nonce: (uint)n, bits: 0x203fffff).Header)
            .Select(h => new WeakShare(h, coinbase, []))
            .First(s => s.Header.Hash.ToArray()[31] >= 0x80 == isFar);
        MinedBlock block = pool.Block(pool.Honest(4, shares: [share]), [share], 1000, share.Header.Bits);
        var judgement = Assert.IsType<Judgement.Qualified>(pool.Apply(block));
        Assert.Equal((counted, reason), (judgement.Shares, judgement.SharesFlaw?.Reason));
    }

    [Fact]
    public void A_block_brings_four_times_K_less_one_at_most()
    {
        PoolOnAChain pool = Begun();
        Sequence<WeakShare> most = Shares(pool, new int[7]);
        Assert.Equal(Rule.SharesMax, Apply(pool, most, most).Shares);
    }

    [Fact]
    public void A_block_is_no_near_miss_of_itself()
    {
        PoolOnAChain pool = Begun();
        Sequence<WeakShare> shares = Shares(pool, 2);
        Transaction coinbase = pool.Honest(1, shares: shares);
        var own = new SharesJudge(Rule, new(Rule, Rule.Identify(), pool.State.Window, pool.State.Next));
        MinedBlock block = pool.Block(coinbase, shares) with { Header = shares[0].Header };
        Assert.Equal("SharesOutOfOrder", own.Judge(WeakShare.RootOf(shares), block).Flaw?.Reason);
    }

    [Fact]
    public void A_header_meets_its_target_or_a_multiple_of_it()
    {
        BlockHeader? genesis = BlockHeader.TryDecode(Hex.Parse(
            "0100000000000000000000000000000000000000000000000000000000000000000000003ba3edfd7a7b12b27ac72c3e"
            + "67768f617fc81bc3888a51323a9fb8aa4b1e5e4a29ab5f49ffff001d1dac2b7c"));
        Assert.NotNull(genesis);
        Assert.True(WeakShare.Meets(genesis, 1));

        BlockHeader miss = genesis with { Nonce = 0 };
        Assert.False(WeakShare.Meets(miss, 128));
        BlockHeader half = miss with { Bits = 0x207fffff };
        uint nonce = 0;
        while (half.Hash.ToArray()[31] < 0x80)
        {
            half = half with { Nonce = nonce++ };
        }

        Assert.False(WeakShare.Meets(half, 1));
        Assert.True(WeakShare.Meets(half, 3));
        Assert.False(WeakShare.Meets(half with { Bits = 0x20ffffff }, 128));
        Assert.False(WeakShare.Meets(half with { Bits = 0x01000000 }, 128));
    }

    private static PoolOnAChain Begun()
    {
        var pool = new PoolOnAChain(Rule);
        pool.Share(1);
        return pool;
    }

    /// <summary>
    /// Near misses of miners on the block that the pool is at, in the order of their hashes.
    /// </summary>
    private static Sequence<WeakShare> Shares(PoolOnAChain pool, params int[] miners) => miners
        .Select((miner, i) => Share(pool, pool.Honest(miner), (uint)i))
        .OrderBy(static s => s.Header.Hash)
        .ToSequence();

    private static WeakShare Share(PoolOnAChain pool, Transaction coinbase, uint nonce) =>
        new(pool.Block(coinbase, nonce: nonce).Header, coinbase, []);

    /// <summary>Applies miner 4's block, which names some near misses and comes with others.</summary>
    private static Judgement.Qualified Apply(
        PoolOnAChain pool, Sequence<WeakShare> named, Sequence<WeakShare> supplied) =>
        Assert.IsType<Judgement.Qualified>(
            pool.Apply(pool.Block(pool.Honest(4, shares: named), supplied, nonce: 1_000_000)));

    private static void AssertHeaderFlaw(string reason, Func<BlockHeader, BlockHeader> change) => AssertFlaw(
        reason, (_, good) => [good[0] with { Header = change(good[0].Header) }], isNamed: true);

    private static void AssertFlaw(
        string reason,
        Func<PoolOnAChain, Sequence<WeakShare>, Sequence<WeakShare>> supply,
        bool isNamed = false)
    {
        PoolOnAChain pool = Begun();
        Sequence<WeakShare> good = Shares(pool, 2, 3);
        Sequence<WeakShare> supplied = supply(pool, good);
        Judgement.Qualified judgement = Apply(pool, isNamed ? supplied : good, supplied);
        Assert.Equal((0, reason), (judgement.Shares, judgement.SharesFlaw?.Reason));
        Assert.Equal([Scripts.Of(1), Scripts.Of(4)], pool.State.Window.Weights.Select(static w => w.Key));
    }
}

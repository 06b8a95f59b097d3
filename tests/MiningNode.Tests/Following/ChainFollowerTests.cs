using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.MiningNode.Following;
using TrustlessPools.MiningNode.Rpc;
using TrustlessPools.Primitives;

namespace TrustlessPools.MiningNode.Tests.Following;

/// <summary>
/// Steps along a chain, back from a branch that is left, and none where the node contradicts itself.
/// </summary>
public sealed class ChainFollowerTests
{
    private static readonly List<Block> Chain = TestBlocks.Chain(10);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_chain_is_followed_from_its_start_to_its_end()
    {
        await using FakeNode node = await FakeNode.StartAsync(Chain);
        Assert.Equal(Connects(Chain, 4), await NextAsync(node, new(new(4), [], null)));
        Assert.Empty(await NextAsync(node, Follow(Chain, 4)));
    }

    [Fact]
    public async Task A_start_beyond_the_chain_waits()
    {
        await using FakeNode node = await FakeNode.StartAsync(Chain);
        Assert.Empty(await NextAsync(node, new(new(11), [], null)));
        Assert.Empty(await NextAsync(node, new(new(500), [], null)));
    }

    [Fact]
    public async Task So_many_blocks_at_a_time_are_connected_and_no_more()
    {
        List<Block> chain = TestBlocks.Chain(ChainFollower.ConnectsMax + 1);
        await using FakeNode node = await FakeNode.StartAsync(chain);
        Assert.Equal(ChainFollower.ConnectsMax, (await NextAsync(node, new(new(1), [], null))).Count);
    }

    [Theory]
    [InlineData(10, 5, 6)]
    [InlineData(9, 1, 1)]
    [InlineData(4, 7, 9)]
    public async Task A_branch_is_left_from_its_end_to_the_fork_before_the_other_is_followed(
        int stem, int left, int taken)
    {
        List<Block> old = TestBlocks.Branch(Chain[..stem], left, "old");
        List<Block> best = TestBlocks.Branch(Chain[..stem], taken, "best");
        await using FakeNode node = await FakeNode.StartAsync(best);
        IEnumerable<ChainStep> back = Enumerable.Range(stem, left).Reverse()
            .Select(static h => new ChainStep.Disconnect(new((ulong)h)));
        Assert.Equal([.. back, .. Connects(best, stem)], await NextAsync(node, Follow(old, 2)));
    }

    [Fact]
    public async Task Where_following_began_the_whole_branch_may_be_left()
    {
        List<Block> best = TestBlocks.Branch(Chain[..3], 9, "best");
        await using FakeNode node = await FakeNode.StartAsync(best);
        Sequence<ChainStep> steps = await NextAsync(node, Follow(Chain, 4));
        Assert.Equal(7, steps.OfType<ChainStep.Disconnect>().Count());
        Assert.Equal(Connects(best, 4), steps.Skip(7));
    }

    [Fact]
    public async Task A_fork_below_what_can_be_undone_is_refused_and_one_at_its_edge_is_not()
    {
        List<Block> best = TestBlocks.Branch(Chain[..5], 9, "best");
        await using FakeNode node = await FakeNode.StartAsync(best);
        Followed atEdge = Follow(Chain, 5) with { Before = Chain[4].Header.Hash };
        Assert.Equal(6, (await NextAsync(node, atEdge)).OfType<ChainStep.Disconnect>().Count());
        Followed below = Follow(Chain, 6) with { Before = Chain[5].Header.Hash };
        await AssertRefusedAsync("ReorganisationTooDeep", node, below);
    }

    [Fact]
    public async Task A_branch_with_less_work_is_not_followed_however_many_blocks_it_has()
    {
        List<Block> heavy = TestBlocks.Branch(Chain[..8], 1, "heavy", TestBlocks.HarderBits);
        await using FakeNode node = await FakeNode.StartAsync(Chain);
        await AssertRefusedAsync("LessWork", node, Follow(heavy, 3));
        node.Chain = heavy;
        Assert.Equal(3 + 1, (await NextAsync(node, Follow(Chain, 3))).Count);
    }

    [Fact]
    public async Task A_node_that_has_lost_its_chain_is_waited_for()
    {
        await using FakeNode node = await FakeNode.StartAsync(Chain[..6]);
        await AssertRefusedAsync("LessWork", node, Follow(Chain, 3));
    }

    [Fact]
    public async Task A_block_on_another_than_the_one_before_is_refused()
    {
        List<Block> broken = [.. Chain];
        broken[7] = TestBlocks.On(Chain[5].Header, new(7), "broken");
        await using FakeNode node = await FakeNode.StartAsync(broken);
        await AssertRefusedAsync("UnlinkedBlock", node, Follow(Chain[..6], 3));
    }

    [Fact]
    public async Task A_node_that_changes_its_branch_meanwhile_is_asked_again()
    {
        List<Block> best = TestBlocks.Branch(Chain[..6], 9, "best");
        await using FakeNode node = await FakeNode.StartAsync(Chain);
        node.Lies["getblock"] = arguments =>
        {
            string asked = arguments[0]!.GetValue<string>();
            node.Chain = asked == Digest.Show(Chain[7].Header.Hash) ? best : node.Chain;
            Block block = Chain.Concat(best).First(b => Digest.Show(b.Header.Hash) == asked);
            return FakeNode.Result(FakeNode.Digits(block.Encode()));
        };
        Followed followed = Follow(Chain[..6], 3);
        Assert.Equal(Connects(Chain[..8], 6), await NextAsync(node, followed));
        Sequence<ChainStep> steps = await NextAsync(node, Follow(Chain[..8], 3));
        Assert.Equal(2, steps.OfType<ChainStep.Disconnect>().Count());
        Assert.Equal(Connects(best, 6), steps.Skip(2));
    }

    [Fact]
    public async Task A_node_that_has_pruned_what_comes_next_is_refused()
    {
        await using FakeNode node = await FakeNode.StartAsync(Chain);
        int kept = 3;
        node.Lies["getblockchaininfo"] = _ => FakeNode.Result(new System.Text.Json.Nodes.JsonObject
        {
            ["chain"] = "regtest",
            ["blocks"] = 10,
            ["headers"] = 10,
            ["bestblockhash"] = new string('0', 64),
            ["pruneheight"] = kept,
        });
        Assert.NotEmpty(await NextAsync(node, new(new(3), [], null)));
        kept = 4;
        await AssertRefusedAsync("BlockPruned", node, new(new(3), [], null));
    }

    private static Followed Follow(List<Block> chain, int first) =>
        new(new((ulong)first), [.. chain.Skip(first).Select(static b => b.Header)], null);

    private static IEnumerable<ChainStep> Connects(List<Block> chain, int from) => chain.Skip(from)
        .Select((b, i) => new ChainStep.Connect(TestBlocks.Followed(b, (ulong)(from + i))));

    private static async Task<Sequence<ChainStep>> NextAsync(FakeNode node, Followed followed)
    {
        using BitcoinNode client = node.Connect();
        return await new ChainFollower(client).NextAsync(followed, Cancel);
    }

    private static async Task AssertRefusedAsync(string reason, FakeNode node, Followed followed)
    {
        BitcoinNodeException thrown =
            await Assert.ThrowsAsync<BitcoinNodeException>(() => NextAsync(node, followed));
        Assert.Equal(reason, thrown.Refusal.Reason);
    }

    private sealed record Followed(Height First, Sequence<BlockHeader> Headers, Hash32? Before)
        : IFollowedChain
    {
        public Height Next => new(First.Value + (ulong)Headers.Count);

        public BlockHeader HeaderAt(Height height) => Headers[(int)(height.Value - First.Value)];
    }
}

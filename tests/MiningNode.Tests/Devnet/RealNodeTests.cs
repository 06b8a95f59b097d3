using TrustlessPools.Bitcoin.Addresses;
using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Coinbases;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.MiningNode.Devnet;
using TrustlessPools.MiningNode.Following;
using TrustlessPools.MiningNode.Rpc;
using TrustlessPools.MiningNode.Storage;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.MiningNode.Tests.Devnet;

/// <summary>A real node, bcoin on regtest: it judges what is built here, and is followed.</summary>
public sealed class RealNodeTests
{
    // CSV and segwit are active then.
    private const int BlocksAtFirst = 460;

    private static readonly Hash32 Key = Hash32.Sha256("an owner"u8);
    private static readonly Hash32 Other = Hash32.Sha256("another owner"u8);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>
    /// An owner's coin matures, is spent by other software, and the spend goes into a block of ours.
    /// </summary>
    [Fact]
    public async Task A_block_from_a_template_is_accepted_and_one_satoshi_more_is_not()
    {
        BcoinInstallation installation = await RealNode.InstallationAsync();
        var signer = new OutsideSigner(installation);
        ByteString owner = await signer.ScriptAsync(Key, Cancel);
        ByteString other = await signer.ScriptAsync(Other, Cancel);
        await using BcoinProcess process = await installation.StartAsync(dataFolder: null, Cancel);
        using BitcoinNode node = RealNode.Connect(process);
        await node.CheckAsync(Cancel);
        await node.GenerateAsync(
            BlocksAtFirst, Address.Of(owner, BitcoinNetwork.BcoinRegtest)!, Cancel);
        Assert.Equal(new Height(BlocksAtFirst), await node.HeightAsync(Cancel));

        // A coinbase of the second halving: mature, and of 12.5 bitcoin.
        Hash32 paid = (await node.HashAtAsync(new(320), Cancel))!.Value;
        var coin = new OutPoint((await node.BlockAsync(paid, Cancel)).Transactions[0].Id, 0);
        UnspentOutput unspent = (await node.UnspentAsync(coin, withMempool: true, Cancel))!;
        Assert.Equal((owner, true), (unspent.Output.Script, unspent.IsCoinbase));
        var fee = new Satoshi(1000);
        Transaction spend = await signer.SpendAsync(
            Key, coin, unspent.Output.Amount, [new(unspent.Output.Amount - fee, other)], Cancel);
        Assert.Equal(spend.Id, await node.SendAsync(spend, Cancel));

        NodeTemplate template = await node.TemplateAsync(Cancel);
        TemplateTransaction only = Assert.Single(template.Transactions);
        Assert.Equal((spend, fee), (only.Transaction, only.Fee));
        await AssertRefusedThenAcceptedAsync(node, template, other);

        Assert.Null(await node.UnspentAsync(coin, withMempool: false, Cancel));
        UnspentOutput spent = (await node.UnspentAsync(new(spend.Id, 0), withMempool: false, Cancel))!;
        Assert.Equal((other, 1U), (spent.Output.Script, spent.Confirmations));
    }

    [Fact]
    public async Task A_competing_branch_is_followed_once_it_is_longer()
    {
        BcoinInstallation installation = await RealNode.InstallationAsync();
        await using BcoinProcess process = await installation.StartAsync(dataFolder: null, Cancel);
        using BitcoinNode node = RealNode.Connect(process);
        using var folder = new TemporaryFolder();
        using MiningStore store = MiningStore.Open(folder.In("store"), new("regtest", "none", new(1)));
        List<Block> first = TestBlocks.Chain(20, "first");
        await RealNode.SubmitAsync(node, first.Skip(1));
        await FollowAsync(node, store);
        AssertFollowed(first, store);

        List<Block> second = TestBlocks.Branch(first.Take(15), 7, "second");
        await RealNode.SubmitAsync(node, second.Skip(15).Take(6));
        Assert.Empty(await FollowAsync(node, store));
        await RealNode.SubmitAsync(node, second.Skip(21));
        Sequence<ChainStep> steps = await FollowAsync(node, store);
        Assert.Equal(
            [.. Enumerable.Range(15, 6).Reverse().Select(static h => new Height((ulong)h))],
            steps.OfType<ChainStep.Disconnect>().Select(static d => d.Height));
        AssertFollowed(second, store);
    }

    [Fact]
    public async Task A_node_that_is_killed_is_named_and_followed_again_once_it_is_back()
    {
        BcoinInstallation installation = await RealNode.InstallationAsync();
        using var folder = new TemporaryFolder();
        using MiningStore store = MiningStore.Open(folder.In("store"), new("regtest", "none", new(1)));
        List<Block> chain = TestBlocks.Chain(30);
        await using (BcoinProcess process = await installation.StartAsync(folder.In("chain"), Cancel))
        {
            using BitcoinNode node = RealNode.Connect(process);
            await RealNode.SubmitAsync(node, chain.Skip(1).Take(20));
            await FollowAsync(node, store);
            await process.KillAsync();
            BitcoinNodeException thrown =
                await Assert.ThrowsAsync<BitcoinNodeException>(() => FollowAsync(node, store));
            Assert.Equal("NodeUnreachable", thrown.Refusal.Reason);
        }

        await using BcoinProcess again = await installation.StartAsync(folder.In("chain"), Cancel);
        using BitcoinNode back = RealNode.Connect(again);
        await RealNode.SubmitAsync(back, chain.Skip(1));
        await FollowAsync(back, store);
        AssertFollowed(chain, store);
    }

    [Fact]
    public async Task A_wrong_password_and_another_network_are_named()
    {
        BcoinInstallation installation = await RealNode.InstallationAsync();
        await using BcoinProcess process = await installation.StartAsync(dataFolder: null, Cancel);
        using var stranger = new BitcoinNode(
            process.Access with { Password = "guessed" }, BitcoinNetwork.BcoinRegtest, FakeNode.Patience);
        await AssertRefusedAsync("WrongPassword", stranger);
        using var main = new BitcoinNode(process.Access, BitcoinNetwork.Mainnet, FakeNode.Patience);
        await AssertRefusedAsync("OtherNetwork", main);
        using BitcoinNode node = RealNode.Connect(process);
        Assert.Equal(new NodeVersion("/bcoin:v1.0.2/", 0), await node.VersionAsync(Cancel));
    }

    private static async Task AssertRefusedAsync(string reason, BitcoinNode node)
    {
        BitcoinNodeException thrown =
            await Assert.ThrowsAsync<BitcoinNodeException>(() => node.CheckAsync(Cancel));
        Assert.Equal(reason, thrown.Refusal.Reason);
    }

    private static async Task AssertRefusedThenAcceptedAsync(
        BitcoinNode node, NodeTemplate template, ByteString payee)
    {
        Block Built(Satoshi reward) => TestBlocks.Unfound(
            new(0, default, default, 0, 0, 0), new((uint)template.Height.Value), "pool", reward, payee,
            template.Transactions.Map(static t => t.Transaction));
        Block Placed(Block block) => block with
        {
            Header = block.Header with
            {
                Previous = template.Previous,
                Time = template.Time,
                Bits = template.Bits,
                Version = template.Version,
            },
        };

        Block greedy = Placed(Built(template.Reward + new Satoshi(1)));
        Assert.Equal("BlockRejected", (await node.ProposeAsync(greedy, Cancel))?.Reason);
        Assert.Equal(
            "BlockRejected", (await node.SubmitAsync(TestBlocks.Found(greedy), Cancel))?.Reason);
        Block honest = Placed(Built(template.Reward));
        Assert.Null(await node.ProposeAsync(honest, Cancel));
        await RealNode.SubmitAsync(node, [TestBlocks.Found(honest)]);
        Assert.Equal(TestBlocks.Found(honest).Header.Hash, await node.BestHashAsync(Cancel));
        Assert.Null(Coinbase.CheckLock(honest.Transactions[0], new((uint)template.Height.Value)));
    }

    private static async Task<Sequence<ChainStep>> FollowAsync(BitcoinNode node, MiningStore store)
    {
        Sequence<ChainStep> steps = await new ChainFollower(node).NextAsync(store, Cancel);
        store.Commit([.. steps.Select(static s => s switch
        {
            ChainStep.Connect connect => (StoreWrite)new StoreWrite.Append(new(connect.Block, default)),
            ChainStep.Disconnect disconnect => new StoreWrite.RemoveLast(disconnect.Height),
            _ => throw new System.Diagnostics.UnreachableException(),
        })]);
        return steps;
    }

    private static void AssertFollowed(List<Block> chain, MiningStore store) => Assert.Equal(
        chain.Select(static (b, i) => TestBlocks.Followed(b, (ulong)i)).Skip(1),
        store.Blocks().Select(static b => b.Block));
}

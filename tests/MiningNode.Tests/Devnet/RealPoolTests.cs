using System.Text;
using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Mining.Templates;
using TrustlessPools.MiningNode.Devnet;
using TrustlessPools.MiningNode.Rpc;
using TrustlessPools.MiningNode.Storage;
using TrustlessPools.MiningNode.Syncing;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.MiningNode.Tests.Devnet;

/// <summary>Members of a pool mine on a real node, each by its own sight of the chain.</summary>
public sealed class RealPoolTests
{
    private const int Undoable = 10;
    private const uint NonceTries = 1000;

    private static readonly SharingRule Rule = new()
    {
        Start = new(30),
        Window = SharingWindow.Last(4),
        Share = new(4, 5),
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>
    /// Three members take turns, one cheats once and is not counted, a branch without the last two blocks
    /// wins, and a member that starts again knows what it knew.
    /// </summary>
    [Fact]
    public async Task A_pool_mines_names_a_cheater_and_follows_a_reorganisation()
    {
        BcoinInstallation installation = await RealNode.InstallationAsync();
        await using BcoinProcess process = await installation.StartAsync(dataFolder: null, Cancel);
        using BitcoinNode node = RealNode.Connect(process);
        using var folder = new TemporaryFolder();
        List<Block> before = TestBlocks.Chain(29);
        await RealNode.SubmitAsync(node, before.Skip(1));
        string path = folder.In("store");
        using (MiningStore store = MiningStore.Open(path, Owner()))
        {
            ChainSync<SharingState> sync = Sync(node, store);
            for (byte turn = 0; turn < 9; turn++)
            {
                await MineAsync(node, sync, member: turn % 3, isCheating: turn == 5);
            }

            Assert.Equal(
                ["qualified", "qualified", "qualified", "qualified", "qualified", "WrongAmount", "qualified"],
                Verdicts(store).TakeLast(9).Take(7));
            Assert.Equal(4, sync.State.Window.Entries.Count());
        }

        using MiningStore again = MiningStore.Open(path, Owner());
        ChainSync<SharingState> resumed = Sync(node, again);
        SharingSnapshot fromScratch = FromScratch(again, resumed);
        Assert.Equal(fromScratch, resumed.State.Snapshot);

        BlockHeader last = await HeaderAsync(node, 36);
        for (ulong height = 37; height < 40; height++)
        {
            Block block = TestBlocks.On(last, new(height), "branch");
            await RealNode.SubmitAsync(node, [block]);
            last = block.Header;
        }

        await resumed.CatchUpAsync(Cancel);
        Assert.Equal(new Height(40), again.Next);
        Assert.Equal(["not of the pool", "not of the pool", "not of the pool"], Verdicts(again).TakeLast(3));
        await MineAsync(node, resumed, member: 1, isCheating: false);
        Assert.Equal("qualified", Verdicts(again).Last());
    }

    private static MiningStoreOwner Owner() =>
        new("regtest", $"{Rule.Identify()}", SharingState.FirstOf(Rule));

    private static ChainSync<SharingState> Sync(BitcoinNode node, MiningStore store) =>
        new(new(node), store, new SharingChainRule(Rule), Undoable);

    private static async Task MineAsync(
        BitcoinNode node, ChainSync<SharingState> sync, int member, bool isCheating)
    {
        await sync.CatchUpAsync(Cancel);
        var script = new ByteString([0x00, 0x14, .. new byte[19], (byte)(member + 1)]);
        var maker = new BlockMaker(
            BitcoinNetwork.BcoinRegtest, AreTemplatesActive: false, script, new([(byte)member]));
        NodeTemplate template = await node.TemplateAsync(Cancel);
        BlockProposal proposal = BlockAssembly.Build(sync.State, template.Offer, maker);
        Block block = Assert.IsType<BlockProposal.Made>(proposal).Block;
        Assert.Null(await node.ProposeAsync(block, Cancel));
        block = isCheating ? Cheated(block) : block;
        BlockHeader found = NonceSearch.Find(block.Header, NonceTries)!;
        await RealNode.SubmitAsync(node, [block with { Header = found }]);
        await sync.CatchUpAsync(Cancel);
    }

    /// <summary>A block that pays the first recipient a satoshi less.</summary>
    private static Block Cheated(Block block)
    {
        Transaction coinbase = block.Transactions[0];
        TransactionOutput first = coinbase.Outputs[0];
        coinbase = coinbase with
        {
            Outputs = coinbase.Outputs.With(0, first with { Amount = first.Amount - new Satoshi(1) }),
        };
        Block cheated = block with { Transactions = block.Transactions.With(0, coinbase) };
        return cheated with { Header = cheated.Header with { MerkleRoot = cheated.MerkleRoot.Hash } };
    }

    private static async Task<BlockHeader> HeaderAsync(BitcoinNode node, ulong height) =>
        await node.HeaderAsync((await node.HashAtAsync(new(height), Cancel))!.Value, Cancel);

    /// <summary>The verdict on each block, or the reason where it has one.</summary>
    private static IEnumerable<string> Verdicts(MiningStore store) =>
        from stored in store.Blocks()
        let said = Encoding.UTF8.GetString(stored.Judgement.AsSpan()).Split(": ")
        select said is ["not qualified", var reason, ..] ? reason : said[0];

    private static SharingSnapshot FromScratch(MiningStore store, ChainSync<SharingState> resumed)
    {
        SharingState state = store.State is { } bytes
            ? SharingState.Restore(Rule, SnapshotBytes.TryDecode(bytes.AsSpan())!)
            : SharingState.Begin(Rule);
        Assert.Equal(resumed.State.Next, store.Next);
        return store.Blocks().Aggregate(state, static (s, b) => s.Apply(b.Block).State).Snapshot;
    }
}

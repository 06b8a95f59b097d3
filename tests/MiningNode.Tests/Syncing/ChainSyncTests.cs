using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.MiningNode.Rpc;
using TrustlessPools.MiningNode.Storage;
using TrustlessPools.MiningNode.Syncing;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.MiningNode.Tests.Syncing;

/// <summary>
/// Whatever reorganisations and restarts come, the state is that of the chain from its start.
/// </summary>
public sealed class ChainSyncTests : IDisposable
{
    private const int Undoable = 6;
    private const ulong Seed = 11;

    private static readonly MiningStoreOwner Owner = new("regtest", "digest", new(2));

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task After_random_reorganisations_and_restarts_the_state_is_that_from_scratch()
    {
        var random = new SeededGenerator(Seed, stream: 1);
        List<Block> chain = TestBlocks.Chain(5);
        await using FakeNode node = await FakeNode.StartAsync(chain);
        using BitcoinNode client = node.Connect();
        for (int round = 0; round < 40; round++)
        {
            int undone = Math.Min(random.NextBelow(Undoable + 1), chain.Count - 2);
            IEnumerable<Block> stem = chain.Take(chain.Count - undone);
            node.Chain = chain = TestBlocks.Branch(stem, undone + random.NextBelow(5), $"round {round}");
            using MiningStore store = Open();
            var sync = new ChainSync<Hash32>(new(client), store, new DigestRule(), Undoable);
            await sync.CatchUpAsync(Cancel);
            Assert.Equal(new Height((ulong)chain.Count), store.Next);
            Assert.True(sync.State == DigestRule.Of(chain.Skip(2)), $"round {round}, seed {Seed}");
            Assert.InRange(store.Next.Value - store.First.Value, 0UL, (ulong)(2 * Undoable));
        }
    }

    [Fact]
    public async Task A_reorganisation_beyond_what_can_be_undone_changes_nothing()
    {
        List<Block> chain = TestBlocks.Chain(40);
        await using FakeNode node = await FakeNode.StartAsync(chain);
        using BitcoinNode client = node.Connect();
        using MiningStore store = Open();
        var sync = new ChainSync<Hash32>(new(client), store, new DigestRule(), Undoable);
        await sync.CatchUpAsync(Cancel);
        node.Chain = TestBlocks.Branch(chain.Take(5), 60, "other");
        BitcoinNodeException thrown =
            await Assert.ThrowsAsync<BitcoinNodeException>(() => sync.CatchUpAsync(Cancel));
        Assert.Equal("ReorganisationTooDeep", thrown.Refusal.Reason);
        Assert.Equal(DigestRule.Of(chain.Skip(2)), sync.State);
        Assert.Equal(new Height(41), store.Next);
    }

    [Fact]
    public void A_state_that_is_none_of_the_rule_is_damage()
    {
        using var client = new BitcoinNode(
            NodeAccess.From(new("http://127.0.0.1")), BitcoinNetwork.Regtest, FakeNode.Patience);
        using MiningStore store = Open();
        store.Commit([new StoreWrite.Rebase(new(2), new(new byte[3]))]);
        MiningStoreException thrown = Assert.Throws<MiningStoreException>(
            () => new ChainSync<Hash32>(new(client), store, new DigestRule(), Undoable));
        Assert.Equal("DamagedStore", thrown.Refusal.Reason);
    }

    [Fact]
    public async Task What_was_judged_is_in_the_store()
    {
        List<Block> chain = TestBlocks.Chain(6);
        await using FakeNode node = await FakeNode.StartAsync(chain);
        using BitcoinNode client = node.Connect();
        using MiningStore store = Open();
        await new ChainSync<Hash32>(new(client), store, new DigestRule(), Undoable).CatchUpAsync(Cancel);
        List<Block> followed = chain[2..];
        Assert.Equal(
            followed.Select((_, i) => new ByteString(DigestRule.Of(followed.Take(i + 1)).ToArray())),
            store.Blocks().Select(static b => b.Judgement));
    }

    private MiningStore Open() => MiningStore.Open(_folder.In("store"), Owner);

    /// <summary>Its state is a digest of all blocks in their order, and so is what it says.</summary>
    private sealed class DigestRule : IChainRule<Hash32>
    {
        public Hash32 Begin() => default;

        public bool TryDecode(ByteString bytes, out Hash32 state)
        {
            state = bytes.Length == Hash32.Size ? new(bytes.AsSpan()) : default;
            return bytes.Length == Hash32.Size;
        }

        public ByteString Encode(Hash32 state) => new(state.ToArray());

        public (Hash32 State, ByteString Judgement) Apply(Hash32 state, MinedBlock block)
        {
            Hash32 next = Next(state, block.Header, block.Coinbase.Id);
            return (next, Encode(next));
        }

        internal static Hash32 Of(IEnumerable<Block> blocks) => blocks.Aggregate(
            default(Hash32), static (state, b) => Next(state, b.Header, b.Transactions[0].Id));

        private static Hash32 Next(Hash32 state, BlockHeader header, Hash32 coinbase) =>
            Hash32.Sha256([.. state.ToArray(), .. header.Encode(), .. coinbase.ToArray()]);
    }
}

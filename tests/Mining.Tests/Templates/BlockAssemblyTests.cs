using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Coinbases;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Bitcoin.Scripts;
using TrustlessPools.Bitcoin.Templates;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Mining.Payouts;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Mining.Templates;
using TrustlessPools.Mining.Tests.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Tests.Templates;

/// <summary>From a node's offer to a block that needs only its nonce.</summary>
public sealed class BlockAssemblyTests
{
    private const uint RegtestBits = 0x207f_ffff;

    private static readonly SharingRule Rule =
        new() { Window = SharingWindow.Last(4), Share = new(4, 5), DustRate = 0 };

    private static readonly TreePlan Tree =
        new(TemplateForm.Bare, TreeWeights.Equal, Radix: 4, new FeePolicy.FixedPerNode(new(100)));

    private static readonly Transaction Payment = new(
        2,
        [new(new(Hash32.Sha256("a"u8), 0), default, 0, [new("sig"u8)])],
        [new(new(5000), Scripts.Of(9))],
        0);

    [Fact]
    public void A_block_of_an_offer_is_valid_and_qualified()
    {
        (PoolOnAChain pool, BlockOffer offer) = Three(Rule);
        BlockProposal.Made made = Make(pool, offer with { Transactions = [Payment] });
        Assert.IsType<Judgement.Qualified>(made.Judgement);
        Assert.Null(BlockRules.Check(made.Block));
        Assert.Null(BlockRules.CheckAt(made.Block, new(new((uint)offer.Height.Value), 0, offer.Time)));
        Transaction coinbase = made.Block.Transactions[0];
        Assert.Null(Coinbase.CheckLock(coinbase, new((uint)offer.Height.Value)));
        Assert.Equal(offer.Reward, coinbase.Paid);
        Assert.Equal(made.Demand.Outputs, coinbase.Outputs.Take(made.Demand.Outputs.Count));
        BlockHeader mined = NonceSearch.Find(made.Block.Header, tries: 1000)!;
        Assert.Null(BlockRules.CheckWork(mined, BitcoinNetwork.Regtest));
        Judgement judgement = pool.State.Apply(new(offer.Height, mined, coinbase)).Judgement;
        Assert.IsType<Judgement.Qualified>(judgement);
    }

    [Fact]
    public void Without_witnesses_there_is_no_commitment()
    {
        (PoolOnAChain pool, BlockOffer offer) = Three(Rule);
        Assert.False(Make(pool, offer).Block.Transactions[0].HasWitness);
    }

    [Fact]
    public void What_stands_behind_the_mark_makes_blocks_differ()
    {
        (PoolOnAChain pool, BlockOffer offer) = Three(Rule);
        BlockProposal one = BlockAssembly.Build(pool.State, offer, MakerOn(BitcoinNetwork.Mainnet));
        BlockProposal other = BlockAssembly.Build(
            pool.State, offer, MakerOn(BitcoinNetwork.Mainnet) with { Extra = new("b"u8) });
        Assert.NotEqual(
            Assert.IsType<BlockProposal.Made>(one).Block.Header.MerkleRoot,
            Assert.IsType<BlockProposal.Made>(other).Block.Header.MerkleRoot);
    }

    [Fact]
    public void Below_the_start_all_is_the_finders()
    {
        var pool = new PoolOnAChain(Rule with { Start = new(100) });
        BlockProposal.Made made = Make(pool, OfferOn(pool));
        Assert.IsType<Judgement.NotOfThePool>(made.Judgement);
        Assert.Equal([new(new(1000), Scripts.Of(9))], made.Block.Transactions[0].Outputs);
    }

    [Fact]
    public void An_offer_on_another_block_is_refused()
    {
        (PoolOnAChain pool, BlockOffer offer) = Three(Rule);
        AssertRefused("WrongHeight", pool, offer with { Height = offer.Height.Next });
        AssertRefused("OtherParent", pool, offer with { Previous = default });
    }

    [Fact]
    public void A_finder_with_a_script_of_another_form_is_refused()
    {
        (PoolOnAChain pool, BlockOffer offer) = Three(Rule);
        BlockMaker maker = MakerOn(BitcoinNetwork.Mainnet) with { Script = OutputScript.Anchor };
        BlockProposal proposal = BlockAssembly.Build(pool.State, offer, maker);
        Assert.Equal("ForbiddenScript", Assert.IsType<BlockProposal.Refused>(proposal).Reason.Reason);
    }

    [Fact]
    public void Trees_are_refused_on_mainnet_and_built_on_regtest()
    {
        (PoolOnAChain pool, BlockOffer offer) = Three(Rule with { Form = Tree });
        offer = offer with { Reward = new(1_000_000) };
        AssertRefused("AnyoneCanSpend", pool, offer);
        BlockProposal made = BlockAssembly.Build(pool.State, offer, MakerOn(BitcoinNetwork.Regtest));
        Assert.NotNull(Assert.IsType<BlockProposal.Made>(made).Demand.Tree);
    }

    [Fact]
    public void An_extra_that_does_not_fit_is_refused()
    {
        (PoolOnAChain pool, BlockOffer offer) = Three(Rule);
        BlockMaker maker = MakerOn(BitcoinNetwork.Mainnet) with { Extra = new(new byte[100]) };
        Assert.IsType<BlockProposal.Refused>(BlockAssembly.Build(pool.State, offer, maker));
    }

    [Fact]
    public void Snapshots_survive_their_bytes()
    {
        (PoolOnAChain pool, _) = Three(Rule);
        SharingSnapshot snapshot = pool.State.Snapshot;
        byte[] bytes = SnapshotBytes.Encode(snapshot).ToArray();
        Assert.Equal(snapshot, SnapshotBytes.TryDecode(bytes));
        Assert.Null(SnapshotBytes.TryDecode(bytes.AsSpan()[..^1]));
        Assert.Null(SnapshotBytes.TryDecode([.. bytes, 0]));
        SharingSnapshot none = SharingState.Begin(Rule).Snapshot;
        Assert.Equal(none, SnapshotBytes.TryDecode(SnapshotBytes.Encode(none).AsSpan()));
    }

    [Fact]
    public void Outstanding_is_what_later_blocks_pay()
    {
        // Each counts 800 and is paid a fourth of it by each of 4 blocks: 2, 3 and 4 of them are to come.
        (PoolOnAChain pool, _) = Three(Rule);
        Assert.Equal([400UL, 600, 800], Outstanding.Of(pool.State)!.Value.Select(static o => o.Value.Value));
        Assert.Null(Outstanding.Of(SharingState.Begin(Rule with { Basis = WeightBasis.Equal })));
    }

    private static (PoolOnAChain Pool, BlockOffer Offer) Three(SharingRule rule)
    {
        var pool = new PoolOnAChain(rule);
        pool.Share(1, new(1000));
        pool.Share(2, new(1000));
        pool.Share(3, new(1000));
        return (pool, OfferOn(pool));
    }

    private static BlockOffer OfferOn(PoolOnAChain pool) => new(
        pool.State.Next, pool.State.Tip ?? default, 0x2000_0000, RegtestBits, pool.Time, new(1000), []);

    private static BlockMaker MakerOn(BitcoinNetwork network) =>
        new(network, AreTemplatesActive: true, Scripts.Of(9), new("a"u8));

    private static BlockProposal.Made Make(PoolOnAChain pool, BlockOffer offer) =>
        Assert.IsType<BlockProposal.Made>(
            BlockAssembly.Build(pool.State, offer, MakerOn(BitcoinNetwork.Mainnet)));

    private static void AssertRefused(string reason, PoolOnAChain pool, BlockOffer offer) => Assert.Equal(
        reason,
        Assert.IsType<BlockProposal.Refused>(
            BlockAssembly.Build(pool.State, offer, MakerOn(BitcoinNetwork.Mainnet))).Reason.Reason);
}

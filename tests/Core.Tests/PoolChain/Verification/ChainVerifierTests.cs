using TrustlessPools.Core.Tests.PoolChain.Money;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.State;
using TrustlessPools.PoolChain.Verification;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.PoolChain.Verification;

/// <summary>Who trusts nobody verifies a chain, and finds the first block that does not hold.</summary>
public sealed class ChainVerifierTests
{
    private static CertifiedChain Good => CertifiedChain.Shared;

    [Fact]
    public void A_good_chain_holds_and_is_counted()
    {
        (VerifiedChain chain, BlockRefusal? refusal) = Good.Verify(Good.Blocks);
        Assert.Null(refusal);
        Assert.Equal(Good.Chain.Head.BlockRoot, chain.Head.BlockRoot);
        Assert.True(chain.Start.IsGenesis);
        SignedOperation[] operations = [.. Good.Blocks.SelectMany(static b => b.Body.Operations)];
        Assert.Equal(
            new ChainCount(
                Blocks: (ulong)Good.Blocks.Length,
                Operations: (ulong)operations.Length,
                LedgerOperations: 7,
                EpochReports: (ulong)operations.Count(static o => o.Operation is PostEpochReport),
                KeysGenerated: 1,
                HandOvers: 1,
                Faults: (ulong)Good.Chain.State.Faults.Count),
            chain.Count);
    }

    [Fact]
    public void A_chain_on_which_a_seat_was_sold_holds()
    {
        var harness = new AuctionHarness();
        harness.Free(harness.Members[0]);
        BidSeal[] seals =
        [
            AuctionHarness.Seal(harness.Others[0], new(2_000_000_000)),
            AuctionHarness.Seal(harness.Others[1], new(1_000_000_000)),
        ];
        Array.ForEach(seals, harness.Place);
        harness.RunTo(AuctionPhase.Revealing);
        Array.ForEach(seals, harness.Reveal);
        harness.RunToHandOver();
        Assert.Equal(new Gwei(1_000_000_000), harness.Burned);
        var sold = new CertifiedChain(harness.Money);
        (VerifiedChain chain, BlockRefusal? refusal) = sold.Verify(sold.Blocks);
        Assert.Null(refusal);
        Assert.Equal(harness.Chain.Head.BlockRoot, chain.Head.BlockRoot);
    }

    [Fact]
    public void Rows_change_nothing()
    {
        (VerifiedChain one, _) = Good.Verify(Good.Blocks, row: 1);
        (VerifiedChain seven, _) = Good.Verify(Good.Blocks, row: 7);
        Assert.Equal(Good.Chain.Head.BlockRoot, one.Head.BlockRoot);
        Assert.Equal(Good.Chain.Head.BlockRoot, seven.Head.BlockRoot);
        Assert.Equal(one.Count, seven.Count);
    }

    [Fact]
    public void It_goes_on_from_a_checkpoint()
    {
        (VerifiedChain half, _) = Good.Verify(Good.Blocks[..40]);
        Checkpoint saved = Checkpoint.Ssz.Deserialize(
            Checkpoint.Ssz.Serialize(half.ToCheckpoint(Good.Chain.Rules.Network)!));
        Assert.Null(saved.Flaw(Good.Chain.Rules.Network, new(half.Head.BlockRoot)));
        VerifiedChain chain = VerifiedChain.From(saved);
        (chain, BlockRefusal? refusal) = ChainVerifier.Extend(
            ChainVerifier.RulesOf(Good.Chain.Genesis), chain, Good.Blocks[40..]);
        Assert.Null(refusal);
        Assert.Equal(Good.Chain.Head.BlockRoot, chain.Head.BlockRoot);
        Assert.Equal((ulong)Good.Blocks.Length - 40, chain.Count.Blocks);
        Assert.Equal(new Height(40), chain.Start.Height);
    }

    [Fact]
    public void A_checkpoint_of_another_network_block_or_state_is_refused()
    {
        (VerifiedChain half, _) = Good.Verify(Good.Blocks[..10]);
        Hash32 network = Good.Chain.Rules.Network;
        Checkpoint saved = half.ToCheckpoint(network)!;
        Assert.Equal("OtherNetwork", saved.Flaw(Hash32.Sha256("other"u8), default)!.Reason);
        Assert.Equal("OtherBlockRoot", saved.Flaw(network, new(network))!.Reason);
        ChainState richer = WithOneGweiMore(saved.State);
        Assert.Equal(
            "WrongCheckpointState", (saved with { State = richer }).Flaw(network, default)!.Reason);
    }

    [Theory]
    [InlineData("a Gwei in the state", "WrongStateRoot")]
    [InlineData("an operation dropped", "WrongOperationsRoot")]
    [InlineData("an operation dropped by all", "WrongStateRoot")]
    [InlineData("an operation repeated by all", "WrongNumber")]
    [InlineData("another proposer", "BadCertificate")]
    [InlineData("another proposer, by all", "BadSignature")]
    [InlineData("a stranger as proposer, by all", "NotAVoter")]
    [InlineData("other voters, by all", "WrongVotersRoot")]
    [InlineData("an earlier tick, by all", "TickNotLater")]
    [InlineData("another's certificate", "BadCertificate")]
    [InlineData("a signer too many", "BadCertificate")]
    [InlineData("another round", "BadCertificate")]
    [InlineData("round 0", "NoQuorum")]
    [InlineData("two signers of four", "NoQuorum")]
    [InlineData("three of three signers", "NoQuorum")]
    [InlineData("reordered", "WrongHeight")]
    [InlineData("a gap", "WrongHeight")]
    [InlineData("twice", "WrongHeight", 1)]
    [InlineData("another parent, by all", "WrongParent")]
    public void What_does_not_hold_is_refused_at_its_height(string kind, string reason, int later = 0)
    {
        int at = Good.AtRequest;
        CertifiedBlock[] blocks = Tampered(kind, at);
        (VerifiedChain chain, BlockRefusal? refusal) = Good.Verify(blocks);
        Assert.Equal(reason, refusal!.Refusal.Reason);
        Assert.Equal(new Height((ulong)(at + 1 + later)), refusal.Height);
        Assert.Equal(refusal.Height.Previous, chain.Head.State.Height);
        Assert.Equal(refusal, Good.Verify(blocks, row: 1).Refusal);
    }

    [Fact]
    public void Another_genesis_is_refused_at_the_first_block()
    {
        NetworkGenesis richer = Good.Chain.Genesis with { Name = "other" };
        var rules = ChainVerifier.RulesOf(richer);
        (_, BlockRefusal? refusal) = ChainVerifier.Extend(rules, VerifiedChain.From(rules), Good.Blocks);
        Assert.Equal((new Height(1), "WrongParent"), (refusal!.Height, refusal.Refusal.Reason));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(8 * 8 - 1, true)]
    [InlineData(8 * 8, false)]
    [InlineData(-1, true)]
    public void A_start_is_recent_for_less_than_the_collateral_delay(int ticksLater, bool isRecent)
    {
        var start = new ChainStart(default, new(3), new(100));
        Assert.Equal(isRecent, start.IsRecent(Good.Chain.Genesis, new((ulong)(100 + ticksLater))));
    }

    private static CertifiedBlock[] Tampered(string kind, int at)
    {
        CertifiedBlock block = Good.Blocks[at];
        CertifiedBlock next = Good.Blocks[at + 1];
        Sequence<SignedOperation> operations = block.Body.Operations;
        var fewer = new BlockBody(operations.Take(operations.Count - 1).ToSequence());
        var more = new BlockBody(operations.Add(operations.First(static o => o.Operation is PostRequest)));
        OperatorId other = Good.Chain.State.Voters.First(v => v.Id != block.Header.Proposer).Id;
        BlockCertificate certificate = block.Certificate;
        CertifiedBlock[] instead = kind switch
        {
            "a Gwei in the state" => [Good.Conspire(block, h => h with { StateRoot = Richer(at) })],
            "an operation dropped" => [block with { Body = fewer }],
            "an operation dropped by all" =>
                [Good.Conspire(block, h => h with { OperationsRoot = fewer.Root() }, fewer)],
            "an operation repeated by all" =>
                [Good.Conspire(block, h => h with { OperationsRoot = more.Root() }, more)],
            "another proposer" => [block with { Signed = Proposed(block, other) }],
            "another proposer, by all" => [Good.Conspire(block, h => h with { Proposer = other })],
            "a stranger as proposer, by all" => [Good.Conspire(block, h => h with { Proposer = new(99) })],
            "other voters, by all" => [Good.Conspire(block, h => h with { NextVotersRoot = default })],
            "an earlier tick, by all" =>
                [Good.Conspire(block, h => h with { Tick = Good.Blocks[at - 1].Header.Tick })],
            "another's certificate" => [block with { Certificate = next.Certificate }],
            "a signer too many" =>
                [Good.Certify(block.Signed, block.Body, 3) with { Certificate = Claiming(block, 4) }],
            "another round" => [block with { Certificate = certificate with { Round = 2 } }],
            "round 0" => [block with { Certificate = certificate with { Round = 0 } }],
            "two signers of four" => [Good.Certify(block.Signed, block.Body, 2)],
            "three of three signers" => [block with
            {
                Certificate = certificate with { Signers = BitString.Of(3, [0, 1, 2]) },
            }],
            "reordered" => [next, block],
            "a gap" => [next],
            "twice" => [block, block, next],
            "another parent, by all" => [Good.Conspire(block, h => h with { Parent = default })],
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        return [.. Good.Blocks[..at], .. instead, .. Good.Blocks[(at + 2)..]];
    }

    private static SignedHeader Proposed(CertifiedBlock block, OperatorId other) =>
        block.Signed with { Header = block.Header with { Proposer = other } };

    private static BlockCertificate Claiming(CertifiedBlock block, int signers) =>
        Good.Certify(block.Signed, block.Body, 3).Certificate with
        {
            Signers = BitString.Of(4, Enumerable.Range(0, signers)),
        };

    /// <summary>The root of the state after a block with one Gwei more in it.</summary>
    private static Hash32 Richer(int at) => ChainState.Ssz.HashTreeRoot(
        WithOneGweiMore(Good.Verify(Good.Blocks[..(at + 1)]).Chain.Head.State));

    private static ChainState WithOneGweiMore(ChainState state) => state with
    {
        Money = state.Money with
        {
            Books = state.Money.Books with
            {
                Ledger = state.Money.Ledger with { Issued = state.Money.Ledger.Issued + new Gwei(1) },
            },
        },
    };
}

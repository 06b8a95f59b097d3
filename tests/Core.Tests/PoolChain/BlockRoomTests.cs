using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Cryptography.Ceremonies;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.PoolChain;

/// <summary>Nothing crowds disputes out of a block.</summary>
public sealed class BlockRoomTests
{
    private static readonly DiscreteLogProof Proof = new(Scalar.One, Scalar.One);
    private static readonly SignedOperation Bulk = Unsigned(new PostDealing(
        new(1), default, new Dealing([.. new G1Bytes[256]], default, [.. new Hash32[256]], Proof)));

    private static readonly SignedOperation Dispute = Unsigned(new PostDispute(
        new(1), default, [.. Enumerable.Repeat(new Complaint(new(1), default, Proof), 256)]));

    [Fact]
    public void Other_operations_fill_three_quarters_of_a_block()
    {
        int fitting = (BlockBody.SizeMax - BlockBody.DisputeReserve) / SignedOperation.Ssz.SizeOf(Bulk);
        Assert.NotEqual("BlockTooLarge", RefusalOf(Enumerable.Repeat(Bulk, fitting)));
        Assert.Equal("BlockTooLarge", RefusalOf(Enumerable.Repeat(Bulk, fitting + 1)));
    }

    [Fact]
    public void Disputes_fit_beside_all_else_up_to_the_whole_block()
    {
        int others = (BlockBody.SizeMax - BlockBody.DisputeReserve) / SignedOperation.Ssz.SizeOf(Bulk);
        int disputes = BlockBody.DisputeReserve / SignedOperation.Ssz.SizeOf(Dispute);
        Assert.True(disputes > 10);
        IEnumerable<SignedOperation> full = Enumerable.Repeat(Bulk, others);
        Assert.NotEqual("BlockTooLarge", RefusalOf(full.Concat(Enumerable.Repeat(Dispute, disputes))));
        int most = BlockBody.SizeMax / SignedOperation.Ssz.SizeOf(Dispute);
        Assert.NotEqual("BlockTooLarge", RefusalOf(Enumerable.Repeat(Dispute, most)));
        Assert.Equal("BlockTooLarge", RefusalOf(Enumerable.Repeat(Dispute, most + 1)));
    }

    private static string RefusalOf(IEnumerable<SignedOperation> operations)
    {
        var chain = new ChainHarness();
        var body = new BlockBody(operations.ToSequence());
        var header = new BlockHeader(
            new(1), chain.Head.BlockRoot, default, new(1), body.Root(), default, default);
        SignedHeader signed = SignedHeader.Sign(
            header, chain.Operators[new(1)].Identity, chain.Rules.Network);
        (ChainHead? head, Refusal? refusal) = BlockRules.Apply(chain.Rules, chain.Head, signed, body);
        Assert.Null(head);
        return refusal!.Reason;
    }

    private static SignedOperation Unsigned(Operation operation) => new(new(1), operation, default);
}

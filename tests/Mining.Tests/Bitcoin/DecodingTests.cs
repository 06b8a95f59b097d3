using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Tests.Bitcoin;

/// <summary>Bytes are read in one way only, whatever is done to them.</summary>
public sealed class DecodingTests
{
    private static readonly byte[] Bytes = Sample.BlockOf(
        Sample.Coinbase(Hash32.Sha256("witnesses"u8)),
        Sample.Payment with
        {
            Inputs = [Sample.InputFrom(index: 0) with { Witness = [new("proof"u8), default] }],
        }).Encode();

    [Fact]
    public void A_block_that_is_cut_or_continued_is_none()
    {
        Assert.NotNull(Block.TryDecode(Bytes));
        Assert.All(
            Enumerable.Range(0, Bytes.Length), static n => Assert.Null(Block.TryDecode(Bytes.AsSpan(0, n))));
        Assert.Null(Block.TryDecode([.. Bytes, 0]));
    }

    [Fact]
    public void A_block_with_another_byte_is_none_or_is_written_as_it_was_read()
    {
        for (int i = 0; i < Bytes.Length; i++)
        {
            foreach (byte other in (byte[])[0, 1, 0x7f, 0x80, 0xfc, 0xfd, 0xfe, 0xff])
            {
                byte[] changed = [.. Bytes];
                changed[i] = other;
                byte[] written = Block.TryDecode(changed)?.Encode() ?? changed;
                Assert.True(written.AsSpan().SequenceEqual(changed), $"byte {i} as {other:x2}");
            }
        }
    }

    [Theory]
    [InlineData("02000000ffffffffffffffffff")]
    [InlineData("02000000feffffff7f")]
    [InlineData("0200000000010100")]
    public void A_count_beyond_what_is_there_allocates_nothing(string hex) =>
        Assert.Null(Transaction.TryDecode(Hex.Parse(hex)));

    [Fact]
    public void Every_leaf_of_every_tree_is_proved_by_its_branch()
    {
        for (int count = 1; count <= 33; count++)
        {
            Hash32[] leaves = [.. Enumerable.Range(0, count).Select(static i => Hash32.Sha256([(byte)i]))];
            MerkleRoot root = MerkleTree.RootOf(leaves);
            Assert.False(root.IsMutated);
            for (int i = 0; i < count; i++)
            {
                Sequence<Hash32> branch = MerkleTree.BranchOf(leaves, i);
                Assert.Equal(root.Hash, MerkleTree.RootFrom(leaves[i], i, branch));
            }
        }
    }

    [Theory]
    [InlineData(3, 4)]
    [InlineData(5, 6)]
    [InlineData(6, 8)]
    [InlineData(7, 8)]
    [InlineData(9, 10)]
    [InlineData(12, 16)]
    public void A_list_that_repeats_its_end_has_the_same_root_and_is_told_apart(int count, int longer)
    {
        Hash32[] leaves = [.. Enumerable.Range(0, count).Select(static i => Hash32.Sha256([(byte)i]))];
        Hash32[] repeated = [.. leaves, .. leaves[^(longer - count)..]];
        Assert.Equal(MerkleTree.RootOf(leaves) with { IsMutated = true }, MerkleTree.RootOf(repeated));
    }
}

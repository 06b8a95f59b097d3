using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Verification;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.PoolChain.Verification;

/// <summary>A chain's file is read as its bytes come, and what is none is refused by name.</summary>
public sealed class ChainFeedTests
{
    private static CertifiedChain Good => CertifiedChain.Shared;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_file_gives_back_its_chain_however_it_is_cut(int seed)
    {
        var random = new SeededGenerator((ulong)seed);
        byte[] file = FileOf(Good.Blocks[..20]);
        (NetworkGenesis? genesis, List<CertifiedBlock> blocks, Refusal? flaw) =
            Read(file, () => 1 + random.NextBelow(4000));
        Assert.True(flaw is null, $"seed {seed}: {flaw}");
        Assert.Equal(Good.Chain.Rules.Network, NetworkGenesis.Ssz.HashTreeRoot(genesis!));
        Assert.Equal(Good.Blocks[..20].Select(static b => b.Header), blocks.Select(static b => b.Header));
    }

    [Fact]
    public void A_file_that_ends_within_a_part_is_refused()
    {
        byte[] file = FileOf(Good.Blocks[..2]);
        int opening = ChainFiles.Opening(Good.Chain.Genesis).Length;
        int first = FrameFeed.Frame(CertifiedBlock.Ssz.Serialize(Good.Blocks[0])).Length;
        int[] whole = [opening, opening + first, file.Length];
        int[] lengths =
            [0, 3, 8, 11, opening - 1, opening, opening + 2, opening + first, file.Length - 1, file.Length];
        foreach (int length in lengths)
        {
            string? reason = Read(file[..length], static () => 1000).Flaw?.Reason;
            Assert.Equal(whole.Contains(length) ? null : "TruncatedFile", reason);
        }
    }

    [Fact]
    public void Another_magic_is_refused_at_its_first_byte_that_differs()
    {
        byte[] file = FileOf([]);
        for (int i = 0; i < 8; i++)
        {
            byte[] other = [.. file];
            other[i] ^= 1;
            Assert.Equal("WrongMagic", Read(other, static () => 1).Flaw!.Reason);
        }
    }

    [Theory]
    [InlineData(0u, true, "WrongLength")]
    [InlineData(16u * 1024 * 1024, true, "TruncatedFile")]
    [InlineData((16u * 1024 * 1024) + 1, true, "WrongLength")]
    [InlineData(0u, false, "WrongLength")]
    [InlineData((2u * 1024 * 1024) + (64 * 1024), false, "TruncatedFile")]
    [InlineData((2u * 1024 * 1024) + (64 * 1024) + 1, false, "WrongLength")]
    [InlineData(uint.MaxValue, false, "WrongLength")]
    public void A_length_is_bounded(uint length, bool ofGenesis, string reason)
    {
        byte[] before = ofGenesis ? FrameFeed.Head(ChainFiles.Chain) : FileOf([]);
        byte[] file = [.. before, .. BitConverter.GetBytes(length)];
        Assert.Equal(reason, Read(file, static () => 100).Flaw!.Reason);
    }

    [Fact]
    public void A_part_that_is_something_else_is_refused()
    {
        byte[] block = CertifiedBlock.Ssz.Serialize(Good.Blocks[0]);
        byte[] noBlock = [.. FileOf([]), .. FrameFeed.Frame(block.AsSpan()[..^1])];
        Assert.Equal("MalformedPart", Read(noBlock, static () => 100).Flaw!.Reason);
        byte[] noGenesis = [.. FrameFeed.Head(ChainFiles.Chain), .. FrameFeed.Frame(block)];
        Assert.Equal("MalformedPart", Read(noGenesis, static () => 100).Flaw!.Reason);
    }

    [Fact]
    public void A_genesis_with_a_flaw_is_refused()
    {
        NetworkGenesis empty = Good.Chain.Genesis with { Pools = [] };
        Assert.Equal("EmptyNetwork", Read(ChainFiles.Opening(empty), static () => 100).Flaw!.Reason);
    }

    [Fact]
    public void What_comes_behind_the_only_part_is_refused()
    {
        Checkpoint checkpoint = Good.Verify(Good.Blocks[..3]).Chain.ToCheckpoint(Good.Chain.Rules.Network)!;
        byte[] file = ChainFiles.File(ChainFiles.Checkpoint, Checkpoint.Ssz, checkpoint);
        Assert.Equal(checkpoint.BlockRoot, ReadCheckpoint(file).Value!.BlockRoot);
        Assert.Equal("WrongLength", ReadCheckpoint([.. file, 1, 2, 3, 4, 5]).Refusal!.Reason);
        Assert.Equal("TruncatedFile", ReadCheckpoint([.. file, 1]).Refusal!.Reason);
        Assert.Equal("TruncatedFile", ReadCheckpoint(file[..^1]).Refusal!.Reason);
        Assert.Equal("WrongMagic", ReadCheckpoint(FileOf([])).Refusal!.Reason);
    }

    private static (Checkpoint? Value, Refusal? Refusal) ReadCheckpoint(byte[] file) =>
        ChainFiles.Read(ChainFiles.Checkpoint, Checkpoint.Ssz, "checkpoint", file);

    private static byte[] FileOf(CertifiedBlock[] blocks) =>
    [
        .. ChainFiles.Opening(Good.Chain.Genesis),
        .. blocks.SelectMany(static b => FrameFeed.Frame(CertifiedBlock.Ssz.Serialize(b))),
    ];

    private static (NetworkGenesis? Genesis, List<CertifiedBlock> Blocks, Refusal? Flaw) Read(
        byte[] file, Func<int> cut)
    {
        var feed = new ChainFeed();
        NetworkGenesis? genesis = null;
        var blocks = new List<CertifiedBlock>();
        for (int at = 0; at < file.Length;)
        {
            int length = Math.Min(cut(), file.Length - at);
            feed.Add(file.AsSpan(at, length));
            at += length;
            if (genesis is null && !feed.TryTakeGenesis(out genesis))
            {
                continue;
            }

            while (feed.TryTakeBlock(out CertifiedBlock? block))
            {
                blocks.Add(block);
            }
        }

        return (genesis, blocks, feed.End());
    }
}

using System.Text;
using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Coinbases;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Bitcoin.Scripts;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.MiningNode.Tests;

/// <summary>Blocks of regtest that have their work.</summary>
internal static class TestBlocks
{
    /// <summary>The target of regtest: every other hash meets it.</summary>
    internal const uint Bits = 0x207f_ffff;

    /// <summary>A target for which 256 times as many hashes are needed.</summary>
    internal const uint HarderBits = 0x2000_7fff;

    internal static readonly Block Genesis = Block.TryDecode(Hex.Parse(
        "0100000000000000000000000000000000000000000000000000000000000000000000003ba3edfd7a7b12b27ac72c3e67768f61"
        + "7fc81bc3888a51323a9fb8aa4b1e5e4adae5494dffff7f2002000000010100000001000000000000000000000000000000000000"
        + "0000000000000000000000000000ffffffff4d04ffff001d0104455468652054696d65732030332f4a616e2f3230303920436861"
        + "6e63656c6c6f72206f6e206272696e6b206f66207365636f6e64206261696c6f757420666f722062616e6b73ffffffff0100f205"
        + "2a01000000434104678afdb0fe5548271967f1a67130b7105cd6a828e03909a67962e0ea1f61deb649f6bc3f4cef38c4f35504e5"
        + "1ec112de5c384df7ba0b8d578a4c702b6bf11d5fac00000000"))!;

    /// <summary>A block on another, found.</summary>
    /// <param name="previous">The header before.</param>
    /// <param name="height">Its height.</param>
    /// <param name="tag">In its coinbase, so that branches differ.</param>
    /// <param name="bits">Its target.</param>
    internal static Block On(BlockHeader previous, Height height, string tag, uint bits = Bits)
    {
        var at = new BlockHeight((uint)height.Value);
        return Found(Unfound(previous, at, tag, Subsidy.At(at, BitcoinNetwork.BcoinRegtest)), bits);
    }

    /// <summary>A block with these transactions behind its coinbase, and no nonce yet.</summary>
    internal static Block Unfound(
        BlockHeader previous,
        BlockHeight height,
        string tag,
        Satoshi reward,
        ByteString? payee = null,
        Sequence<Transaction> others = default)
    {
        ByteString script = payee ?? OutputScript.ToWitnessPublicKeyHash(new byte[20]);
        Sequence<Transaction> counted = [new(2, [], [], 0), .. others];
        Hash32? commitment = others.Any(static t => t.HasWitness)
            ? WitnessCommitment.Of(counted, default)
            : null;
        Refusal? flaw = Coinbase.TryBuild(
            new(height, new(Encoding.ASCII.GetBytes(tag)), default),
            [new(reward, script)],
            commitment,
            out Transaction? coinbase);
        Assert.Null(flaw);
        var header = new BlockHeader(0x2000_0000, previous.Hash, default, previous.Time + 1, Bits, Nonce: 0);
        var block = new Block(header, [coinbase!, .. others]);
        return block with { Header = header with { MerkleRoot = block.MerkleRoot.Hash } };
    }

    /// <summary>A block with the first nonce that meets, or fails to meet, a target.</summary>
    internal static Block Found(Block block, uint bits = Bits, bool isMet = true)
    {
        Target target = Target.TryFromBits(bits)!.Value;
        BlockHeader header = block.Header with { Bits = bits };
        while (target.IsMetBy(header.Hash) != isMet)
        {
            header = header with { Nonce = header.Nonce + 1 };
        }

        return block with { Header = header };
    }

    /// <summary>A chain from the genesis on, at the index of each height.</summary>
    internal static List<Block> Chain(int count, string tag = "chain") => Branch([Genesis], count, tag);

    /// <summary>A chain with more blocks on it.</summary>
    internal static List<Block> Branch(IEnumerable<Block> stem, int count, string tag, uint bits = Bits)
    {
        List<Block> chain = [.. stem];
        for (int i = 0; i < count; i++)
        {
            chain.Add(On(chain[^1].Header, new((ulong)chain.Count), tag, bits));
        }

        return chain;
    }

    /// <summary>What is followed of a block.</summary>
    internal static MinedBlock Followed(Block block, ulong height) =>
        new(new(height), block.Header, block.Transactions[0]);
}

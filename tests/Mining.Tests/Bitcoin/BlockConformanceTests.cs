using System.Text.Json;
using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Coinbases;
using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Mining.Tests.Bitcoin;

/// <summary>Real blocks, and blocks made to be refused, are judged as they should be.</summary>
public sealed class BlockConformanceTests
{
    private const string Witnesses = "block482683.raw";
    private const string NoWitness = "block898352_testnet.raw";

    [Fact]
    public void Valid_blocks_of_core_are_valid() => VectorSuite.Open("bitcoin")
        .EachCase("checkblock_valid.json", Cases, static (_, c) => Assert.Null(Judge(c)))
        .Finish();

    [Fact]
    public void Invalid_blocks_of_core_are_refused()
    {
        var reasons = new List<string?>();
        VectorSuite.Open("bitcoin")
            .EachCase("checkblock_invalid.json", Cases, (_, c) => reasons.Add(Judge(c)?.Reason))
            .Finish();
        Assert.Equal(
            [
                "TimeTooLate", "WorkTooLittle", "WrongMerkleRoot", "MisplacedCoinbase", "MisplacedCoinbase",
                "WrongMerkleRoot", "WrongMerkleRoot",
            ],
            reasons);
    }

    [Fact]
    public void Blocks_of_bitcoinjs_have_their_hash_work_and_root() => VectorSuite.Open("bitcoin")
        .EachCase("bitcoinjs_core_blocks.json", static all => all.EnumerateArray(), static (_, c) =>
        {
            Block block = AssertRoundTrip(Hex.Parse(c.GetProperty("hex").GetString()!));
            Assert.Equal(c.GetProperty("id").GetString(), Digest.Show(block.Header.Hash));
            Assert.Equal(c.GetProperty("transactions").GetInt32(), block.Transactions.Count);
            Assert.Null(BlockRules.CheckWork(block.Header, BitcoinNetwork.Mainnet));
            Assert.Null(BlockRules.Check(block));
            Assert.Null(CoinbaseProof.Of(block).Check());
        })
        .Finish();

    [Fact]
    public void Coinbases_of_bip54_are_locked_to_the_height_before_or_refused() => VectorSuite.Open("bitcoin")
        .EachCase("bip54_coinbases.json", static all => all.EnumerateArray(), static (_, c) =>
        {
            Block[] chain = [.. c.GetProperty("block_chain").EnumerateArray()
                .Select(static b => AssertRoundTrip(Hex.Parse(b.GetString()!)))];
            Assert.All(chain, static b => Assert.Null(BlockRules.Check(b)));
            Assert.All(
                chain, static b => Assert.Null(BlockRules.CheckWork(b.Header, BitcoinNetwork.Mainnet)));
            var height = new BlockHeight((uint)chain.Length - 1);
            Refusal? refusal = Coinbase.CheckLock(chain[^1].Transactions[0], height);
            Assert.True(c.GetProperty("valid").GetBoolean() == refusal is null, $"{refusal}");
            ByteString script = chain[^1].Transactions[0].Inputs[0].ScriptSig;
            Assert.True(CoinbaseHeight.Begins(script.AsSpan(), height));
        })
        .Finish();

    [Fact]
    public void Block_482683_keeps_to_all_rules_and_commits_to_its_witnesses()
    {
        Block block = AssertRoundTrip(VectorSuite.ReadBytes("bitcoin", Witnesses));
        uint time = block.Header.Time;
        var context = new BlockContext(
            new(482_683), MedianTimePast: time - 1, Now: time - BlockRules.SecondsAheadMax);
        Assert.Equal(
            "000000000000000000c238240ef6dcb26c37e75e16514e6ffc0aef7eee73e747",
            Digest.Show(block.Header.Hash));
        Assert.Null(BlockRules.CheckWork(block.Header, BitcoinNetwork.Mainnet));
        Assert.Null(BlockRules.CheckTime(block.Header, context));
        Assert.Null(BlockRules.Check(block));
        Assert.NotNull(WitnessCommitment.Find(block.Transactions[0]));
        Assert.Null(BlockRules.CheckAt(block, context));
        Assert.Null(CoinbaseProof.Of(block).Check());
    }

    [Fact]
    public void Block_898352_of_testnet_keeps_to_all_rules()
    {
        Block block = AssertRoundTrip(VectorSuite.ReadBytes("bitcoin", NoWitness));
        Assert.Null(BlockRules.CheckWork(block.Header, BitcoinNetwork.Testnet));
        Assert.Null(BlockRules.Check(block));
        Assert.Null(BlockRules.CheckAt(block, new(new(898_352), block.Header.Time - 1, block.Header.Time)));
        Assert.Null(CoinbaseProof.Of(block).Check());
    }

    private static IEnumerable<JsonElement> Cases(JsonElement all) =>
        all.EnumerateArray().Where(static c => c.GetArrayLength() > 1);

    /// <summary>
    /// Judges a case: a comment, whether it is a header, whether work counts, the time, bytes.
    /// </summary>
    private static Refusal? Judge(JsonElement item)
    {
        byte[] bytes = Hex.Parse(item[4].GetString()!);
        Block? block = item[1].GetBoolean() ? null : AssertRoundTrip(bytes);
        BlockHeader header = block?.Header ?? BlockHeader.TryDecode(bytes)!;
        var context = new BlockContext(default, MedianTimePast: 0, Now: item[3].GetUInt32());
        bool hasClock = context.Now > 0;
        return (item[2].GetBoolean() ? BlockRules.CheckWork(header, BitcoinNetwork.Mainnet) : null)
            ?? (hasClock ? BlockRules.CheckTime(header, context) : null)
            ?? (block is null ? null : BlockRules.Check(block));
    }

    private static Block AssertRoundTrip(byte[] bytes)
    {
        Block? block = Block.TryDecode(bytes);
        Assert.NotNull(block);
        Assert.Equal(bytes, block.Encode());
        return block;
    }
}

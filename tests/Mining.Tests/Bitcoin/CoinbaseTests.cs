using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Coinbases;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Tests.Bitcoin;

/// <summary>Coinbases are built in the shape of BIP-0034 and BIP-0054, and read.</summary>
public sealed class CoinbaseTests
{
    [Theory]
    [InlineData(0U, "00")]
    [InlineData(1U, "51")]
    [InlineData(16U, "60")]
    [InlineData(17U, "0111")]
    [InlineData(127U, "017f")]
    [InlineData(128U, "028000")]
    [InlineData(255U, "02ff00")]
    [InlineData(32_767U, "02ff7f")]
    [InlineData(32_768U, "03008000")]
    [InlineData(840_000U, "0340d10c")]
    [InlineData(uint.MaxValue, "05ffffffff00")]
    public void A_height_is_written_as_core_writes_it(uint height, string script)
    {
        Assert.Equal(script, Convert.ToHexStringLower(CoinbaseHeight.Encode(new(height))));
        Assert.Equal(new BlockHeight(height), CoinbaseHeight.TryRead(Hex.Parse(script)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0101")]
    [InlineData("021100")]
    [InlineData("4c0111")]
    [InlineData("0181")]
    [InlineData("4f")]
    [InlineData("ac")]
    [InlineData("050000000001")]
    [InlineData("0340d1")]
    public void What_is_no_height_in_its_shortest_form_is_none(string script) =>
        Assert.Null(CoinbaseHeight.TryRead(Hex.Parse(script)));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 8)]
    [InlineData(76, 4)]
    public void A_script_is_read_as_it_was_written(int tag, int rest)
    {
        var script = new CoinbaseScript(new(840_000), new(new byte[tag]), new(new byte[rest]));
        Assert.Equal(script, CoinbaseScript.TryRead(script.Encode().AsSpan()));
    }

    [Fact]
    public void A_script_without_a_push_behind_its_height_has_no_tag()
    {
        var script = new CoinbaseScript(new(16), default, new(Hex.Parse("acff")));
        Assert.Equal(script, CoinbaseScript.TryRead(Hex.Parse("60acff")));
        Assert.Null(CoinbaseScript.TryRead(Hex.Parse("acff")));
    }

    [Fact]
    public void A_coinbase_has_the_shape_of_bip54()
    {
        Transaction coinbase = Sample.Coinbase();
        Assert.True(coinbase.IsCoinbase);
        Assert.Equal(Sample.Height.Value - 1, coinbase.LockTime);
        Assert.Null(Coinbase.CheckLock(coinbase, Sample.Height));
        Assert.Null(CoinbaseLock(coinbase with { LockTime = coinbase.LockTime }));
        Assert.Equal("CoinbaseLockTime", CoinbaseLock(coinbase with { LockTime = coinbase.LockTime + 1 }));
        TransactionInput final = coinbase.Inputs[0] with { Sequence = TransactionInput.SequenceFinal };
        Assert.Equal("CoinbaseSequenceFinal", CoinbaseLock(coinbase with { Inputs = [final] }));
        Assert.Equal("NotACoinbase", CoinbaseLock(Sample.Payment));

        static string? CoinbaseLock(Transaction transaction) =>
            Coinbase.CheckLock(transaction, Sample.Height)?.Reason;
    }

    [Fact]
    public void The_commitment_is_the_last_output_and_comes_with_its_reserved_value()
    {
        Hash32 commitment = Hash32.Sha256("witnesses"u8);
        Transaction coinbase = Sample.Coinbase(commitment);
        Assert.Equal(commitment, WitnessCommitment.Find(coinbase));
        Assert.Equal(
            new TransactionOutput(default, WitnessCommitment.ToScript(commitment)), coinbase.Outputs[^1]);
        Assert.Equal([new ByteString(new byte[32])], coinbase.Inputs[0].Witness);
        Assert.Empty(Sample.Coinbase().Inputs[0].Witness);
    }

    [Theory]
    [InlineData(96, null)]
    [InlineData(97, "CoinbaseScriptSize")]
    public void A_script_may_have_100_bytes(int rest, string? reason)
    {
        var script = new CoinbaseScript(Sample.Height, default, new(new byte[rest]));
        Refusal? refusal = Coinbase.TryBuild(script, [Sample.Output], null, out Transaction? built);
        Assert.Equal(reason, refusal?.Reason);
        Assert.Equal(reason is null, built is not null);
    }

    [Fact]
    public void A_coinbase_pays_somebody_and_is_not_as_long_as_two_hashes()
    {
        var script = new CoinbaseScript(Sample.Height, default, default);
        Assert.Equal("NoOutputs", Coinbase.TryBuild(script, [], Hash32.Sha256(""u8), out _)?.Reason);
        Assert.Equal("SizeOfTwoHashes", Coinbase.TryBuild(script, [Short(0)], null, out _)?.Reason);
        Assert.Null(Coinbase.TryBuild(script, [Short(1)], null, out _));

        static TransactionOutput Short(int size) => new(default, new(new byte[size]));
    }
}

using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Cli.Mining.Proxy;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Mining.Templates;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Tests.Mining;

/// <summary>
/// What mining software sends back of a template is a valid block, with the witness or without.
/// </summary>
public sealed class ProxyTemplateTests
{
    private static readonly ByteString Finder = new(Hex.Parse("0014" + new string('7', 40)));

    private static readonly Transaction Payment = new(
        2, [new(new(Hash32.Sha256("a"u8), 0), default, 0, [new("sig"u8)])], [new(new(5000), Finder)], 0);

    private static readonly BlockContext Context = new(new(0), 0, 1_700_000_000);

    [Fact]
    public void A_coinbase_that_comes_without_its_witness_is_given_it_back()
    {
        Block made = Made([Payment]);
        Assert.Null(BlockRules.CheckAt(made, Context));
        Block stripped = Stripped(made);
        Assert.Equal("WrongReservedValue", BlockRules.CheckAt(stripped, Context)?.Reason);
        Block whole = ProxyTemplate.WithReservedValue(stripped);
        Assert.Null(BlockRules.CheckAt(whole, Context));
        Assert.Equal(Convert.ToHexStringLower(made.Encode()), Convert.ToHexStringLower(whole.Encode()));
    }

    [Fact]
    public void What_needs_no_witness_is_left_as_it_is()
    {
        Block plain = Made([]);
        Assert.Same(plain, ProxyTemplate.WithReservedValue(plain));
        Block whole = Made([Payment]);
        Assert.Same(whole, ProxyTemplate.WithReservedValue(whole));
    }

    private static Block Made(Sequence<Transaction> transactions) => Assert.IsType<BlockProposal.Made>(
        BlockAssembly.Build(
            SharingState.Begin(new SharingRule()),
            new(default, default, 0x2000_0000, 0x207f_ffff, Time: 0, new(5_000_000_000), transactions),
            new(BitcoinNetwork.Regtest, AreTemplatesActive: false, Finder, new(new byte[4])))).Block;

    private static Block Stripped(Block block)
    {
        Transaction coinbase = block.Transactions[0];
        return block with
        {
            Transactions =
            [
                coinbase with { Inputs = [coinbase.Inputs[0] with { Witness = default }] },
                .. block.Transactions.Skip(1),
            ],
        };
    }
}

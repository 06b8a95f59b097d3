using System.Text.Json;
using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Bitcoin.Scripts;
using TrustlessPools.Bitcoin.Templates;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Cli.Mining.Blocks;
using TrustlessPools.Cli.Mining.Rules;
using TrustlessPools.Mining.Payouts;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Mining.Templates;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Cli.Tests.Mining;

/// <summary>What a coinbase pays to whom, and the first satoshi that differs, from files alone.</summary>
public sealed class ExplainTests : IDisposable
{
    private static readonly BitcoinNetwork Network = BitcoinNetwork.Regtest;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_block_by_the_rule_is_explained_output_by_output()
    {
        Block next = Prepare(new DirectOutputs());
        Tpool.Outcome outcome = await ExplainAsync(next.Encode());
        Assert.Equal(0, outcome.Exit);
        Assert.Contains("block 3 by rule", outcome.Output, StringComparison.Ordinal);
        Assert.Contains(": qualified", outcome.Output, StringComparison.Ordinal);
        Assert.Contains(outcome.Rows, static r => r is ["0", "550000", .., "finder"]);
        Assert.Contains(outcome.Rows, static r => r is ["1", "150000", ..]);
        Assert.Contains("share 33.33 % of the window", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("the pool's tag", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_satoshi_that_differs_is_named()
    {
        Transaction coinbase = Prepare(new DirectOutputs()).Transactions[0];
        TransactionOutput[] outputs = [.. coinbase.Outputs];
        outputs[1] = outputs[1] with { Amount = outputs[1].Amount - new Satoshi(1) };
        Tpool.Outcome outcome = await ExplainAsync(
            (coinbase with { Outputs = [.. outputs] }).Encode(), "--json");
        Assert.Equal(1, outcome.Exit);
        JsonElement said = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.Equal("unqualified", said.GetProperty("verdict").GetString());
        JsonElement difference = said.GetProperty("difference");
        Assert.Equal(1, difference.GetProperty("payment").GetInt32());
        Assert.Equal(150_000, difference.GetProperty("expected").GetProperty("amount").GetInt32());
        Assert.Equal(149_999, difference.GetProperty("paid").GetProperty("amount").GetInt32());
        Assert.Equal("not as demanded", said.GetProperty("outputs")[1].GetProperty("meaning").GetString());
    }

    [Fact]
    public async Task A_coinbase_without_a_tag_is_not_of_the_pool()
    {
        Transaction coinbase = Prepare(new DirectOutputs()).Transactions[0];
        Tpool.Outcome outcome = await ExplainAsync(
            (coinbase with { Outputs = [coinbase.Outputs[0]] }).Encode());
        Assert.Equal(1, outcome.Exit);
        Assert.Contains("not of the pool", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tree_of_a_block_can_be_written_and_expanded()
    {
        var fees = new FeePolicy.FixedPerNode(new(100));
        Block next = Prepare(new TreePlan(TemplateForm.Bare, TreeWeights.Equal, Radix: 2, fees));
        string path = _folder.In("tree.json");
        Tpool.Outcome outcome = await ExplainAsync(next.Encode(), $"--tree-out {path}");
        Assert.Equal(0, outcome.Exit);
        Assert.Contains("tree of 3 shares", outcome.Output, StringComparison.Ordinal);
        string coin = $"{new OutPoint(next.Transactions[0].Id, 1)}";
        Tpool.Outcome expanded = await Tpool.RunAsync($"mining expand {path} --output {coin}");
        Assert.Equal(2, expanded.Output.Split('\n').Count(static l => l.StartsWith('#')));
    }

    [Theory]
    [InlineData("", "NoBlock")]
    [InlineData("abc", "BadHex")]
    [InlineData("abcd", "NotABlock")]
    [InlineData("/nowhere/block.hex", "There is no file")]
    public async Task What_is_no_block_is_refused(string block, string said)
    {
        Prepare(new DirectOutputs());
        string rule = _folder.In("rule.json");
        Tpool.Outcome outcome = await Tpool.RunAsync($"mining explain --rule {rule} {block}");
        Assert.NotEqual(0, outcome.Exit);
        Assert.Contains(said, outcome.Error, StringComparison.Ordinal);
    }

    /// <summary>
    /// Three miners find a block each; writes rule and window, and gives a fourth one's block.
    /// </summary>
    private Block Prepare(IPayoutForm form)
    {
        var rule = new SharingRule { Window = SharingWindow.Last(4), Share = new(3, 5), Form = form };
        SharingState state = SharingState.Begin(rule);
        for (byte miner = 1; miner <= 3; miner++)
        {
            Block block = Make(state, miner);
            state = state.Apply(new(state.Next, block.Header, block.Transactions[0])).State;
        }

        File.WriteAllText(_folder.In("rule.json"), RuleFile.Shape.ToText(new(Network, rule)));
        WindowFile.Of(state).Write(_folder.In("window.json"));
        return Make(state, miner: 4);
    }

    private static Block Make(SharingState state, byte miner)
    {
        ByteString script = OutputScript.ToWitnessPublicKeyHash([.. new byte[19], miner]);
        var offer = new BlockOffer(
            state.Next, state.Tip ?? default, 4, 0x207f_ffff, 1_700_000_000, new(1_000_000), []);
        BlockProposal made = BlockAssembly.Build(
            state, offer, new(Network, AreTemplatesActive: false, script, new(new byte[4])));
        return Assert.IsType<BlockProposal.Made>(made).Block;
    }

    private async Task<Tpool.Outcome> ExplainAsync(byte[] raw, string more = "")
    {
        string path = _folder.In("block.hex");
        await File.WriteAllTextAsync(
            path, Convert.ToHexStringLower(raw), TestContext.Current.CancellationToken);
        (string rule, string window) = (_folder.In("rule.json"), _folder.In("window.json"));
        return await Tpool.RunAsync($"mining explain --rule {rule} --window {window} {path} {more}");
    }
}

using System.Net;
using System.Text.Json.Nodes;
using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.MiningNode.Rpc;
using TrustlessPools.Primitives;

namespace TrustlessPools.MiningNode.Tests.Rpc;

/// <summary>Nodes that are down, closed, not ready, of another network, or lie: each is named.</summary>
public sealed class LyingNodeTests
{
    private static readonly List<Block> Chain = TestBlocks.Chain(3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_that_is_down_is_unreachable()
    {
        FakeNode node = await FakeNode.StartAsync(Chain);
        using BitcoinNode client = node.Connect();
        await client.CheckAsync(Cancel);
        await node.DisposeAsync();
        await AssertRefusedAsync("NodeUnreachable", () => client.HeightAsync(Cancel));
    }

    [Fact]
    public async Task A_node_that_never_answers_is_given_up()
    {
        await using FakeNode node = await FakeNode.StartAsync(Chain);
        using var blocked = new ManualResetEventSlim();
        node.Lies["getblockcount"] = _ =>
        {
            blocked.Wait(FakeNode.Patience);
            return null;
        };
        using BitcoinNode client = node.Connect(TimeSpan.FromMilliseconds(200));
        await AssertRefusedAsync("NoAnswerInTime", () => client.HeightAsync(Cancel));
        blocked.Set();
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "", "WrongPassword")]
    [InlineData(HttpStatusCode.Forbidden, "", "NodeForbids")]
    [InlineData(HttpStatusCode.OK, "", "MalformedAnswer")]
    [InlineData(HttpStatusCode.OK, "[]", "MalformedAnswer")]
    [InlineData(HttpStatusCode.OK, "{\"result\":3,\"error\":null}", "MalformedAnswer")]
    [InlineData(HttpStatusCode.OK, "{\"result\":3,\"error\":null,\"id\":77}", "MalformedAnswer")]
    [InlineData(HttpStatusCode.OK, "{\"error\":null,\"id\":1}", "MalformedAnswer")]
    [InlineData(HttpStatusCode.OK, "{\"result\":\"3\",\"error\":null,\"id\":1}", "MalformedAnswer")]
    [InlineData(HttpStatusCode.OK, "{\"result\":-3,\"error\":null,\"id\":1}", "MalformedAnswer")]
    [InlineData(HttpStatusCode.OK, "{\"result\":4294967296,\"error\":null,\"id\":1}", "MalformedAnswer")]
    [InlineData(HttpStatusCode.OK, "{\"error\":\"no\",\"id\":1}", "MalformedAnswer")]
    [InlineData(HttpStatusCode.OK, "{\"result\":\"\\ud800\",\"error\":null,\"id\":1}", "MalformedAnswer")]
    [InlineData(HttpStatusCode.OK, "{\"result\":3,\"\\udfff\":null,\"id\":1}", "MalformedAnswer")]
    [InlineData(HttpStatusCode.Redirect, "", "MalformedAnswer")]
    [InlineData(HttpStatusCode.InternalServerError, "{\"error\":{\"code\":-28},\"id\":1}", "NodeStarting")]
    [InlineData(HttpStatusCode.InternalServerError, "{\"error\":{\"code\":-10},\"id\":1}", "NodeStarting")]
    [InlineData(HttpStatusCode.InternalServerError, "{\"error\":{\"code\":-9},\"id\":1}", "NodeWithoutPeers")]
    [InlineData(HttpStatusCode.NotFound, "{\"error\":{\"code\":-32601},\"id\":1}", "NodeFailed")]
    public async Task An_answer_that_is_none_is_named(HttpStatusCode status, string body, string reason)
    {
        await using FakeNode node = await FakeNode.StartAsync(Chain);
        node.Instead = (status, body);
        using BitcoinNode client = node.Connect();
        await AssertRefusedAsync(reason, () => client.HeightAsync(Cancel));
    }

    [Fact]
    public async Task An_answer_may_be_as_long_as_permitted_and_no_longer()
    {
        await using FakeNode node = await FakeNode.StartAsync(Chain);
        using BitcoinNode client = node.Connect();
        const string frame = "{\"result\":3,\"error\":null,\"id\":1}";
        node.Instead = (HttpStatusCode.OK, frame.PadRight(BitcoinNode.AnswerSizeMax));
        Assert.Equal(new Height(3), await client.HeightAsync(Cancel));
        node.Instead = (HttpStatusCode.OK, frame.PadRight(BitcoinNode.AnswerSizeMax + 1));
        await AssertRefusedAsync("AnswerTooLarge", () => client.HeightAsync(Cancel));
    }

    [Fact]
    public async Task Words_of_a_node_cannot_move_the_cursor_or_fill_the_screen()
    {
        await using FakeNode node = await FakeNode.StartAsync(Chain);
        node.Lies["getblockcount"] = static _ => FakeNode.Error(-1, "\u001b[2J" + new string('x', 5000));
        using BitcoinNode client = node.Connect();
        BitcoinNodeException thrown =
            await Assert.ThrowsAsync<BitcoinNodeException>(() => client.HeightAsync(Cancel));
        Assert.DoesNotContain('\u001b', thrown.Message);
        Assert.InRange(thrown.Message.Length, 200, 400);
    }

    [Fact]
    public async Task A_password_is_never_in_a_refusal()
    {
        await using FakeNode node = await FakeNode.StartAsync(Chain);
        node.Instead = (HttpStatusCode.Unauthorized, string.Empty);
        using BitcoinNode client = node.Connect();
        BitcoinNodeException thrown =
            await Assert.ThrowsAsync<BitcoinNodeException>(() => client.HeightAsync(Cancel));
        Assert.DoesNotContain(node.Access.Password, thrown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_of_another_network_is_refused_by_its_name_and_by_its_genesis()
    {
        await using FakeNode node = await FakeNode.StartAsync(Chain);
        using var main = new BitcoinNode(node.Access, BitcoinNetwork.Mainnet, FakeNode.Patience);
        await AssertRefusedAsync("OtherNetwork", () => main.CheckAsync(Cancel));
        using BitcoinNode client = node.Connect();
        node.Chain = Chain[1..];
        await AssertRefusedAsync("OtherNetwork", () => client.CheckAsync(Cancel));
    }

    /// <summary>Every network that can be named can be asked for.</summary>
    [Theory]
    [InlineData("main")]
    [InlineData("test")]
    [InlineData("testnet4")]
    [InlineData("signet")]
    [InlineData("regtest")]
    public async Task A_node_of_the_network_is_taken(string name)
    {
        await using FakeNode node = await FakeNode.StartAsync(Chain);
        BitcoinNetwork network = BitcoinNetwork.All.Single(n => n.Name == name);
        node.Lies["getblockchaininfo"] = _ => FakeNode.Result(new JsonObject
        {
            ["chain"] = name,
            ["blocks"] = 7,
            ["headers"] = 7,
            ["bestblockhash"] = new string('0', 64),
            ["initialblockdownload"] = false,
        });
        node.Lies["getblockhash"] = _ => FakeNode.Result(Digest.Show(network.Genesis));
        using var client = new BitcoinNode(node.Access, network, FakeNode.Patience);
        Assert.Equal(name, (await client.CheckAsync(Cancel)).Chain);
        node.Lies["getblockhash"] = static _ => FakeNode.Result(new string('1', 64));
        await AssertRefusedAsync("OtherNetwork", () => client.CheckAsync(Cancel));
    }

    [Fact]
    public async Task No_block_is_made_where_blocks_are_signed()
    {
        await using FakeNode node = await FakeNode.StartAsync(Chain);
        using var client = new BitcoinNode(node.Access, BitcoinNetwork.Signet, FakeNode.Patience);
        await AssertRefusedAsync("BlocksAreSigned", () => client.TemplateAsync(Cancel));
    }

    [Fact]
    public async Task A_node_that_loads_its_chain_is_refused_but_for_chains_of_one_machine()
    {
        await using FakeNode node = await FakeNode.StartAsync(Chain);
        string chain = "regtest";
        node.Lies["getblockchaininfo"] = _ => FakeNode.Result(new JsonObject
        {
            ["chain"] = chain,
            ["blocks"] = 7,
            ["headers"] = 900,
            ["bestblockhash"] = new string('0', 64),
            ["initialblockdownload"] = true,
        });
        using BitcoinNode local = node.Connect();
        await local.CheckAsync(Cancel);

        chain = "main";
        node.Lies["getblockhash"] = static _ => FakeNode.Result(
            "000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f");
        using var main = new BitcoinNode(node.Access, BitcoinNetwork.Mainnet, FakeNode.Patience);
        await AssertRefusedAsync("NodeSyncing", () => main.CheckAsync(Cancel));
    }

    [Fact]
    public async Task A_block_that_is_no_more_there_is_pruned()
    {
        await using FakeNode node = await FakeNode.StartAsync(Chain);
        node.Lies["getblock"] = static _ => FakeNode.Error(-1, "Block not available (pruned data)");
        using BitcoinNode client = node.Connect();
        await AssertRefusedAsync("BlockPruned", () => client.BlockAsync(Chain[1].Header.Hash, Cancel));
    }

    [Fact]
    public async Task A_true_block_and_header_are_taken()
    {
        await using FakeNode node = await FakeNode.StartAsync(Chain);
        using BitcoinNode client = node.Connect();
        Hash32 hash = Chain[2].Header.Hash;
        Assert.Equal(Chain[2], await client.BlockAsync(hash, Cancel));
        Assert.Equal(Chain[2].Header, await client.HeaderAsync(hash, Cancel));
        Assert.Equal(Chain[3].Header.Hash, await client.BestHashAsync(Cancel));
        Assert.Null(await client.HashAtAsync(new(4), Cancel));
    }

    [Fact]
    public async Task Another_block_than_asked_for_is_refused()
    {
        await using FakeNode node = await FakeNode.StartAsync(Chain);
        node.Lies["getblock"] = static _ => FakeNode.Result(FakeNode.Digits(Chain[1].Encode()));
        node.Lies["getblockheader"] = static _ => FakeNode.Result(FakeNode.Digits(Chain[1].Header.Encode()));
        using BitcoinNode client = node.Connect();
        Hash32 hash = Chain[2].Header.Hash;
        await AssertRefusedAsync("OtherBlock", () => client.BlockAsync(hash, Cancel));
        await AssertRefusedAsync("OtherBlock", () => client.HeaderAsync(hash, Cancel));
    }

    [Fact]
    public async Task A_block_whose_tree_is_another_is_refused()
    {
        Block block = Chain[2];
        Transaction coinbase = block.Transactions[0];
        Block forged = block with { Transactions = [coinbase with { LockTime = coinbase.LockTime + 1 }] };
        await AssertBlockRefusedAsync("WrongMerkleRoot", forged);
    }

    [Fact]
    public Task A_block_without_transactions_is_refused() => AssertBlockRefusedAsync(
        "WrongMerkleRoot", Chain[2] with { Transactions = [] });

    [Fact]
    public Task A_block_without_work_is_refused() => AssertBlockRefusedAsync(
        "WorkTooLittle", TestBlocks.Found(Chain[2], isMet: false));

    [Fact]
    public Task A_block_with_an_easier_target_than_there_may_be_is_refused() => AssertBlockRefusedAsync(
        "TargetOutOfRange", Chain[2] with { Header = Chain[2].Header with { Bits = 0x2100_ffff } });

    [Theory]
    [InlineData("getblock", "zz")]
    [InlineData("getblock", "00")]
    [InlineData("getblockheader", "00")]
    public async Task Bytes_that_are_no_block_are_malformed(string method, string digits)
    {
        await using FakeNode node = await FakeNode.StartAsync(Chain);
        node.Lies[method] = _ => FakeNode.Result(digits);
        using BitcoinNode client = node.Connect();
        Hash32 hash = Chain[2].Header.Hash;
        await AssertRefusedAsync(
            "MalformedAnswer",
            async () => _ = method == "getblock"
                ? (object)await client.BlockAsync(hash, Cancel)
                : await client.HeaderAsync(hash, Cancel));
    }

    [Fact]
    public async Task A_template_whose_transaction_has_another_identifier_is_malformed()
    {
        await using FakeNode node = await FakeNode.StartAsync(Chain);
        Transaction transaction = Chain[1].Transactions[0];
        node.Lies["getblocktemplate"] = _ => FakeNode.Result(new JsonObject
        {
            ["height"] = 4,
            ["previousblockhash"] = new string('0', 64),
            ["version"] = 4_294_967_295,
            ["bits"] = "207fffff",
            ["curtime"] = 5,
            ["mintime"] = 4,
            ["coinbasevalue"] = 5_000_000_000,
            ["transactions"] = new JsonArray(new JsonObject
            {
                ["data"] = FakeNode.Digits(transaction.Encode()),
                ["txid"] = new string('1', 64),
                ["fee"] = 1,
            }),
        });
        using BitcoinNode client = node.Connect();
        await AssertRefusedAsync("MalformedAnswer", () => client.TemplateAsync(Cancel));
    }

    [Theory]
    [InlineData("1e-8", 1UL)]
    [InlineData("50", 5_000_000_000UL)]
    [InlineData("20999999.99999999", 2_099_999_999_999_999UL)]
    [InlineData("0.000000001", null)]
    [InlineData("-1", null)]
    [InlineData("21000001", null)]
    public async Task Amounts_are_exact_to_the_satoshi(string value, ulong? satoshi)
    {
        await using FakeNode node = await FakeNode.StartAsync(Chain);
        node.Lies["gettxout"] = _ => FakeNode.Result(JsonNode.Parse(
            $$"""{"value":{{value}},"scriptPubKey":{"hex":"51"},"confirmations":2,"coinbase":true}"""));
        using BitcoinNode client = node.Connect();
        Task<UnspentOutput?> asked = client.UnspentAsync(OutPoint.Null, withMempool: false, Cancel);
        if (satoshi is { } expected)
        {
            Assert.Equal(new Satoshi(expected), (await asked)!.Output.Amount);
        }
        else
        {
            await AssertRefusedAsync("MalformedAnswer", () => asked);
        }
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("duplicate", null)]
    [InlineData("inconclusive", "BlockRejected")]
    [InlineData("bad-cb-amount", "BlockRejected")]
    public async Task What_a_node_says_of_a_block_is_passed_on(string? said, string? reason)
    {
        await using FakeNode node = await FakeNode.StartAsync(Chain);
        node.Lies["submitblock"] = _ => FakeNode.Result(said);
        using BitcoinNode client = node.Connect();
        Assert.Equal(reason, (await client.SubmitAsync(Chain[1], Cancel))?.Reason);
    }

    private static async Task AssertBlockRefusedAsync(string reason, Block forged)
    {
        await using FakeNode node = await FakeNode.StartAsync(Chain);
        node.Lies["getblock"] = _ => FakeNode.Result(FakeNode.Digits(forged.Encode()));
        using BitcoinNode client = node.Connect();
        await AssertRefusedAsync(reason, () => client.BlockAsync(forged.Header.Hash, Cancel));
    }

    private static async Task AssertRefusedAsync(string reason, Func<Task> ask)
    {
        BitcoinNodeException thrown = await Assert.ThrowsAsync<BitcoinNodeException>(ask);
        Assert.Equal(reason, thrown.Refusal.Reason);
    }
}

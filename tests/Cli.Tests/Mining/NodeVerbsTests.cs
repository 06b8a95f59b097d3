using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Cli.Mining.Following;
using TrustlessPools.Cli.Mining.Proxy;
using TrustlessPools.Cli.Mining.Rules;
using TrustlessPools.Mining.Templates;
using TrustlessPools.MiningNode.Devnet;
using TrustlessPools.MiningNode.Rpc;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Cli.Tests.Mining;

/// <summary>The verbs that need a node, on a real one.</summary>
public sealed class NodeVerbsTests : IDisposable
{
    private const string Rule = """{"network": "bcoin-regtest", "start": 1, "window": {"to": 4}}""";

    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static readonly string Finder = "0x0014" + new string('7', 40);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_block_is_made_mined_handed_in_and_explained()
    {
        await using BcoinProcess node = await StartAsync();
        string pool = $"--rule {_folder.In("rule.json")} -d {_folder.In("pool")}";
        string at = $"--node http://x:{node.Access.Password}@127.0.0.1:{node.Access.Address.Port}/";
        string raw = await DoneAsync($"mining template {pool} {at} --to {Finder} --raw");
        Block made = Block.TryDecode(Hex.Parse(raw.Trim()))!;
        string path = _folder.In("block.hex");
        await File.WriteAllTextAsync(path, Convert.ToHexStringLower(Mine(made).Encode()), Cancel);
        await DoneAsync($"mining submit {pool} {at} {path}");
        Assert.Contains("block 1: qualified", await DoneAsync($"mining sync {pool} {at} --once"), Ordinal);
        Assert.Contains("1 of 4 blocks, 1 scripts", await DoneAsync($"mining status {pool}"), Ordinal);
        Assert.Contains("the finder", await DoneAsync($"mining explain {pool} --height 1"), Ordinal);
    }

    [Fact]
    public async Task The_proxy_gives_templates_and_takes_what_was_mined_of_them()
    {
        await using BcoinProcess node = await StartAsync();
        RuleFile file = RuleFile.Read(_folder.In("rule.json"));
        var client = new BitcoinNode(node.Access, file.Network, TimeSpan.FromSeconds(30));
        using var pool = new FollowedPool(client, file, _folder.In("pool"));
        var maker = new BlockMaker(file.Network, false, new(Hex.Parse(Finder)), new(new byte[4]));
        using var desk = new ProxyDesk(pool, maker, static _ => { });
        JsonNode template = (await CallAsync(desk, "getblocktemplate"))["result"]!;
        Block block = BlockOf(template);
        Block cheat = Mine(WithLess(block));
        string? refused = (string?)(await CallAsync(desk, "submitblock", cheat))["result"];
        Assert.StartsWith("rejected: MissingPayment", refused, StringComparison.Ordinal);
        JsonObject taken = await CallAsync(desk, "submitblock", Mine(block));
        Assert.Null(taken["result"]);
        Assert.Null(taken["error"]);
        await pool.CatchUpAsync(Cancel);
        Assert.Equal(1, pool.State.Window.Blocks);
        Assert.NotNull((await CallAsync(desk, "getinfo"))["error"]);
    }

    /// <summary>
    /// The program itself, over HTTP: a template is taken, a long poll waits, a mined block is handed in, and
    /// the long poll gives the next template.
    /// </summary>
    [Fact]
    public async Task Mining_software_is_served_over_http()
    {
        await using BcoinProcess node = await StartAsync();
        using Process proxy = Start(
            "mining", "proxy", "--rule", _folder.In("rule.json"), "-d", _folder.In("pool"), "--node",
            $"http://x:{node.Access.Password}@127.0.0.1:{node.Access.Address.Port}/", "--to", Finder,
                "--port",
            "0", "--json");
        try
        {
            string said = (string)JsonNode.Parse((await proxy.StandardOutput.ReadLineAsync(Cancel))!)![
                "said"]!;
            using var http = new HttpClient { BaseAddress = new(said["listening at ".Length..]) };
            JsonNode first = (await PostAsync(http, "getblocktemplate"))["result"]!;
            Task<JsonNode> next = PostAsync(
                http, "getblocktemplate", new JsonObject { ["longpollid"] = (string)first["longpollid"]! });
            Block mined = Mine(BlockOf(first));
            JsonNode taken = await PostAsync(http, "submitblock", Convert.ToHexStringLower(mined.Encode()));
            Assert.Null(taken["result"]);
            Assert.Null(taken["error"]);
            Assert.Equal(
                Digest.Show(mined.Header.Hash), (string)(await next)["result"]!["previousblockhash"]!);
            using HttpResponseMessage bad = await http.PostAsync(
                "", new StringContent("[]", Encoding.UTF8, "application/json"), Cancel);
            Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        }
        finally
        {
            proxy.Kill(entireProcessTree: true);
            await proxy.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task A_node_that_is_not_there_is_named()
    {
        await File.WriteAllTextAsync(_folder.In("rule.json"), Rule, Cancel);
        string pool = $"--rule {_folder.In("rule.json")} -d {_folder.In("pool")}";
        Tpool.Outcome outcome = await Tpool.RunAsync($"mining sync {pool} --node http://127.0.0.1:1 --once");
        Assert.Equal(1, outcome.Exit);
        Assert.Contains("NodeUnreachable", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("next: ", outcome.Error, StringComparison.Ordinal);
    }

    private static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "tpool.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
        })!;

    private static async Task<JsonNode> PostAsync(HttpClient http, string method, JsonNode? argument = null)
    {
        var call = new JsonObject
        {
            ["id"] = 1, ["method"] = method,
                ["params"] = new JsonArray([.. argument is null ? [] : (JsonNode[])[argument]]),
        };
        using HttpResponseMessage answer = await http.PostAsync(
            "", new StringContent(call.ToJsonString(), Encoding.UTF8, "application/json"), Cancel);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
    }

    private static Block BlockOf(JsonNode template)
    {
        Transaction coinbase = Transaction.TryDecode(
            Hex.Parse((string)template["coinbasetxn"]!["data"]!))!;
        var header = new BlockHeader(
            (int)template["version"]!,
            Digest.Parse((string)template["previousblockhash"]!),
            coinbase.Id,
            (uint)template["curtime"]!,
            Convert.ToUInt32((string)template["bits"]!, 16),
            Nonce: 0);
        return new(header, [coinbase]);
    }

    /// <summary>Leaves out what the finder gets, and keeps the tag.</summary>
    private static Block WithLess(Block block)
    {
        Transaction coinbase = block.Transactions[0];
        coinbase = coinbase with { Outputs = [.. coinbase.Outputs.Skip(1)] };
        return new(block.Header with { MerkleRoot = coinbase.Id }, [coinbase]);
    }

    private static Block Mine(Block block) =>
        block with { Header = NonceSearch.Find(block.Header, tries: 1 << 20)! };

    private static Task<JsonObject> CallAsync(ProxyDesk desk, string method, Block? block = null) =>
        desk.AnswerAsync(
            new()
            {
                ["id"] = 1,
                ["method"] = method,
                ["params"] = block is null
                    ? new JsonArray()
                    : new JsonArray(Convert.ToHexStringLower(block.Encode())),
            },
            Cancel);

    private static async Task<string> DoneAsync(string arguments)
    {
        Tpool.Outcome outcome = await Tpool.RunAsync(arguments);
        Assert.True(outcome.Exit == 0, $"{arguments}: {outcome.Error}{outcome.Output}");
        return outcome.Output;
    }

    private async Task<BcoinProcess> StartAsync()
    {
        await File.WriteAllTextAsync(_folder.In("rule.json"), Rule, Cancel);
        BcoinInstallation bcoin = await Bcoin.InstalledAsync();
        return await bcoin.StartAsync(dataFolder: null, Cancel);
    }
}

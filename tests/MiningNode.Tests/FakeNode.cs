using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.MiningNode.Rpc;
using TrustlessPools.Primitives;

namespace TrustlessPools.MiningNode.Tests;

/// <summary>
/// A node inside the test that says what the test wants: by default the truth about a chain, whatever a test
/// puts in its place else.
/// </summary>
internal sealed class FakeNode : IAsyncDisposable
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WebApplication _host;

    private FakeNode(WebApplication host, IEnumerable<Block> chain)
    {
        _host = host;
        Chain = [.. chain];
    }

    /// <summary>The best chain.</summary>
    internal List<Block> Chain { get; set; }

    /// <summary>What is said instead of a result, by method: an answer's JSON without its number.</summary>
    internal Dictionary<string, Func<JsonArray, JsonObject?>> Lies { get; } = [];

    /// <summary>When not null, the status of every answer, which has this body.</summary>
    internal (HttpStatusCode Status, string Body)? Instead { get; set; }

    internal NodeAccess Access => new(new(_host.Urls.First()), "user", "secret");

    internal BitcoinNode Connect(TimeSpan? patience = null) =>
        new(Access, BitcoinNetwork.Regtest, patience ?? Patience);

    internal static async Task<FakeNode> StartAsync(IEnumerable<Block> chain)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication host = builder.Build();
        var node = new FakeNode(host, chain);
        host.MapPost("/", node.AnswerAsync);
        await host.StartAsync(TestContext.Current.CancellationToken);
        return node;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    internal static JsonObject Result(JsonNode? result) => new() { ["result"] = result, ["error"] = null };

    internal static JsonObject Error(int code, string message) => new()
    {
        ["result"] = null,
        ["error"] = new JsonObject { ["code"] = code, ["message"] = message },
    };

    private async Task AnswerAsync(HttpContext context)
    {
        if (Instead is (HttpStatusCode status, string body))
        {
            context.Response.StatusCode = (int)status;
            await context.Response.WriteAsync(body);
            return;
        }

        JsonNode call = (await JsonNode.ParseAsync(context.Request.Body))!;
        string method = call["method"]!.GetValue<string>();
        JsonArray arguments = call["params"]!.AsArray();
        JsonObject answer = (Lies.TryGetValue(method, out Func<JsonArray, JsonObject?>? lie)
            ? lie(arguments)
            : null) ?? Truth(method, arguments);
        answer.TryAdd("id", call["id"]!.DeepClone());
        answer["unknown"] = "is ignored";
        await context.Response.WriteAsync(answer.ToJsonString());
    }

    private JsonObject Truth(string method, JsonArray arguments) => method switch
    {
        "getblockchaininfo" => Result(new JsonObject
        {
            ["chain"] = "regtest",
            ["blocks"] = Chain.Count - 1,
            ["headers"] = Chain.Count - 1,
            ["bestblockhash"] = Digest.Show(Chain[^1].Header.Hash),
            ["initialblockdownload"] = false,
            ["pruneheight"] = null,
        }),
        "getblockcount" => Result(Chain.Count - 1),
        "getbestblockhash" => Result(Digest.Show(Chain[^1].Header.Hash)),
        "getblockhash" => arguments[0]!.GetValue<int>() is var height && height < Chain.Count
            ? Result(Digest.Show(Chain[height].Header.Hash))
            : Error(-8, "Block height out of range"),
        "getblockheader" => Result(Digits(Named(arguments).Header.Encode())),
        "getblock" => Result(Digits(Named(arguments).Encode())),
        _ => Error(-32601, "Method not found"),
    };

    private Block Named(JsonArray arguments)
    {
        Hash32 hash = Digest.Parse(arguments[0]!.GetValue<string>());
        return Chain.Single(b => b.Header.Hash == hash);
    }

    /// <summary>Hexadecimal digits without a prefix.</summary>
    internal static string Digits(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}

using System.Text.Json.Nodes;
using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Cli.Mining.Following;
using TrustlessPools.Cli.Mining.Templates;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Mining.Templates;
using TrustlessPools.MiningNode.Rpc;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Proxy;

/// <summary>Answers the calls of mining software, one after the other.</summary>
/// <param name="pool">The pool beside the node.</param>
/// <param name="maker">Whom blocks pay.</param>
/// <param name="say">Tells what happens.</param>
internal sealed class ProxyDesk(FollowedPool pool, BlockMaker maker, Action<string> say) : IDisposable
{
    private const int UnknownMethod = -32601;
    private const int Failed = -1;

    /// <summary>How long a long poll is held at most; then the same template is given again.</summary>
    private static readonly TimeSpan LongPollMax = TimeSpan.FromSeconds(60);

    /// <summary>How often the node is asked meanwhile.</summary>
    private static readonly TimeSpan LongPollPause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1);

    public void Dispose() => _turn.Dispose();

    /// <summary>Answers a call of JSON-RPC.</summary>
    internal async Task<JsonObject> AnswerAsync(JsonObject call, CancellationToken cancel)
    {
        JsonNode? id = call["id"]?.DeepClone();
        var arguments = call["params"] as JsonArray;
        try
        {
            return TextOf(call["method"]) switch
            {
                "getblocktemplate" => Result(id, await TemplateAsync(arguments, cancel)),
                "submitblock" => Result(id, await InTurnAsync(() => SubmitAsync(arguments, cancel), cancel)),
                var other => Error(id, UnknownMethod, $"'{other}' is not spoken here"),
            };
        }
        catch (Exception e) when (e is RefusedException or BitcoinNodeException)
        {
            say(e.Message);
            return Error(id, Failed, e.Message);
        }
    }

    /// <summary>The pool is used by one call at a time; a long poll lets others in between.</summary>
    private async Task<JsonNode?> InTurnAsync(Func<Task<JsonNode?>> act, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            return await act();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// A template at once; or, to who names the one it has, when there is another (BIP-0022, long polling).
    /// </summary>
    private async Task<JsonNode?> TemplateAsync(JsonArray? arguments, CancellationToken cancel)
    {
        string? known = arguments is [JsonObject request, ..] ? TextOf(request["longpollid"]) : null;
        JsonNode? template = await InTurnAsync(() => TemplateAsync(cancel), cancel);
        for (TimeSpan waited = default;
            known is not null && TextOf(template!["longpollid"]) == known && waited < LongPollMax;
            waited += LongPollPause)
        {
            await Task.Delay(LongPollPause, cancel);
            template = await InTurnAsync(() => TemplateAsync(cancel), cancel);
        }

        return template;
    }

    private async Task<JsonNode?> TemplateAsync(CancellationToken cancel)
    {
        await pool.CatchUpAsync(cancel);
        BlockOffer offer = await pool.OfferAsync(cancel);
        BlockProposal.Made made = MiningTemplateCommand.Build(pool.State, offer, maker);
        return ProxyTemplate.Of(made.Block, offer.Height);
    }

    /// <summary>Judges a block, and hands it to the node when it is qualified.</summary>
    /// <returns>Why not, or null.</returns>
    private async Task<JsonNode?> SubmitAsync(JsonArray? arguments, CancellationToken cancel)
    {
        bool isHex = arguments is [{ } data, ..] && TextOf(data) is { } digits
            && digits.Length % 2 == 0 && digits.All(char.IsAsciiHexDigit);
        Block? sent = isHex ? Block.TryDecode(Hex.Parse(TextOf(arguments![0])!)) : null;
        if (sent is not { Transactions: [_, ..] })
        {
            return "rejected: no block";
        }

        Block block = ProxyTemplate.WithReservedValue(sent);
        await pool.CatchUpAsync(cancel);
        Judgement judgement = pool.State.Judge(block.Transactions[0]);
        string hash = Digest.Show(block.Header.Hash);
        if (judgement is Judgement.Unqualified unqualified)
        {
            say($"block {hash} is kept back: {unqualified.Reason}");
            return $"rejected: {unqualified.Reason}";
        }

        Refusal? refusal = await pool.Node.SubmitAsync(block, cancel);
        say(refusal is null ? $"block {hash} is the node's" : $"block {hash}: {refusal}");
        return refusal is null ? null : $"rejected: {refusal.Supplied}";
    }

    private static string? TextOf(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static JsonObject Result(JsonNode? id, JsonNode? result) =>
        new() { ["result"] = result, ["error"] = null, ["id"] = id };

    private static JsonObject Error(JsonNode? id, int code, string message) => new()
    {
        ["result"] = null,
        ["error"] = new JsonObject { ["code"] = code, ["message"] = message },
        ["id"] = id,
    };
}

using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Http;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Node.Api.Money;
using TrustlessPools.Operator;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Api.Http;

/// <summary>Everything that the API answers.</summary>
internal static class ApiRoutes
{
    private const string MetricsType = "text/plain; version=0.0.4";

    /// <summary>All routes.</summary>
    internal static IReadOnlyList<ApiRoute> All { get; } =
    [
        Get("/v1/status", "How the operator, its peers and its pools stand.", NodeStatus.Shape,
            static c => StatusOf.Node(c.Node)),
        Get("/v1/deposits", "Deposits that committees have signed, in the form of launchpads.",
            SignedDeposit.FileShape, static c => Deposits.Of(c.Node)),
        Events(),
        Blocks(),
        Health(),
        Metrics(),
        Get("/v1/operators", "All operators: what each has at stake, its fines and its faults.",
            OperatorDocument.ListShape, static c => OperatorDocument.All(Chain(c))),
        Get("/v1/funds", "All funds: collateral, capacity, locks.", FundsDocument.Shape,
            static c => FundsDocument.Of(Parameters(c), Chain(c))),
        Get("/v1/leverage", "What those who have bonded control for what they risk.",
            LeverageDocument.Shape, static c => LeverageDocument.Of(Parameters(c), Chain(c))),
        Get("/v1/auctions", "Which seats are for sale, and the bids for them.", AuctionsDocument.Shape,
            static c => AuctionsDocument.Of(c.Node.Rules, Chain(c))),
        Get("/v1/pools", "All pools, and the money behind them.", PoolDocument.ListShape,
            static c => Chain(c).Pools.Map(p => PoolDocument.Of(Parameters(c), Chain(c), p))),
        Find("/v1/pools/{pool}", "A pool: kind, members, collateral, terms, outlook.", PoolDocument.Shape,
            [new("pool", "path", "The pool's number.")], Pool),
        Accounts(),
        Find("/v1/accounts/{account}", "An account with its bonds and locks.", AccountDocument.Shape,
            [new("account", "path", "The account's number.")], Account),
        Find("/v1/locks/{fund}/{number}", "A lock.", LockDocument.Shape,
            [new("fund", "path", "The fund's number."), new("number", "path", "The lock's in the fund.")],
            Lock),
        Find("/v1/requests/{root}", "What became of something that was asked for.", OfferDocument.Shape,
            [new("root", "path", "The operation's hash tree root.")], Offer),
        Requests(),
        new("GET", OpenApi.Path, "This description.",
            static _ => Task.FromResult<ApiAnswer?>(Description()),
            [new(StatusCodes.Status200OK, "OpenAPI 3.1", JsonSchema.Object([]))]),
    ];

    private static ApiAnswer Description() =>
        new(StatusCodes.Status200OK, MediaTypeNames.Application.Json, new ByteString(OpenApi.Describe(All)));

    private static ApiRoute Get<T>(
        string path, string summary, JsonShape<T> shape, Func<ApiCall, T> answer)
        where T : notnull => new(
        "GET",
        path,
        summary,
        call => Task.FromResult<ApiAnswer?>(ApiAnswer.Of(shape, answer(call))),
        [new(StatusCodes.Status200OK, "As of now.", shape.Schema)]);

    private static ApiRoute Find<T>(
        string path,
        string summary,
        JsonShape<T> shape,
        IReadOnlyList<ApiParameter> parameters,
        Func<ApiCall, T?> find)
        where T : class => new(
        "GET",
        path,
        summary,
        call => Task.FromResult<ApiAnswer?>(find(call) is { } found
            ? ApiAnswer.Of(shape, found)
            : ApiAnswer.NotThere(call.Context.Request.Path)),
        [
            new(StatusCodes.Status200OK, "As of now.", shape.Schema),
            Refused(StatusCodes.Status404NotFound, "There is none."),
        ])
    {
        Parameters = parameters,
    };

    private static ApiRoute Events() => new(
        "GET",
        "/v1/events",
        "What happens, from the operator's start on, as server-sent events.",
        static async call =>
        {
            await EventStream.WriteAsync(call.Context, call.Node.Events, call.Stopping);
            return null;
        },
        [new(StatusCodes.Status200OK, "Events without end.", EventStream.Shape.Schema, "text/event-stream")])
    {
        Parameters = [new("Last-Event-ID", "header", "Goes on after this event.")],
    };

    private static ApiRoute Blocks() => new(
        "GET",
        "/v1/blocks",
        "All certified blocks that are stored here, as a chain's file.",
        static async call =>
        {
            string from = call.Context.Request.Query["from"].ToString();
            if (!BlockStream.TryParse(from, out Height first))
            {
                return ApiAnswer.Refused(
                    StatusCodes.Status400BadRequest,
                    ApiRefusals.MalformedQuery($"from '{from}'", "a height"));
            }

            await BlockStream.WriteAsync(call.Context, call.Node, first);
            return null;
        },
        [
            new(
                StatusCodes.Status200OK,
                "A chain's file.",
                JsonSchema.Text,
                MediaTypeNames.Application.Octet),
            Refused(StatusCodes.Status400BadRequest, "The height is none."),
        ])
    {
        Parameters = [new("from", "query", "Leaves out the blocks before this height.")],
    };

    private static ApiRoute Health() => new(
        "GET",
        "/health",
        "Whether duties can be done.",
        static call =>
        {
            var health = Api.Health.Of(call.Node);
            int status = health.IsReady
                ? StatusCodes.Status200OK
                : StatusCodes.Status503ServiceUnavailable;
            return Task.FromResult<ApiAnswer?>(ApiAnswer.Of(Api.Health.Shape, health, status));
        },
        [
            new(StatusCodes.Status200OK, "They can.", Api.Health.Shape.Schema),
            new(StatusCodes.Status503ServiceUnavailable, "They cannot, and why.", Api.Health.Shape.Schema),
        ]);

    private static ApiRoute Metrics() => new(
        "GET",
        "/metrics",
        "Counters and gauges, as Prometheus reads them.",
        static call => Task.FromResult<ApiAnswer?>(new(
            StatusCodes.Status200OK,
            MetricsType,
            new ByteString(Encoding.UTF8.GetBytes(call.Node.Metrics.ToText(Gauges.Of(call.Node)))))),
        [new(StatusCodes.Status200OK, "As of now.", JsonSchema.Text, "text/plain")]);

    private static ApiRoute Accounts() => new(
        "GET",
        "/v1/accounts",
        "The accounts of a key.",
        static call =>
        {
            string key = call.Context.Request.Query["key"].ToString();
            return Task.FromResult<ApiAnswer?>(TryParse(key, out G1Bytes parsed)
                ? ApiAnswer.Of(
                    AccountDocument.ListShape,
                    AccountDocument.OfKey(Parameters(call), Chain(call), parsed))
                : ApiAnswer.Refused(
                    StatusCodes.Status400BadRequest,
                    ApiRefusals.MalformedQuery($"key '{key}'", "0x and 96 hexadecimal digits")));
        },
        [
            new(StatusCodes.Status200OK, "None for an unknown key.", AccountDocument.ListShape.Schema),
            Refused(StatusCodes.Status400BadRequest, "The key is none."),
        ])
    {
        Parameters = [new("key", "query", "The owner's public key.")],
    };

    private static ApiRoute Requests() => new(
        "POST",
        "/v1/requests",
        "Asks the operator to post an owner's request, a registration, or its own leaving.",
        static async call => await call.Intake.TakeAsync(call),
        [
            new(StatusCodes.Status202Accepted, "It is offered until a block holds it.",
                OfferDocument.Shape.Schema),
            Refused(StatusCodes.Status400BadRequest, "The body or the key is none."),
            Refused(StatusCodes.Status401Unauthorized, "The token is missing, or another."),
            Refused(StatusCodes.Status409Conflict, "The key came with another body before."),
            Refused(StatusCodes.Status413PayloadTooLarge, "The body is too long."),
            Refused(StatusCodes.Status422UnprocessableEntity, "The pool chain's rules refuse it."),
            Refused(StatusCodes.Status429TooManyRequests, "Too many wait for a block."),
            Refused(StatusCodes.Status503ServiceUnavailable, "The operator is busy."),
        ])
    {
        Parameters = [new("Idempotency-Key", "header", "The same key does the same thing once.")],
        Body = OfferDocument.BodyShape.Schema,
    };

    private static ApiResponse Refused(int status, string description) =>
        new(status, description, RefusalDocument.Shape.Schema);

    private static ChainState Chain(ApiCall call) => call.Node.State.Chain;

    private static MoneyParameters Parameters(ApiCall call) => call.Node.Rules.Genesis.Money.Parameters;

    private static PoolDocument? Pool(ApiCall call) =>
        call.Number("pool") is { } number && Chain(call).PoolOf(new(number)) is { } pool
            ? PoolDocument.Of(Parameters(call), Chain(call), pool)
            : null;

    private static AccountDocument? Account(ApiCall call) =>
        call.Number("account") is { } number && Chain(call).Money.OwnerOf(new(number)) is not null
            ? AccountDocument.Of(Parameters(call), Chain(call), new(number))
            : null;

    private static LockDocument? Lock(ApiCall call) =>
        call.Number("fund") is { } fund && call.Number("number") is { } number
        && Chain(call).Money.Ledger.LockOf(new(new(fund), number)) is not null
            ? LockDocument.Of(Chain(call), new(new(fund), number))
            : null;

    private static OfferDocument? Offer(ApiCall call)
    {
        OperatorState state = call.Node.State;
        try
        {
            return OfferDocument.Of(state.Offered, Hash32.Parse(call.Part("root")));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static bool TryParse(string text, out G1Bytes key)
    {
        try
        {
            key = G1Bytes.Parse(text);
            return true;
        }
        catch (FormatException)
        {
            key = default;
            return false;
        }
    }
}

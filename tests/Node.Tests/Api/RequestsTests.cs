using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Node.Api.Http;
using TrustlessPools.Node.Api.Money;
using TrustlessPools.Node.Hosting;
using TrustlessPools.Node.Tests.Hosting;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Tests.Api;

/// <summary>Who has the operator's token asks it to post requests; who reads needs none.</summary>
public sealed class RequestsTests
{
    private static readonly Gwei Ether = new(1_000_000_000);
    private static readonly SecretScalar Staker = StakerKey();

    private static readonly Func<IReadOnlyList<PublicIdentity>, MoneyGenesis> Money = static _ => new(
        new MoneyParameters { Protocol = Protocol.Seed },
        [new(Staker.ToPublicPoint().ToBytes(), Hash32.Sha256("staker"u8), Ether * 100)]);

    [Fact]
    public async Task Nothing_is_taken_without_the_token()
    {
        await using LocalNetwork network = await LocalNetwork.StartAsync(running: 1, money: Money);
        OperatorNode node = network.Nodes.First();
        using var client = new HttpClient { BaseAddress = node.ApiUrl };
        Assert.Equal("NotAuthorized", await RefusalAsync(client, Body(node, 0), HttpStatusCode.Unauthorized));
        Authorize(client, new string('0', 64));
        Assert.Equal("NotAuthorized", await RefusalAsync(client, Body(node, 0), HttpStatusCode.Unauthorized));
        Assert.Empty(node.State.Offered.Waiting);
        string file = network.FolderOf(new(1)).ApiToken;
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    /// <summary>Else a client sends its next request into a connection that is being closed.</summary>
    [Fact]
    public async Task An_answer_to_a_body_that_is_not_read_says_that_the_connection_is_closed()
    {
        await using LocalNetwork network = await LocalNetwork.StartAsync(running: 1, money: Money);
        OperatorNode node = network.Nodes.First();
        using var stranger = new HttpClient { BaseAddress = node.ApiUrl };
        using HttpClient owner = Authorized(network, node);
        Assert.True(await IsClosedAsync(stranger, "v1/requests", new(' ', 100)));
        Assert.True(await IsClosedAsync(owner, "v1/requests", new(' ', 70_000)));
        Assert.True(await IsClosedAsync(owner, "v1/status", "{}"));
        Assert.False(await IsClosedAsync(owner, "v1/requests", "{}"));

        static async Task<bool> IsClosedAsync(HttpClient client, string path, string body)
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using HttpResponseMessage answer = await client.PostAsync(
                new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
            return answer.Headers.ConnectionClose == true;
        }
    }

    [Fact]
    public async Task What_is_asked_for_is_answered_by_name_and_once()
    {
        await using LocalNetwork network = await LocalNetwork.StartAsync(running: 1, money: Money);
        OperatorNode node = network.Nodes.First();
        using HttpClient client = Authorized(network, node);
        Assert.Equal("MalformedBody", await RefusalAsync(client, "{", HttpStatusCode.BadRequest));
        Assert.Equal(
            "MalformedBody",
            await RefusalAsync(client, """{"operation":"0x63"}""", HttpStatusCode.BadRequest));
        Assert.Equal(
            "BodyTooLarge",
            await RefusalAsync(client, new(' ', 70_000), HttpStatusCode.RequestEntityTooLarge));
        Assert.Equal(
            "WrongNumber", await RefusalAsync(client, Body(node, 9), HttpStatusCode.UnprocessableEntity));
        Assert.Equal(
            "BadIdempotencyKey",
            await RefusalAsync(client, Body(node, 0), HttpStatusCode.BadRequest, new string('k', 200)));

        (HttpStatusCode status, string first) = await PostAsync(client, Body(node, 0), "a key");
        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal(first, (await PostAsync(client, Body(node, 0), "a key")).Text);
        Assert.Equal(
            "IdempotencyKeyReused",
            await RefusalAsync(client, Body(node, 1), HttpStatusCode.Conflict, "a key"));
        Hash32 root = Assert.Single(node.State.Offered.Waiting).Key;
        Assert.Equal(first, await ReadAsync(client, $"v1/requests/{root}"));
    }

    [Fact]
    public async Task A_request_comes_into_a_block_and_changes_what_the_api_tells()
    {
        await using LocalNetwork network = await LocalNetwork.StartAsync(money: Money);
        OperatorNode node = network.Nodes.First();
        using HttpClient client = Authorized(network, node);
        AccountDocument before = await StakerAsync(client);
        Assert.Equal((Ether * 100, "seed"), (before.Free, before.Protocol));
        (HttpStatusCode status, string text) =
            await PostAsync(client, Body(node, before.NextRequest), "lock");
        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.True(OfferDocument.Shape.TryParse(text, out OfferDocument? offer, out _));
        await network.UntilAsync(() => node.State.Offered.Waiting.IsEmpty, "A block with the request");
        Assert.Contains(
            "\"included\"", await ReadAsync(client, $"v1/requests/{offer.Root}"), StringComparison.Ordinal);

        AccountDocument after = await StakerAsync(client);
        Assert.Equal(Ether * 68, after.Free);
        LockDocument item = Assert.Single(after.Locks);
        Assert.Equal("idle", item.Status);
        Assert.Equal(
            LockDocument.Shape.ToText(item), await ReadAsync(client, $"v1/locks/{item.Id}"));
        string funds = await ReadAsync(client, "v1/funds");
        Assert.True(FundsDocument.Shape.TryParse(funds, out FundsDocument? known, out _));
        Assert.Equal(1UL, Assert.Single(known.Funds).Idle);
        string pool = await ReadAsync(client, "v1/pools/1");
        Assert.True(PoolDocument.Shape.TryParse(pool, out PoolDocument? shown, out _));
        Assert.Equal(PoolDocument.Rotating, shown.Kind);
    }

    [Fact]
    public async Task The_description_names_every_route_and_no_other()
    {
        await using LocalNetwork network = await LocalNetwork.StartAsync(running: 1);
        using var client = new HttpClient { BaseAddress = network.Nodes.First().ApiUrl };
        using var document = JsonDocument.Parse(await ReadAsync(client, "openapi.json"));
        Assert.Equal("3.1.0", document.RootElement.GetProperty("openapi").GetString());
        string[] described =
        [
            .. from path in document.RootElement.GetProperty("paths").EnumerateObject()
               from method in path.Value.EnumerateObject()
               select $"{method.Name.ToUpperInvariant()} {path.Name}",
        ];
        Assert.Equal(network.Nodes.First().ApiRoutes.Order(), described.Order());
        foreach (string route in described.Where(static d => d.Contains('{', StringComparison.Ordinal)))
        {
            JsonElement method = document.RootElement.GetProperty("paths")
                .GetProperty(route.Split(' ')[1]).GetProperty("get");
            Assert.NotEmpty(method.GetProperty("parameters").EnumerateArray());
        }
    }

    [Theory]
    [InlineData("v1/accounts/99", HttpStatusCode.NotFound)]
    [InlineData("v1/accounts/x", HttpStatusCode.NotFound)]
    [InlineData("v1/locks/0/0", HttpStatusCode.NotFound)]
    [InlineData("v1/pools/0", HttpStatusCode.NotFound)]
    [InlineData("v1/requests/0x00", HttpStatusCode.NotFound)]
    [InlineData("v1/accounts?key=0x00", HttpStatusCode.BadRequest)]
    public async Task What_is_not_there_is_refused_by_name(string path, HttpStatusCode expected)
    {
        await using LocalNetwork network = await LocalNetwork.StartAsync(running: 1);
        using var client = new HttpClient { BaseAddress = network.Nodes.First().ApiUrl };
        using HttpResponseMessage answer = await client.GetAsync(
            new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(expected, answer.StatusCode);
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(RefusalDocument.Shape.TryParse(text, out _, out string? flaw), flaw);
    }

    private static SecretScalar StakerKey()
    {
        byte[] bytes = new byte[SecretBytes.Size];
        Array.Fill(bytes, (byte)1);
        using SecretBytes seed = SecretBytes.From(bytes);
        return seed.DeriveScalar("owner");
    }

    /// <summary>The staker's account follows those of the reserve and the operators.</summary>
    private static string Body(OperatorNode node, ulong number)
    {
        Operation operation = PostRequest.Sign(
            new LedgerRequest(new MakeLock(new(LocalNetwork.Count + 1), number, default)),
            Staker,
            node.Rules.Network);
        return $$"""{"operation":"{{Hex.Format(Operation.Ssz.Serialize(operation))}}"}""";
    }

    private static HttpClient Authorized(LocalNetwork network, OperatorNode node)
    {
        var client = new HttpClient { BaseAddress = node.ApiUrl };
        Authorize(client, ApiToken.Read(network.FolderOf(node.Self).ApiToken));
        return client;
    }

    private static void Authorize(HttpClient client, string token) =>
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

    private static async Task<AccountDocument> StakerAsync(HttpClient client)
    {
        string text = await ReadAsync(client, $"v1/accounts?key={Staker.ToPublicPoint().ToBytes()}");
        Assert.True(AccountDocument.ListShape.TryParse(text, out var accounts, out string? flaw), flaw);
        return Assert.Single(accounts);
    }

    private static Task<string> ReadAsync(HttpClient client, string path) => client.GetStringAsync(
        new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    private static async Task<string> RefusalAsync(
        HttpClient client, string body, HttpStatusCode expected, string? key = null)
    {
        (HttpStatusCode status, string text) = await PostAsync(client, body, key);
        Assert.Equal(expected, status);
        Assert.True(RefusalDocument.Shape.TryParse(text, out Refusal? refusal, out string? flaw), flaw);
        return refusal.Reason;
    }

    private static async Task<(HttpStatusCode Status, string Text)> PostAsync(
        HttpClient client, string body, string? key)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri("v1/requests", UriKind.Relative))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using HttpResponseMessage answer = await client.SendAsync(
            request, TestContext.Current.CancellationToken);
        return (
            answer.StatusCode,
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}

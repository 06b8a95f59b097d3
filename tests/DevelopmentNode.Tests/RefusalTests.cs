using System.Net;
using System.Net.Http.Headers;
using System.Text;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.SigningDomains;
using TrustlessPools.Primitives;
using static TrustlessPools.DevelopmentNode.Tests.NodeRun;

namespace TrustlessPools.DevelopmentNode.Tests;

/// <summary>Bad requests are refused in the Beacon API's form; none of them is the node's fault.</summary>
public sealed class RefusalTests
{
    private const int BodySizeMax = 1 << 20;
    private const string NoRoot = "0x00000000000000000000000000000000000000000000000000000000000000ff";

    [Theory]
    [InlineData("/eth/v1/beacon/states/100/fork")]
    [InlineData("/eth/v1/beacon/states/18446744073709551615/fork")]
    [InlineData($"/eth/v1/beacon/states/{NoRoot}/fork")]
    [InlineData($"/eth/v1/beacon/states/{NoRoot}/validators")]
    [InlineData("/eth/v1/beacon/states/head/validators/16")]
    [InlineData("/eth/v1/beacon/states/head/validators/18446744073709551615")]
    [InlineData("/eth/v1/beacon/headers/100")]
    [InlineData($"/eth/v1/beacon/headers/{NoRoot}")]
    [InlineData($"/eth/v1/beacon/blocks/{NoRoot}/root")]
    [InlineData("/eth/v1/beacon/blocks/18446744073709551615/root")]
    [InlineData("/")]
    [InlineData("/eth/v1/beacon")]
    [InlineData("/eth/v1/beacon/states/head")]
    [InlineData("/eth/v2/validator/blocks/3")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        await using NodeRun run = await StartAsync(new Slot(50));
        await run.RefusedAsync(HttpStatusCode.NotFound, Get(path));
    }

    [Fact]
    public async Task A_state_is_not_found_once_it_is_forgotten()
    {
        await using NodeRun run = await StartAsync(new Slot(8 * 20));
        await run.RefusedAsync(HttpStatusCode.NotFound, BeaconRequests.Fork(BlockId.At(new((8 * 12) - 1))));
        await run.SendAsync(BeaconRequests.Fork(BlockId.At(new(8 * 12))));
        await run.SendAsync(BeaconRequests.Fork(BlockId.Genesis));
    }

    [Theory]
    [InlineData("/eth/v1/beacon/states/Head/fork")]
    [InlineData("/eth/v1/beacon/states/-1/fork")]
    [InlineData("/eth/v1/beacon/states/0x12/fork")]
    [InlineData("/eth/v1/beacon/states/18446744073709551616/fork")]
    [InlineData("/eth/v1/beacon/states/%20/fork")]
    [InlineData("/eth/v1/beacon/headers/justified")]
    [InlineData("/eth/v1/beacon/blocks/justified/root")]
    [InlineData("/eth/v1/beacon/headers?slot=x")]
    [InlineData("/eth/v1/beacon/headers?parent_root=0x00")]
    [InlineData("/eth/v1/beacon/states/head/validators/x")]
    [InlineData("/eth/v1/beacon/states/head/validators?id=x")]
    [InlineData("/eth/v1/beacon/states/head/validators?id=")]
    [InlineData("/eth/v1/beacon/states/head/validators?status=sleeping")]
    [InlineData("/eth/v1/beacon/states/head/randao?epoch=7")]
    [InlineData("/eth/v1/beacon/states/head/randao?epoch=x")]
    [InlineData("/eth/v1/beacon/states/head/randao?epoch=18446744073709551615")]
    [InlineData("/eth/v1/beacon/states/head/committees?epoch=4")]
    [InlineData("/eth/v1/beacon/states/head/committees?epoch=8")]
    [InlineData("/eth/v1/beacon/states/head/committees?epoch=18446744073709551615")]
    [InlineData("/eth/v1/beacon/states/head/committees?epoch=6&slot=47")]
    [InlineData("/eth/v1/beacon/states/head/committees?index=-1")]
    [InlineData("/eth/v1/validator/duties/proposer/5")]
    [InlineData("/eth/v1/validator/duties/proposer/8")]
    [InlineData("/eth/v1/validator/duties/proposer/x")]
    [InlineData("/eth/v2/validator/duties/proposer/18446744073709551615")]
    [InlineData("/eth/v1/validator/attestation_data")]
    [InlineData("/eth/v1/validator/attestation_data?slot=50")]
    [InlineData("/eth/v1/validator/attestation_data?committee_index=0")]
    [InlineData("/eth/v1/validator/attestation_data?slot=51&committee_index=0")]
    [InlineData("/eth/v1/validator/attestation_data?slot=39&committee_index=0")]
    [InlineData("/eth/v1/validator/attestation_data?slot=50&committee_index=4")]
    [InlineData("/eth/v1/validator/attestation_data?slot=18446744073709551615&committee_index=0")]
    [InlineData("/eth/v1/validator/attestation_data?slot=50&slot=50&committee_index=0")]
    [InlineData("/eth/v1/node/health?syncing_status=99")]
    [InlineData("/eth/v1/node/health?syncing_status=600")]
    [InlineData("/eth/v1/node/health?syncing_status=x")]
    public async Task A_bad_question_is_a_bad_request(string path)
    {
        await using NodeRun run = await StartAsync(new Slot(50));
        BeaconError error = await run.RefusedAsync(HttpStatusCode.BadRequest, Get(path));
        Assert.NotEmpty(error.Message);
    }

    [Theory]
    [InlineData("/eth/v1/validator/duties/attester/4", "[]")]
    [InlineData("/eth/v1/validator/duties/attester/8", "[]")]
    [InlineData("/eth/v1/validator/duties/attester/18446744073709551615", "[]")]
    [InlineData("/eth/v1/validator/duties/attester/x", "[]")]
    [InlineData("/eth/v1/validator/duties/attester/6", "")]
    [InlineData("/eth/v1/validator/duties/attester/6", "{}")]
    [InlineData("/eth/v1/validator/duties/attester/6", """["x"]""")]
    [InlineData("/eth/v1/validator/liveness/4", """["1"]""")]
    [InlineData("/eth/v1/validator/liveness/7", """["1"]""")]
    [InlineData("/eth/v1/beacon/rewards/attestations/5", "[]")]
    [InlineData("/eth/v1/beacon/rewards/attestations/2305843009213693952", "[]")]
    [InlineData("/eth/v1/beacon/rewards/attestations/18446744073709551614", "[]")]
    [InlineData("/eth/v1/beacon/rewards/attestations/18446744073709551615", "[]")]
    [InlineData("/eth/v1/beacon/rewards/attestations/4", """["x"]""")]
    [InlineData("/eth/v1/beacon/states/head/validators", "")]
    [InlineData("/eth/v1/beacon/states/head/validators", """{"ids":["x"]}""")]
    [InlineData("/eth/v1/beacon/states/head/validators", """{"statuses":["x"]}""")]
    [InlineData("/eth/v1/validator/beacon_committee_subscriptions", "")]
    [InlineData("/eth/v1/validator/beacon_committee_subscriptions", "[{}]")]
    [InlineData("/eth/v1/beacon/pool/voluntary_exits", "")]
    [InlineData("/eth/v1/beacon/pool/voluntary_exits", """{"message":{"epoch":"1","validator_index":"1"}}""")]
    public async Task A_bad_body_is_a_bad_request(string path, string body)
    {
        await using NodeRun run = await StartAsync(new Slot(50));
        await run.RefusedAsync(HttpStatusCode.BadRequest, Post(path, body));
    }

    [Fact]
    public async Task An_exit_that_is_not_permitted_is_refused_by_name()
    {
        await using NodeRun run = await StartAsync(new Slot(50));
        (ValidatorIndex Index, string Name)[] rows =
            [(new(16), "UnknownValidator"), (new(0), "ResidentValidator"), (new(Own), "BadSignature")];
        foreach ((ValidatorIndex index, string name) in rows)
        {
            BeaconError error = await run.RefusedAsync(
                HttpStatusCode.BadRequest,
                BeaconRequests.SubmitVoluntaryExit(new(new VoluntaryExit(new(0), index), default)));
            Assert.StartsWith(name, error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("POST", "/eth/v1/beacon/genesis")]
    [InlineData("GET", "/eth/v1/validator/duties/attester/6")]
    [InlineData("GET", "/eth/v2/beacon/pool/attestations")]
    [InlineData("DELETE", "/eth/v1/node/version")]
    [InlineData("GET", "/deposits")]
    [InlineData("POST", "/eth/v1/events")]
    public async Task Another_method_is_not_allowed(string method, string path)
    {
        await using NodeRun run = await StartAsync(new Slot(1));
        await run.RefusedAsync(HttpStatusCode.MethodNotAllowed, new(new HttpMethod(method), path));
    }

    [Theory]
    [InlineData("application/octet-stream")]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Another_type_of_content_is_not_read(string type)
    {
        await using NodeRun run = await StartAsync(new Slot(1));
        HttpRequestMessage message = Post("/eth/v1/validator/duties/attester/0", """["14"]""");
        message.Content!.Headers.ContentType = new MediaTypeHeaderValue(type);
        await run.RefusedAsync(HttpStatusCode.UnsupportedMediaType, message);

        message = Post("/eth/v1/validator/duties/attester/0", """["14"]""");
        message.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json; charset=utf-8");
        Assert.Equal(HttpStatusCode.OK, (await run.SendRawAsync(message)).Status);
    }

    [Fact]
    public async Task A_body_is_read_up_to_its_limit()
    {
        await using NodeRun run = await StartAsync(new Slot(1));
        string padding = new(' ', BodySizeMax - 2);
        Assert.Equal(
            HttpStatusCode.OK,
            (await run.SendRawAsync(Post("/eth/v1/validator/duties/attester/0", $"[{padding}]"))).Status);

        // A client that asks first is not in the middle of sending when it is refused.
        HttpRequestMessage asking = Post("/eth/v1/validator/duties/attester/0", $"[{padding} ]");
        asking.Headers.ExpectContinue = true;
        await run.RefusedAsync(HttpStatusCode.RequestEntityTooLarge, asking);

        // Also when its length is not told beforehand.
        HttpRequestMessage message = Post("/deposits", $"[{padding}  ]");
        message.Headers.TransferEncodingChunked = true;
        await run.RefusedAsync(HttpStatusCode.RequestEntityTooLarge, message);
    }

    [Fact]
    public async Task Deeply_nested_json_is_refused()
    {
        await using NodeRun run = await StartAsync(new Slot(1));
        string nested = new string('[', 100_000) + new string(']', 100_000);
        await run.RefusedAsync(HttpStatusCode.BadRequest, Post("/deposits", nested));
    }

    [Fact]
    public async Task Garbage_never_is_the_node_s_fault()
    {
        await using NodeRun run = await StartAsync(new Slot(50));
        SingleAttestation vote = await run.VoteAsync(Own, new(6));
        (string Path, byte[] Body)[] requests =
        [
            ("/eth/v2/beacon/pool/attestations", MessageBody(Submit(vote))),
            ("/eth/v1/beacon/pool/voluntary_exits", Encoding.UTF8.GetBytes(
                $$"""{"message":{"epoch":"1","validator_index":"14"},"signature":"{{vote.Signature}}"}""")),
            ("/deposits", Encoding.UTF8.GetBytes(
                $$"""
                [{"pubkey":"{{new TestKey(16).PublicKey}}","withdrawal_credentials":"{{NoRoot}}",
                "amount":"32000000000","signature":"{{vote.Signature}}"}]
                """)),
            ("/eth/v1/beacon/states/head/validators",
                """{"ids":["14","15"],"statuses":["active"]}"""u8.ToArray()),
            ("/eth/v1/validator/duties/attester/6", """["14","15"]"""u8.ToArray()),
            ("/eth/v1/beacon/rewards/attestations/4", """["14","15"]"""u8.ToArray()),
        ];
        for (ulong seed = 0; seed < 600; seed++)
        {
            var random = new SeededGenerator(seed);
            (string path, byte[] body) = requests[random.NextBelow(requests.Length)];
            HttpRequestMessage message = Post(path, Damaged(body, random));
            message.Headers.Add(BeaconHeaders.ConsensusVersion, ForkName.Fulu.ToText());
            (HttpStatusCode status, byte[] answer) = await run.SendRawAsync(message);
            bool isRead = status == HttpStatusCode.OK || BeaconError.Shape.TryParse(answer, out _, out _);
            Assert.True(
                isRead && status is HttpStatusCode.OK or HttpStatusCode.BadRequest,
                $"seed {seed}: {path} {status}");
        }

        // After all that, the chain goes on.
        run.MoveTo(new Epoch(10));
        Assert.Equal(new Epoch(8), run.Chain.State.FinalizedCheckpoint.Epoch);
    }

    private static byte[] MessageBody<T>(BeaconRequest<T> request)
        where T : notnull => request.Body.ToArray();

    /// <summary>
    /// Some bytes exchanged, for digits that often make other numbers, and sometimes cut off.
    /// </summary>
    private static byte[] Damaged(byte[] body, SeededGenerator random)
    {
        byte[] damaged = [.. body];
        int changes = random.NextBelow(4);
        for (int i = 0; i < changes; i++)
        {
            bool isDigit = random.NextChance(3, 4);
            damaged[random.NextBelow(damaged.Length)] =
                isDigit ? (byte)('0' + random.NextBelow(10)) : (byte)random.NextBelow(256);
        }

        return random.NextChance(1, 8) ? damaged[..random.NextBelow(damaged.Length)] : damaged;
    }
}

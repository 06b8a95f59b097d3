using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using TrustlessPools.DevelopmentChain;
using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Duties;
using TrustlessPools.Ethereum.SigningDomains;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentNode.Tests;

/// <summary>A node over HTTP on loopback, whose time the test moves, and a client of it.</summary>
internal sealed class NodeRun : IAsyncDisposable
{
    /// <summary>The residents; outside validators have the indices after them.</summary>
    internal const int Residents = 14;

    /// <summary>The first outside validator.</summary>
    internal const int Own = 14;

    /// <summary>The second outside validator.</summary>
    internal const int Other = 15;

    /// <summary>When slot 0 begins.</summary>
    internal static readonly Instant GenesisTime = new(1_800_000_000_000);

    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(60) };

    private NodeRun(DevelopmentBeaconNode node, ManualTime time)
    {
        Node = node;
        Time = time;
        _client.BaseAddress = node.Url;
    }

    internal static ChainConfig Config { get; } = ChainConfig.Minimal with
    {
        SlotDuration = Duration.FromSeconds(2),
        ShardCommitteePeriod = 1,
        Churn = ChurnParameters.Minimal with { MinValidatorWithdrawabilityDelay = 4 },
        EpochsKept = 8,
    };

    internal DevelopmentBeaconNode Node { get; }

    internal ManualTime Time { get; }

    /// <summary>The chain at the clock's slot.</summary>
    internal BeaconChain Chain => Node.Chain!;

    /// <summary>A node that waits for its genesis, ten seconds before it.</summary>
    internal static async Task<NodeRun> WaitAsync()
    {
        var time = new ManualTime(GenesisTime - Duration.FromSeconds(10));
        DevelopmentBeaconNode node = await DevelopmentBeaconNode.StartAsync(
            new() { Config = Config, GenesisTime = GenesisTime, Time = time },
            TestContext.Current.CancellationToken);
        return new(node, time);
    }

    /// <summary>A node at a slot of its chain.</summary>
    internal static async Task<NodeRun> StartAsync(Slot slot)
    {
        NodeRun run = await WaitAsync();
        run.Node.Begin(Genesis());
        run.MoveTo(slot);
        return run;
    }

    /// <summary>A node at the first slot of an epoch.</summary>
    internal static Task<NodeRun> StartAsync(Epoch epoch) => StartAsync(Config.FirstSlot(epoch));

    /// <summary>The residents and two validators from outside.</summary>
    internal static DevelopmentChain.Genesis Genesis() => new(
        GenesisTime,
        Hash32.Sha256("seed"u8),
        [
            .. GenesisValidator.Residents(Residents),
            new(new TestKey(Own).PublicKey, default, Gwei.ValidatorStake, IsResident: false),
            new(new TestKey(Other).PublicKey, default, Gwei.ValidatorStake, IsResident: false),
        ]);

    /// <summary>The moment at which a slot begins.</summary>
    internal static Instant StartOf(Slot slot) => GenesisTime + (Config.SlotDuration * (long)slot.Value);

    /// <summary>Lets time pass to the beginning of a slot.</summary>
    internal void MoveTo(Slot slot) => Time.MoveTo(StartOf(slot));

    /// <summary>As the other overload, to the first slot of an epoch.</summary>
    internal void MoveTo(Epoch epoch) => MoveTo(Config.FirstSlot(epoch));

    /// <summary>Sends a request that must succeed.</summary>
    internal async Task<TAnswer> SendAsync<TAnswer>(BeaconRequest<TAnswer> request)
        where TAnswer : notnull
    {
        (HttpStatusCode status, byte[] body) = await SendRawAsync(MessageOf(request));
        Assert.True(status == HttpStatusCode.OK, $"{request.Path}: {status} {Encoding.UTF8.GetString(body)}");
        Assert.True(request.TryReadAnswer(body, out TAnswer? answer, out string? flaw), flaw);
        return answer;
    }

    /// <summary>Sends a request that must be refused.</summary>
    internal Task<BeaconError> RefusedAsync<TAnswer>(HttpStatusCode expected, BeaconRequest<TAnswer> request)
        where TAnswer : notnull => RefusedAsync(expected, MessageOf(request));

    /// <summary>Sends a request that must be refused.</summary>
    internal async Task<BeaconError> RefusedAsync(HttpStatusCode expected, HttpRequestMessage message)
    {
        (HttpStatusCode status, byte[] body) = await SendRawAsync(message);
        string text = Encoding.UTF8.GetString(body);
        Assert.True(status == expected, $"{message.RequestUri}: {status} {text}");
        Assert.True(
            BeaconError.Shape.TryParse(body, out BeaconError? error, out string? flaw), $"{flaw}: {text}");
        Assert.Equal((ulong)expected, error.Code);
        return error;
    }

    /// <summary>Sends anything.</summary>
    internal async Task<(HttpStatusCode Status, byte[] Body)> SendRawAsync(HttpRequestMessage message)
    {
        using HttpResponseMessage response =
            await _client.SendAsync(message, TestContext.Current.CancellationToken);
        return (response.StatusCode,
            await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Begins to listen to events.</summary>
    internal async Task<EventReader> ListenAsync(string query)
    {
        HttpResponseMessage response = await _client.GetAsync(
            $"{BeaconEvents.Path}?{query}",
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken);
        return await EventReader.OpenAsync(response);
    }

    /// <summary>A GET of a path.</summary>
    internal static HttpRequestMessage Get(string path) => new(HttpMethod.Get, path);

    /// <summary>A POST of some JSON to a path.</summary>
    internal static HttpRequestMessage Post(string path, string json) =>
        Post(path, Encoding.UTF8.GetBytes(json));

    /// <summary>A POST of some bytes that claim to be JSON.</summary>
    internal static HttpRequestMessage Post(string path, byte[] body) => new(HttpMethod.Post, path)
    {
        Content = new ByteArrayContent(body)
        {
            Headers = { ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json) },
        },
    };

    /// <summary>A request as a client of the Beacon API sends it.</summary>
    internal static HttpRequestMessage MessageOf<TAnswer>(BeaconRequest<TAnswer> request)
        where TAnswer : notnull
    {
        HttpRequestMessage message = request.Method == BeaconMethod.Post
            ? Post(request.Path, request.Body.ToArray())
            : Get(request.Path);
        if (request.ConsensusVersion.TryGet(out ForkName fork))
        {
            message.Headers.Add(BeaconHeaders.ConsensusVersion, fork.ToText());
        }

        return message;
    }

    /// <summary>Goes to the slot in which an outside validator votes, and gives its correct vote.</summary>
    internal async Task<SingleAttestation> VoteAsync(int index, Epoch epoch)
    {
        AttesterDuty duty = Assert.Single(
            (await SendAsync(BeaconRequests.AttesterDuties(epoch, [new((ulong)index)]))).Duties);
        if (duty.Slot > Chain.Slot)
        {
            MoveTo(duty.Slot);
        }

        AttestationData data = (await SendAsync(BeaconRequests.AttestationData(duty.Slot))).Content;
        return duty.ToSingleAttestation(data, new TestKey(index).Sign(SigningRoot(data)));
    }

    /// <summary>What a vote's signature is over.</summary>
    internal Hash32 SigningRoot(AttestationData data) =>
        Config.Forks.SigningRoot(data, Chain.State.GenesisValidatorsRoot);

    /// <summary>The vote with another content, signed.</summary>
    internal SingleAttestation Signed(SingleAttestation vote, AttestationData data) => vote with
    {
        Data = data,
        Signature = new TestKey((int)vote.AttesterIndex.Value).Sign(SigningRoot(data)).ToBytes(),
    };

    /// <summary>Sends votes under the fork that they are of.</summary>
    internal static BeaconRequest<Nothing> Submit(params SingleAttestation[] votes) =>
        BeaconRequests.SubmitAttestations(ForkName.Fulu, votes.ToSequence());

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Node.DisposeAsync();
    }
}

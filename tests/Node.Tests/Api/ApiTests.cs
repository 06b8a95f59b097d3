using System.Net;
using TrustlessPools.Node.Api;
using TrustlessPools.Node.Hosting;
using TrustlessPools.Node.Tests.Hosting;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Tests.Api;

/// <summary>What an operator tells its owner.</summary>
public sealed class ApiTests
{
    [Fact]
    public async Task An_operator_tells_how_it_stands_and_what_happened()
    {
        await using LocalNetwork network = await LocalNetwork.StartAsync();
        OperatorNode node = network.Nodes.First();
        using var client = new HttpClient { BaseAddress = node.ApiUrl };

        Health health = await HealthAsync(client, HttpStatusCode.ServiceUnavailable);
        Assert.Contains(health.Problems, static p => p.Contains("beacon node", StringComparison.Ordinal));

        await network.BeginChainAsync();
        await network.UntilAsync(
            () => node.Events.Kept().Any(static e => e.Description.Name == "attestation_taken"),
            "An attestation");
        Assert.Empty((await HealthAsync(client, HttpStatusCode.OK)).Problems);

        string text = await client.GetStringAsync(
            new Uri("v1/status", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.True(NodeStatus.Shape.TryParse(text, out NodeStatus? status, out string? flaw), flaw);
        Assert.Equal(new OperatorId(1), status.Operator);
        Assert.Equal(3, status.Peers.Count(static p => p.IsConnected));
        PoolStatus pool = Assert.Single(status.Pools);
        Assert.Equal(network.Pool.GroupKey, pool.GroupKey.Value);
        Assert.Equal(4, pool.Serving.Value.Members.Count);
        Assert.True(status.Height.Value > 3);

        string metrics = await client.GetStringAsync(
            new Uri("metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains(
            "tpool_events_total{event=\"attestation_taken\",pool=\"1\"}", metrics, StringComparison.Ordinal);
        Assert.Contains("tpool_attestation_signed_milliseconds_count", metrics, StringComparison.Ordinal);
        Assert.Contains("tpool_peers_connected 3", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_come_as_a_stream_that_goes_on_after_the_last_one_seen()
    {
        await using LocalNetwork network = await LocalNetwork.StartAsync();
        using var client = new HttpClient { BaseAddress = network.Nodes.First().ApiUrl };
        List<NumberedEvent> first = await ReadAsync(client, after: 0, count: 5);
        Assert.Equal([1L, 2, 3, 4, 5], first.Select(static e => e.Number));
        List<NumberedEvent> next = await ReadAsync(client, after: 3, count: 2);
        Assert.Equal([4L, 5], next.Select(static e => e.Number));
        Assert.Equal(first[3].Description.ToString(), next[0].Description.ToString());
    }

    [Fact]
    public async Task Nothing_can_be_changed_and_what_is_not_there_is_not_found()
    {
        await using LocalNetwork network = await LocalNetwork.StartAsync(running: 1);
        using var client = new HttpClient { BaseAddress = network.Nodes.First().ApiUrl };
        string[] read =
        [
            "v1/status", "v1/events", "v1/deposits", "health", "metrics", "v1/funds", "v1/pools", "v1/accounts",
            "v1/operators",
        ];
        foreach (string path in read)
        {
            using HttpResponseMessage post = await client.PostAsync(
                new Uri(path, UriKind.Relative), content: null, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
        }

        using HttpResponseMessage missing = await client.GetAsync(
            new Uri("v1/keys", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    private static async Task<Health> HealthAsync(HttpClient client, HttpStatusCode expected)
    {
        using HttpResponseMessage response = await client.GetAsync(
            new Uri("health", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(expected, response.StatusCode);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(Health.Shape.TryParse(text, out Health? health, out string? flaw), flaw);
        return health;
    }

    private static async Task<List<NumberedEvent>> ReadAsync(HttpClient client, long after, int count)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("v1/events", UriKind.Relative));
        request.Headers.Add("Last-Event-ID", $"{after}");
        using HttpResponseMessage response = await client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        using var reader = new StreamReader(
            await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var events = new List<NumberedEvent>();
        while (events.Count < count)
        {
            string line = (await reader.ReadLineAsync(TestContext.Current.CancellationToken))!;
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                Assert.True(
                    EventStream.Shape.TryParse(line["data: ".Length..], out NumberedEvent? happened, out _));
                events.Add(happened);
            }
        }

        return events;
    }
}

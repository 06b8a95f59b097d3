using System.Net;
using TrustlessPools.Ethereum.BeaconApi;

namespace TrustlessPools.DevelopmentNode.Tests;

/// <summary>Reads server-sent events one by one.</summary>
internal sealed class EventReader : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private EventReader(HttpResponseMessage response, StreamReader lines)
    {
        _response = response;
        _lines = lines;
    }

    internal static async Task<EventReader> OpenAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Stream body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        return new(response, new(body));
    }

    /// <summary>The next event, which must be of a topic.</summary>
    internal async Task<T> NextAsync<T>(BeaconEventTopic<T> topic)
        where T : notnull
    {
        (string name, string text) = await NextAsync();
        Assert.Equal(topic.Name, name);
        Assert.True(topic.Shape.TryParse(text, out T? data, out string? flaw), flaw);
        return data;
    }

    /// <summary>The next event.</summary>
    internal async Task<(string Topic, string Text)> NextAsync()
    {
        string? first = await LineAsync();
        string? second = await LineAsync();
        Assert.Equal(string.Empty, await LineAsync());
        Assert.StartsWith("event: ", first, StringComparison.Ordinal);
        Assert.StartsWith("data: ", second, StringComparison.Ordinal);
        return (first!["event: ".Length..], second!["data: ".Length..]);
    }

    /// <summary>True when the node has ended the stream.</summary>
    internal async Task<bool> IsOverAsync()
    {
        try
        {
            return await LineAsync() is null;
        }
        catch (IOException)
        {
            return true;
        }
    }

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
    }

    private async Task<string?> LineAsync() =>
        await _lines.ReadLineAsync(TestContext.Current.CancellationToken);
}

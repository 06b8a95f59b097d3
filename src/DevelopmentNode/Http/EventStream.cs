using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Http;
using TrustlessPools.DevelopmentNode.Events;
using TrustlessPools.Ethereum.BeaconApi;

namespace TrustlessPools.DevelopmentNode.Http;

/// <summary>Events as server-sent events (WHATWG HTML, section "Server-sent events").</summary>
internal sealed class EventStream(EventFeed feed, CancellationToken stopping)
{
    private static readonly string Known = string.Join(", ", BeaconEvents.Topics);

    /// <summary>
    /// Tells of what happens from now on, until the listener goes, is too slow, or the node stops.
    /// </summary>
    internal async Task WriteAsync(HttpContext context)
    {
        string[] topics = new Question(context.Request).All(BeaconEvents.TopicsParameter);
        if (topics.Length == 0 || topics.FirstOrDefault(t => !BeaconEvents.Topics.Contains(t)) is not null)
        {
            await ReplyWriting.WriteAsync(context, Errors.BadRequest(
                $"Invalid topics: '{string.Join(',', topics)}'; known are {Known}"));
            return;
        }

        context.Response.ContentType = MediaTypeNames.Text.EventStream;
        context.Response.Headers.CacheControl = "no-store";
        using EventFeed.Listener listener = feed.Listen(topics);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            // Whoever has the headers misses nothing from there on.
            await context.Response.Body.FlushAsync(ending.Token);
            await foreach (NodeEvent told in listener.Events.ReadAllAsync(ending.Token))
            {
                byte[] text = Encoding.UTF8.GetBytes($"event: {told.Topic}\ndata: {told.Text}\n\n");
                await context.Response.Body.WriteAsync(text, ending.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The listener has gone, or the node stops.
        }
    }
}

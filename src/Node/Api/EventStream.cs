using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Node.Hosting;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Api;

/// <summary>Events as server-sent events (WHATWG HTML, section "Server-sent events").</summary>
public static class EventStream
{
    /// <summary>An event's data.</summary>
    public static JsonShape<NumberedEvent> Shape { get; } = JsonObject.Of<NumberedEvent>()
        .Member("number", JsonShapes.Number, static x => (ulong)x.Number)
        .Member("at", JsonShapes.SignedDigits, static x => x.At.UnixMilliseconds)
        .Member("event", JsonShapes.Text, static x => x.Description.Name)
        .Member("weight", JsonShapes.Text, static x => x.Description.Weight.ToString())
        .Member("fields", JsonShapes.TextMembers, static x => x.Description.Fields)
        .Build(static m => new(
            (long)m.Take<ulong>(),
            new Instant(m.Take<long>()),
            new EventDescription(
                m.Take<string>(),
                Enum.TryParse(m.Take<string>(), out EventWeight weight) ? weight : EventWeight.Routine,
                m.Take<Sequence<KeyValuePair<string, string>>>())));

    /// <summary>Writes the kept events and then those that happen, until the listener goes.</summary>
    internal static async Task WriteAsync(HttpContext context, EventFeed feed, CancellationToken stopping)
    {
        // A browser that comes back names the last event that it has seen.
        string last = context.Request.Headers["Last-Event-ID"].ToString();
        _ = long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out long after);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await context.Response.Body.FlushAsync(ending.Token);
            await foreach (NumberedEvent happened in feed.ListenAsync(after, ending.Token))
            {
                string data = $"id: {happened.Number}\ndata: {Shape.ToText(happened)}\n\n";
                await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(data), ending.Token);
                await context.Response.Body.FlushAsync(ending.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The listener has gone, or the operator stops.
        }
    }
}

using System.Runtime.CompilerServices;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Node.BeaconClient;

/// <summary>
/// Listens to a beacon node's events about its head (Beacon API, <c>eventstream</c>, topic <c>head</c>).
/// </summary>
/// <remarks>
/// Only a hint that a duty can begin early; without it duties begin by the clock. So a node without events,
/// or one that falls silent, costs some time and nothing else.
/// </remarks>
public sealed class HeadEvents(BeaconNodes nodes, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private static readonly JsonShape<Slot> Shape = JsonObject.Of<Slot>()
        .Member("slot", JsonShapes.Of(SszTypes.Slot), static s => s)
        .Build(static m => m.Take<Slot>());

    /// <summary>
    /// Gives the slots of new heads until it is cancelled; connects again when a node has gone.
    /// </summary>
    public async IAsyncEnumerable<Slot> ListenAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            await foreach (Slot slot in ReadAsync(cancel))
            {
                yield return slot;
            }

            await Task.Delay(Pause, time, cancel).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }

    private async IAsyncEnumerable<Slot> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        const string prefix = "data:";
        using StreamReader? reader = await OpenAsync(cancel);
        while (reader is not null && await LineOf(reader, cancel) is { } line)
        {
            if (line.StartsWith(prefix, StringComparison.Ordinal)
                && Shape.TryParse(line[prefix.Length..], out Slot slot, out _))
            {
                yield return slot;
            }
        }
    }

    private async Task<StreamReader?> OpenAsync(CancellationToken cancel)
    {
        try
        {
            return new StreamReader(await nodes.OpenAsync("eth/v1/events?topics=head", cancel));
        }
        catch (Exception e) when (e is BeaconNodeException or OperationCanceledException)
        {
            return null;
        }
    }

    private static async Task<string?> LineOf(StreamReader reader, CancellationToken cancel)
    {
        try
        {
            return await reader.ReadLineAsync(cancel);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return null;
        }
    }
}

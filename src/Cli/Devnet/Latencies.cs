using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Devnet;

/// <summary>How long something took, many times.</summary>
/// <param name="Count">How many times.</param>
/// <param name="MedianMilliseconds">Half of them took no longer; 0 for none.</param>
/// <param name="NinetyNinthMilliseconds">99 of 100 took no longer; 0 for none.</param>
internal sealed record Latencies(ulong Count, ulong MedianMilliseconds, ulong NinetyNinthMilliseconds)
{
    internal static JsonShape<Latencies> Shape { get; } = JsonObject.Of<Latencies>()
        .Member("count", JsonShapes.Number, static x => x.Count)
        .Member("median_ms", JsonShapes.Number, static x => x.MedianMilliseconds)
        .Member("p99_ms", JsonShapes.Number, static x => x.NinetyNinthMilliseconds)
        .Build(static m => new(
            Count: m.Take<ulong>(),
            MedianMilliseconds: m.Take<ulong>(),
            NinetyNinthMilliseconds: m.Take<ulong>()));

    /// <summary>Percentiles by nearest rank.</summary>
    internal static Latencies Of(IEnumerable<Duration> durations)
    {
        long[] sorted = [.. durations.Select(static d => Math.Max(d.Milliseconds, 0)).Order()];
        return sorted.Length == 0
            ? new(0, 0, 0)
            : new((ulong)sorted.Length, RankOf(sorted, percent: 50), RankOf(sorted, percent: 99));
    }

    private static ulong RankOf(long[] sorted, int percent) =>
        (ulong)sorted[(((sorted.Length * percent) + 99) / 100) - 1];
}

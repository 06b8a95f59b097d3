using System.Diagnostics;
using System.Globalization;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Devnet;

/// <summary>Plain lines, for pipes and files.</summary>
internal sealed class PlainView : IDevnetView
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private Epoch? _epoch;

    public void Say(string line) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(_began).TotalSeconds,7:F1} s  {line}"));

    /// <summary>A line an epoch.</summary>
    public void Show(DevnetModel model)
    {
        if (model.Status is not { } status || !status.Epoch.TryGet(out Epoch epoch) || epoch == _epoch)
        {
            return;
        }

        _epoch = epoch;
        string pools = string.Join("; ", model.Pools.Select(Line));
        Say(
            $"epoch {epoch}, term {status.Term}, height {status.Height}, finalized {Text(status.FinalizedEpoch)}: {pools}");
    }

    public void Conclude(DevnetSummary summary)
    {
        foreach (string line in SummaryText.Lines(summary))
        {
            Console.WriteLine(line);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Line(PoolProgress pool) =>
        $"pool {pool.Id} {pool.Made} made, {pool.Missed} missed, {pool.HandOvers} hand-overs";

    private static string Text(Optional<Epoch> epoch) => epoch.TryGet(out Epoch value) ? $"{value}" : "-";
}

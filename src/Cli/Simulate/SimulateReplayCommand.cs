using System.CommandLine;
using System.Globalization;
using TrustlessPools.Laboratory.PayoutVariance;

namespace TrustlessPools.Cli.Simulate;

/// <summary><c>tpool simulate replay</c>: the published simulation's own blocks, by its own rule.</summary>
internal static class SimulateReplayCommand
{
    private const string Help =
        """
        Replay blocks that the simulation published with the mining pool's proposal has mined, by the rule it had, slips and all,
        and print what it printed. So it is seen that the same code gives the same digits before anything is repaired.

        Example:
          tpool simulate replay trace_seed1.csv
        """;

    internal static Command Create()
    {
        var trace = new Argument<string>("trace")
        {
            Description = "A CSV file: '#miner,hashrate,shares' lines, then 'miner,seconds,part' a block.",
        };
        var command = new Command("replay", Help) { trace };
        command.SetAction(parsed => Replay(parsed.GetRequiredValue(trace)));
        return command;
    }

    /// <summary>Prints what the published simulation printed for a trace.</summary>
    /// <exception cref="UsageException">The file is no trace.</exception>
    internal static void Replay(string path)
    {
        using StreamReader file = File.OpenText(path);
        var simulation = new PublishedSimulation();
        if (PublishedTrace.Read(file, simulation) is { } refusal)
        {
            throw new UsageException(refusal with { Supplied = $"{path}, {refusal.Supplied}" });
        }

        PublishedFigures figures = simulation.Figures();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"sharing {figures.Sharing:F6} solo {figures.Solo:F6}"));
    }
}

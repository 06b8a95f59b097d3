using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using TrustlessPools.Simulation.Checkers;
using TrustlessPools.Simulation.World;

namespace TrustlessPools.Cli.Simulate;

/// <summary>
/// <c>tpool simulate cluster</c>: replays a seeded run of a whole cluster under all safety checkers.
/// </summary>
internal static class SimulateClusterCommand
{
    internal static Command Create()
    {
        var seed = new Option<ulong>("--seed")
        {
            Description = "Names the run; the same seed gives the same bytes.",
        };
        var count = new Option<ulong>("--count")
        {
            Description = "Runs this many seeds, counting up.",
            DefaultValueFactory = static _ => 1,
        };
        var events =
            new Option<bool>("--events") { Description = "Prints what every operator tells, as it happens." };
        var noMemo = new Option<bool>("--no-memo")
        {
            Description = "Verifies everything anew, as separate processes do.",
        };
        var command = new Command(
            "cluster", "Replay a seeded run of a whole cluster, with faults, under all checkers.")
        {
            seed, count, events, noMemo,
        };
        command.SetAction(parsed => Run(
            parsed.GetValue(seed), parsed.GetValue(count), parsed.GetValue(events), parsed.GetValue(noMemo)));
        return command;
    }

    private static int Run(ulong first, ulong count, bool events, bool noMemo)
    {
        int failures = 0;
        for (ulong seed = first; seed < first + count; seed++)
        {
            ClusterSettings settings = ClusterSettings.For(seed);
            settings = noMemo ? settings with { MemoCapacity = 0 } : settings;
            long began = Stopwatch.GetTimestamp();
            try
            {
                IReadOnlyList<IObserver> observers = events ? [new EventPrinter(Console.Out)] : [];
                using var run = new SafetyRun(settings, observers);
                SafetyReport report = run.Run();
                Console.WriteLine(Line(report, Stopwatch.GetElapsedTime(began)));
            }
            catch (SafetyViolationException violation)
            {
                failures++;
                Console.WriteLine($"seed {seed}: {violation.Message}");
            }
        }

        return failures == 0 ? 0 : 1;
    }

    private static string Line(SafetyReport report, TimeSpan took) => string.Create(
        CultureInfo.InvariantCulture,
        $"seed {report.Settings.Seed}: safe; {report.Settings.Operators} operators, {report.Settings.Pools} pools, "
        + $"height {report.Height}, {report.HandOvers} hand-overs, {report.Failures} failures seen, "
        + $"{report.Partials} partial signatures, {report.Starts} starts, at most {report.MessagesPerSlot} messages "
        + $"per slot and peer, {took.TotalSeconds:F1} s, trace {report.Trace.ToShortString()}");
}

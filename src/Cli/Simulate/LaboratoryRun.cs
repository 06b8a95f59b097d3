using System.Globalization;
using Spectre.Console;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Reporting;
using TrustlessPools.LaboratoryRunner.Reporting;
using TrustlessPools.LaboratoryRunner.Running;

namespace TrustlessPools.Cli.Simulate;

/// <summary>Computes a run before somebody's eyes.</summary>
internal static class LaboratoryRun
{
    private const int PlainSteps = 10;

    internal static int Run(RunPlan plan, string folder, Shard shard, int threads, bool isJson)
    {
        IExperiment experiment = LaboratoryArguments.Prepare(plan);
        var run = RunFolder.Open(folder, plan);
        using var interruption = new Interruption();
        try
        {
            Compute(run, experiment, shard, threads, interruption.Token);
        }
        catch (OperationCanceledException)
        {
            int missing = run.Missing().Where(shard.Has).Sum(c => plan.ReplicasOf(c).Count());
            Console.Error.WriteLine(
                $"interrupted: {missing} of {plan.Replicas} replicas are left. Run the same command again to go on.");
            return interruption.WasByCtrlC ? ExitCode.Interrupted : ExitCode.Failed;
        }

        if (run.Missing().Count > 0)
        {
            Console.WriteLine(
                $"part {shard} is in {folder}; when all are there: tpool simulate merge FOLDER... --out FOLDER");
            return ExitCode.Done;
        }

        Conclude(run, experiment, folder, isJson);
        return ExitCode.Done;
    }

    /// <summary>Writes all files of a complete run, and shows what matters of them.</summary>
    internal static void Conclude(RunFolder run, IExperiment experiment, string folder, bool isJson)
    {
        Report report = run.Conclude(experiment);
        if (isJson)
        {
            Console.Write(File.ReadAllText(Path.Combine(folder, ReportFiles.Json)));
            Console.WriteLine();
            return;
        }

        ReportScreen.Show(Screens.Output(), report);
        Console.WriteLine($"report: {Path.GetFullPath(Path.Combine(folder, ReportFiles.Page))}");
    }

    private static void Compute(
        RunFolder run, IExperiment experiment, Shard shard, int threads, CancellationToken cancel)
    {
        if (Console.IsErrorRedirected)
        {
            Runner.Run(run, experiment, shard, threads, PlainProgress(), cancel);
            return;
        }

        IAnsiConsole console = AnsiConsole.Create(Screens.SettingsFor(
            isTerminal: true, Environment.GetEnvironmentVariable("NO_COLOR"), Console.Error));
        console.Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(),
                new RemainingTimeColumn(), new SpinnerColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask($"{run.Plan.Question.Name}, {run.Plan.Replicas} replicas");
                Runner.Run(
                    run,
                    experiment,
                    shard,
                    threads,
                    (done, total) =>
                    {
                        task.MaxValue = total;
                        task.Value = Math.Max(task.Value, done);
                    },
                    cancel);
            });
    }

    /// <summary>A line each tenth, for logs.</summary>
    private static Action<int, int> PlainProgress()
    {
        int last = 0;
        var gate = new Lock();
        return (done, total) =>
        {
            lock (gate)
            {
                int step = (int)((long)done * PlainSteps / total);
                if (step > last)
                {
                    last = step;
                    Console.Error.WriteLine(string.Create(
                        CultureInfo.InvariantCulture, $"{done} of {total} replicas are done"));
                }
            }
        };
    }
}

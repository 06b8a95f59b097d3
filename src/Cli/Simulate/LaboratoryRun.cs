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
        var run = RunFolder.Open(folder, plan, shard);
        using var interruption = new Interruption();
        try
        {
            Compute(run, experiment, shard, threads, interruption.Token);
        }
        catch (OperationCanceledException)
        {
            int missing = run.Missing().Where(shard.Has).Sum(c => plan.ReplicasOf(c).Count());
            Console.Error.WriteLine(
                $"interrupted: {missing} replicas are left to do; the others are in {folder}. "
                + "Run the same command again to go on.");
            return interruption.WasByCtrlC ? ExitCode.Interrupted : ExitCode.Failed;
        }

        if (run.Missing().Count > 0)
        {
            // Whoever asks for JSON gets nothing else on standard output, and a part has no report.
            (isJson ? Console.Error : Console.Out).WriteLine(
                $"part {shard} is in {folder}; when all are there: tpool simulate merge FOLDER... --out "
                    + "FOLDER");
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
            Await(
                progress => Runner.Run(run, experiment, shard, threads, progress, cancel),
                PlainProgress(),
                cancel);
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
                ProgressTask task = context.AddTask(
                    $"{run.Plan.Question.Name}, {run.Plan.Replicas} replicas");
                Await(
                    progress => Runner.Run(run, experiment, shard, threads, progress, cancel),
                    (done, total) =>
                    {
                        task.MaxValue = Math.Max(1, total);
                        task.Value = Math.Max(task.Value, done);
                    },
                    cancel);
            });
    }

    /// <summary>
    /// Runs until the end or until somebody interrupts. A replica may take a minute, which nobody who presses
    /// Ctrl-C wants to wait for: it is left behind and ends with the process, as chunks are stored whole.
    /// </summary>
    private static void Await(
        Action<Action<int, int>> run, Action<int, int> progress, CancellationToken cancel) =>
        Task.Run(() => run(progress), CancellationToken.None).WaitAsync(cancel).GetAwaiter().GetResult();

    /// <summary>A line each tenth, for logs.</summary>
    private static Action<int, int> PlainProgress()
    {
        int last = 0;
        var gate = new Lock();
        return (done, total) =>
        {
            lock (gate)
            {
                int step = total == 0 ? 0 : (int)((long)done * PlainSteps / total);
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

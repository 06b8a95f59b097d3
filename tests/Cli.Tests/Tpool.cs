using System.Diagnostics;

namespace TrustlessPools.Cli.Tests;

/// <summary>Runs the command line and keeps what it wrote.</summary>
internal static class Tpool
{
    /// <summary>There is one console in a process.</summary>
    private static readonly SemaphoreSlim Console = new(1);

    /// <summary>Runs in this process, as the program does.</summary>
    internal static async Task<Outcome> RunAsync(string arguments)
    {
        await Console.WaitAsync(TestContext.Current.CancellationToken);
        (TextWriter output, TextWriter error) = (System.Console.Out, System.Console.Error);
        try
        {
            (var written, var complained) = (new StringWriter(), new StringWriter());
            System.Console.SetOut(written);
            System.Console.SetError(complained);
            int exit = await CommandLine.RunAsync(CommandLine.CreateRoot(), Split(arguments));
            return new(exit, written.ToString(), complained.ToString());
        }
        finally
        {
            System.Console.SetOut(output);
            System.Console.SetError(error);
            Console.Release();
        }
    }

    /// <summary>Runs the program itself.</summary>
    internal static async Task<Outcome> RunProgramAsync(string arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "tpool.dll"), .. Split(arguments)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        CancellationToken cancel = TestContext.Current.CancellationToken;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancel);
        Task<string> error = process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return new(process.ExitCode, await output, await error);
    }

    private static string[] Split(string arguments) =>
        arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    internal sealed record Outcome(int Exit, string Output, string Error)
    {
        /// <summary>The words of each line.</summary>
        internal IEnumerable<string[]> Rows =>
            Output.Split('\n').Select(static l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}

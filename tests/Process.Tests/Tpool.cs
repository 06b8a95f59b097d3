using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace TrustlessPools.Process.Tests;

/// <summary>The program as a process.</summary>
internal sealed partial class Tpool : IAsyncDisposable
{
    private static readonly TimeSpan PatienceUsual = TimeSpan.FromSeconds(180);

    /// <summary>
    /// A program hears no Ctrl-C whose parents do not, as is so behind <c>nohup</c> and <c>&amp;</c>; whoever
    /// presses it sits at a terminal.
    /// </summary>
    private static readonly Lazy<string[]> Terminal = new(static () =>
    {
        string[] hearing = ["env", "--default-signal=INT"];
        using var probe = System.Diagnostics.Process.Start(hearing[0], [hearing[1], "true"]);
        probe.WaitForExit();
        return probe.ExitCode == 0 ? hearing : [];
    });

    private readonly System.Diagnostics.Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly Task _reading;

    private Tpool(System.Diagnostics.Process process)
    {
        _process = process;
        _reading = Task.WhenAll(
            ReadAsync(process.StandardOutput, _output), ReadAsync(process.StandardError, _errors));
    }

    /// <summary>All that it wrote so far.</summary>
    internal string Output => TextOf(_output);

    /// <summary>All that it wrote to standard error so far.</summary>
    internal string Errors => TextOf(_errors);

    /// <summary>True once it has ended.</summary>
    internal bool HasEnded => _process.HasExited;

    /// <summary>Starts the program; its standard input stays open.</summary>
    internal static Tpool Start(params IEnumerable<string> arguments)
    {
        string[] command =
            [.. Terminal.Value, "dotnet", Path.Combine(AppContext.BaseDirectory, "tpool.dll"), .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        return new(System.Diagnostics.Process.Start(start)!);
    }

    /// <summary>Runs the program to its end.</summary>
    internal static async Task<Tpool> RunAsync(params IEnumerable<string> arguments)
    {
        Tpool tpool = Start(arguments);
        await tpool.EndAsync();
        return tpool;
    }

    /// <summary>Runs the program, which must succeed, and gives what it wrote.</summary>
    internal static async Task<string> SucceedAsync(params IEnumerable<string> arguments)
    {
        await using Tpool tpool = await RunAsync(arguments);
        Assert.True(
            tpool.ExitCode == 0, $"tpool {string.Join(' ', arguments)}: {tpool.Errors}{tpool.Output}");
        return tpool.Output;
    }

    /// <summary>Its exit code, once it has ended.</summary>
    internal int ExitCode => _process.ExitCode;

    /// <summary>Waits for its end.</summary>
    internal async Task EndAsync(TimeSpan? deadline = null)
    {
        using var patience = new CancellationTokenSource(deadline ?? PatienceUsual);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"It did not end in time. {Errors}{Output}");
        }

        await _reading;
    }

    /// <summary>Presses Ctrl-C.</summary>
    internal void Interrupt() => Signal(2);

    /// <summary>Kills it in the middle of whatever it does.</summary>
    internal void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
    }

    private void Signal(int signal) => Assert.Equal(0, kill(_process.Id, signal));

    private static async Task ReadAsync(StreamReader from, StringBuilder to)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            lock (to)
            {
                to.AppendLine(line);
            }
        }
    }

    private static string TextOf(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int process, int signal);
}

using System.Diagnostics;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Node.Configuration;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Devnet;

/// <summary>
/// One operator as a process of its own: <c>tpool operator run</c>, as any operator would run it.
/// </summary>
internal sealed class OperatorProcess : IAsyncDisposable
{
    private static readonly TimeSpan PatienceAtTheEnd = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly OperatorFolder _folder;
    private readonly Task _logging;

    private OperatorProcess(OperatorId id, OperatorFolder folder, Process process)
    {
        Id = id;
        _folder = folder;
        _process = process;
        _logging = Task.WhenAll(
            CopyAsync(process.StandardOutput, folder.In("operator.log")),
            CopyAsync(process.StandardError, folder.In("operator.err")));
    }

    /// <summary>The operator's number.</summary>
    internal OperatorId Id { get; }

    /// <summary>Its API, once it is up.</summary>
    internal OperatorApi? Api { get; private set; }

    /// <summary>True once it was killed on purpose.</summary>
    internal bool IsKilled { get; private set; }

    /// <summary>True once it has ended.</summary>
    internal bool HasEnded => _process.HasExited;

    /// <summary>Where it logs.</summary>
    internal string LogFile => _folder.In("operator.log");

    /// <summary>
    /// Starts a process; it ends with this one, whatever happens, because its standard input does.
    /// </summary>
    internal static OperatorProcess Start(OperatorId id, OperatorFolder folder)
    {
        File.Delete(folder.ApiUrl);
        ProcessStartInfo start = OwnProgram();
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (string argument
            in (string[])["operator", "run", "--data-dir", folder.Root, "--until-input-ends", "--verbose"])
        {
            start.ArgumentList.Add(argument);
        }

        Process process = Process.Start(start)
            ?? throw new IOException($"operator {id} could not be started: {start.FileName}");
        return new(id, folder, process);
    }

    /// <summary>Looks whether the API is there by now.</summary>
    internal bool TryFindApi()
    {
        if (Api is null && File.Exists(_folder.ApiUrl))
        {
            string url = File.ReadAllText(_folder.ApiUrl).Trim();
            Api = url.Length > 0 ? new(new Uri(url)) : null;
        }

        return Api is not null;
    }

    /// <summary>The last lines that it wrote about what went wrong.</summary>
    internal string LastWords()
    {
        string errors = _folder.In("operator.err");
        string[] lines = File.Exists(errors) ? File.ReadAllLines(errors) : [];
        return string.Join(' ', lines.Where(static l => l.Length > 0).TakeLast(3));
    }

    /// <summary>Kills the process in the middle of whatever it does (SIGKILL).</summary>
    internal async Task KillAsync()
    {
        IsKilled = true;
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Ends the process: asked first, killed when it does not listen.</summary>
    public async ValueTask DisposeAsync()
    {
        Api?.Dispose();
        await ProcessEnd.BringAsync(_process, PatienceAtTheEnd);
        await _logging;
        _process.Dispose();
    }

    /// <summary>This very program: its own executable, or the runtime with its assembly.</summary>
    private static ProcessStartInfo OwnProgram()
    {
        string assembly = Path.Combine(AppContext.BaseDirectory, "tpool.dll");
        string executable = Environment.ProcessPath ?? "dotnet";
        bool isRuntime = Path.GetFileNameWithoutExtension(executable) is not "tpool";
        var start = new ProcessStartInfo(executable);
        if (isRuntime)
        {
            start.ArgumentList.Add(assembly);
        }

        return start;
    }

    private static async Task CopyAsync(StreamReader from, string path)
    {
        await using var to = new StreamWriter(path, append: true) { AutoFlush = true };
        while (await from.ReadLineAsync() is { } line)
        {
            await to.WriteLineAsync(line);
        }
    }
}

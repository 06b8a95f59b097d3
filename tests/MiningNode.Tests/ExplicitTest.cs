using System.Diagnostics;

namespace TrustlessPools.MiningNode.Tests;

/// <summary>An explicit test of this assembly as a process of its own, to be killed.</summary>
internal sealed class ExplicitTest : IDisposable
{
    /// <summary>Names the folder in which both sides leave files for each other.</summary>
    private const string FolderVariable = "TPOOL_EXPLICIT_TEST";

    private readonly Process _process;

    private ExplicitTest(Process process) => _process = process;

    /// <summary>The folder, for the test that was started.</summary>
    internal static string Folder => Environment.GetEnvironmentVariable(FolderVariable)
        ?? throw new InvalidOperationException($"{FolderVariable} is set by the test that starts this one.");

    internal bool HasEnded => _process.HasExited;

    /// <summary>Starts a test; its standard input ends with this process.</summary>
    /// <param name="test">Its class.</param>
    /// <param name="method">Its method, a fact that is explicit.</param>
    /// <param name="folder">For files.</param>
    internal static ExplicitTest Start(Type test, string method, string folder)
    {
        string assembly = typeof(ExplicitTest).Assembly.Location;
        string[] arguments = [assembly, "-explicit", "only", "-method", $"{test.FullName}.{method}"];

        // What it says of itself is too little to fill a pipe, and belongs to nobody.
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment[FolderVariable] = folder;
        return new(Process.Start(start)!);
    }

    /// <summary>Ends it at once.</summary>
    internal void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }
}

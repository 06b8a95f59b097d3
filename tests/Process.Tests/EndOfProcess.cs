namespace TrustlessPools.Process.Tests;

/// <summary>
/// Sees to it that a process has ended before the folder goes in which it writes: a test that fails would
/// otherwise be known by the folder that could not be taken away.
/// </summary>
internal sealed class EndOfProcess(System.Diagnostics.Process process) : IDisposable
{
    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
    }
}

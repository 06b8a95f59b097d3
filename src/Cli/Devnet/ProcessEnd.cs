using System.Diagnostics;

namespace TrustlessPools.Cli.Devnet;

/// <summary>The end of a process that listens to its standard input.</summary>
internal static class ProcessEnd
{
    /// <summary>
    /// Closes the process's standard input, and kills the process when it does not end by itself.
    /// </summary>
    internal static async Task BringAsync(Process process, TimeSpan patience)
    {
        process.StandardInput.Close();
        using var ending = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(ending.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }
}

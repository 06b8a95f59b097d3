using System.ComponentModel;
using System.Diagnostics;

namespace TrustlessPools.MiningNode.Devnet;

/// <summary>Starts programs whose three streams belong to this process.</summary>
internal static class ChildScript
{
    /// <summary>Starts a program.</summary>
    /// <exception cref="IOException">It is not there, or may not be run.</exception>
    internal static Process Start(
        string program, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start) ?? throw new IOException($"{program} could not be started.");
        }
        catch (Win32Exception e)
        {
            throw new IOException($"{program} could not be started: {e.Message}", e);
        }
    }

    /// <summary>Runs a program to its end with a text as its input.</summary>
    /// <returns>What it wrote.</returns>
    /// <exception cref="IOException">It could not be started, or failed; the message holds its last
    /// words.</exception>
    internal static async Task<string> RunAsync(
        string program, string input, CancellationToken cancel, params string[] arguments)
    {
        using Process process = Start(program, new Dictionary<string, string>(), arguments);
        try
        {
            Task<string> errors = process.StandardError.ReadToEndAsync(cancel);
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancel);
            await process.StandardInput.WriteAsync(input.AsMemory(), cancel);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancel);
            return process.ExitCode == 0
                ? await output
                : throw new IOException($"{string.Join(' ', arguments)}: {(await errors).Trim()}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}

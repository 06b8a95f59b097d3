namespace TrustlessPools.Process.Tests;

/// <summary>The processes of this machine by their command lines.</summary>
internal static class Processes
{
    /// <summary>The command lines that mention a text, their parts separated by zeros.</summary>
    internal static IEnumerable<string> Mentioning(string text) =>
        Running().Select(static p => p.CommandLine).Where(c => c.Contains(text, StringComparison.Ordinal));

    /// <summary>Kills the one process that mentions a text.</summary>
    internal static void Kill(string text)
    {
        (int id, _) = Assert.Single(Running(), p => p.CommandLine.Contains(text, StringComparison.Ordinal));
        using System.Diagnostics.Process process = System.Diagnostics.Process.GetProcessById(id);
        process.Kill();
        process.WaitForExit();
    }

    private static IEnumerable<(int Id, string CommandLine)> Running()
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out int id)
                && TryRead(folder, out string? commandLine))
            {
                yield return (id, commandLine!);
            }
        }
    }

    private static bool TryRead(string folder, out string? commandLine)
    {
        try
        {
            commandLine = File.ReadAllText(Path.Combine(folder, "cmdline"));
            return commandLine.Length > 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended in between.
            commandLine = null;
            return false;
        }
    }
}

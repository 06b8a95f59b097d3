using System.Diagnostics;
using System.Numerics;
using System.Runtime.Versioning;

namespace TrustlessPools.Benchmarks.Measuring;

/// <summary>What a table was measured on.</summary>
internal static class Machine
{
    private const string CpuFile = "/proc/cpuinfo";

    /// <summary>
    /// Prints the CPU and the cores that the process may use, and warns unless that is one.
    /// </summary>
    internal static void Print()
    {
        int cores = OperatingSystem.IsLinux() ? CoresAllowed() : Environment.ProcessorCount;
        Console.WriteLine(
            $"{CpuName()}, {cores} core{(cores == 1 ? string.Empty : "s")}, .NET {Environment.Version}");
        if (cores != 1)
        {
            Console.Error.WriteLine(
                "The published tables are of one pinned core: put 'taskset -c 1' in front.");
        }

        Console.WriteLine();
    }

    [SupportedOSPlatform("linux")]
    private static int CoresAllowed() =>
        BitOperations.PopCount((ulong)Process.GetCurrentProcess().ProcessorAffinity);

    private static string CpuName()
    {
        string? line = File.Exists(CpuFile)
            ? File.ReadLines(CpuFile)
                .FirstOrDefault(static l => l.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? "an unknown CPU";
    }
}

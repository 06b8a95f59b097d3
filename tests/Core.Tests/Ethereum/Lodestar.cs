using TrustlessPools.Testing;

namespace TrustlessPools.Core.Tests.Ethereum;

/// <summary>Lodestar's containers and configurations.</summary>
internal static class Lodestar
{
    private static readonly NpmScripts Scripts = new("tests/Core.Tests/Ethereum/lodestar-types");

    /// <summary>Runs a script of the folder lodestar-types, or skips the running test.</summary>
    /// <param name="script">The script's name.</param>
    /// <param name="preset">The preset, which Lodestar wants to know before it starts.</param>
    /// <param name="input">Lines for its input.</param>
    /// <returns>The lines of its output.</returns>
    public static string[] Run(string script, string preset, IEnumerable<string> input)
    {
        string answers = Path.Combine(Scripts.Folder, $"{script}.{preset}.{Environment.ProcessId}");
        try
        {
            File.WriteAllLines(answers + ".in", input);
            Scripts.Run($"LODESTAR_PRESET={preset} node {script} < '{answers}.in' > '{answers}.out'");
            return File.ReadAllLines(answers + ".out");
        }
        finally
        {
            File.Delete(answers + ".in");
            File.Delete(answers + ".out");
        }
    }
}

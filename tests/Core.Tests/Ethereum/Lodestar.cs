using System.ComponentModel;
using System.Diagnostics;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Core.Tests.Ethereum;

/// <summary>
/// Lodestar's containers and configurations, installed once from npm at the versions of the lock file.
/// </summary>
internal static class Lodestar
{
    private static readonly string[] Sources =
        ["package.json", "package-lock.json", "containers.mjs", "domains.mjs"];

    // Once for all tests, as giving up takes time, too.
    private static readonly Lazy<(string Folder, string Flaw)> Installed = new(Install);

    /// <summary>Runs a script of the folder lodestar-types, or skips the running test.</summary>
    /// <param name="script">The script's name.</param>
    /// <param name="preset">The preset, which Lodestar wants to know before it starts.</param>
    /// <param name="input">Lines for its input.</param>
    /// <returns>The lines of its output.</returns>
    public static string[] Run(string script, string preset, IEnumerable<string> input)
    {
        (string folder, string flaw) = Installed.Value;
        Requirements.Require(
            "lodestar", flaw.Length == 0, $"npm with node >= 20 could not install @lodestar/types: {flaw}");
        string answers = Path.Combine(folder, $"{script}.{preset}.{Environment.ProcessId}");
        try
        {
            // Through files: a pipe that nobody reads while another one is written to stands still.
            File.WriteAllLines(answers + ".in", input);
            (int code, string error) = Shell(
                $"LODESTAR_PRESET={preset} node {script} < '{answers}.in' > '{answers}.out'", folder);
            Assert.True(code == 0, error);
            return File.ReadAllLines(answers + ".out");
        }
        finally
        {
            File.Delete(answers + ".in");
            File.Delete(answers + ".out");
        }
    }

    private static (string Folder, string Flaw) Install()
    {
        string source = Path.Combine(ProjectRoot.Path, "tests", "Core.Tests", "Ethereum", "lodestar-types");
        byte[] contents = [.. Sources.SelectMany(name => File.ReadAllBytes(Path.Combine(source, name)))];
        string name = $"lodestar-types-{Hash32.Sha256(contents).ToShortString()}";
        string folder = Path.Combine(ProjectRoot.Path, "artifacts", name);
        if (Directory.Exists(folder))
        {
            return (folder, string.Empty);
        }

        // Beside, then moved as a whole: what has the final name is complete.
        string beside = $"{folder}.{Environment.ProcessId}";
        Directory.CreateDirectory(beside);
        foreach (string file in Sources)
        {
            File.Copy(Path.Combine(source, file), Path.Combine(beside, file), overwrite: true);
        }

        // `npm ci` fails where a registry lacks what other platforms would need; with a lock file the
        // versions hold.
        (int code, string error) = Shell(
            "node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)'"
            + " && npm i --ignore-scripts --no-audit --no-fund --loglevel=error --fetch-retries=0"
            + " --fetch-timeout=30000 > npm.log",
            beside);
        if (code != 0)
        {
            Directory.Delete(beside, recursive: true);
            return (folder, error.Length > 0 ? error.Trim().Split('\n')[0] : "node is older.");
        }

        Directory.Move(beside, folder);
        return (folder, string.Empty);
    }

    private static (int Code, string Error) Shell(string command, string folder)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", command])
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
        };
        try
        {
            using Process process = Process.Start(start)!;
            string error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, error);
        }
        catch (Win32Exception e)
        {
            return (-1, e.Message);
        }
    }
}

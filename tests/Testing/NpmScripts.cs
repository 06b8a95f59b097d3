using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;

namespace TrustlessPools.Testing;

/// <summary>
/// A folder of scripts for Node.js with the packages that they need, installed once from npm at the versions
/// of its lock file.
/// </summary>
/// <param name="path">The folder, from the project's root on.</param>
public sealed class NpmScripts(string path)
{
    // Once for all tests, as giving up takes time, too.
    private readonly Lazy<(string Folder, string Flaw)> _installed = new(() => Install(path));

    /// <summary>
    /// The folder with its packages; skips the running test, as what <c>TPOOL_REQUIRE</c> names
    /// <c>lodestar</c>, when they cannot be had.
    /// </summary>
    public string Folder
    {
        get
        {
            (string folder, string flaw) = _installed.Value;
            Requirements.Require(
                "lodestar",
                flaw.Length == 0,
                $"npm with node >= 20 could not install the packages of {path}: {flaw}");
            return folder;
        }
    }

    /// <summary>Runs a command in the folder, and fails the running test unless it succeeds.</summary>
    /// <param name="command">
    /// For the shell; its output goes to files, as a pipe that nobody reads stands still.
    /// </param>
    public void Run(string command)
    {
        (int code, string error) = Shell(command, Folder);
        Assert.True(code == 0, error);
    }

    private static (string Folder, string Flaw) Install(string path)
    {
        string source = Path.Combine(ProjectRoot.Path, path);
        string[] files = [.. Directory.GetFiles(source).Order(StringComparer.Ordinal)];
        byte[] contents = [.. files.SelectMany(File.ReadAllBytes)];
        string name = $"{Path.GetFileName(path)}-{Convert.ToHexStringLower(SHA256.HashData(contents)[..4])}";
        string folder = Path.Combine(ProjectRoot.Path, "artifacts", name);
        if (Directory.Exists(folder))
        {
            return (folder, string.Empty);
        }

        // Beside, then moved as a whole: what has the final name is complete.
        string beside = $"{folder}.{Environment.ProcessId}";
        Directory.CreateDirectory(beside);
        foreach (string file in files)
        {
            File.Copy(file, Path.Combine(beside, Path.GetFileName(file)), overwrite: true);
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

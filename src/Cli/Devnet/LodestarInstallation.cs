using System.ComponentModel;
using System.Diagnostics;

namespace TrustlessPools.Cli.Devnet;

/// <summary>
/// Lodestar's packages, installed once for this user by the recipe that comes with the program.
/// </summary>
internal sealed class LodestarInstallation
{
    private readonly string _folder;
    private readonly string _node;

    private LodestarInstallation(string folder, string node)
    {
        _folder = folder;
        _node = node;
    }

    /// <summary>
    /// Installs what is not installed; takes about half a minute and 420 MB the first time.
    /// </summary>
    /// <exception cref="IOException">It cannot be installed; the message says why.</exception>
    internal static async Task<LodestarInstallation> InstallAsync(
        Action<string> say, CancellationToken cancel)
    {
        string recipe = Path.Combine(AppContext.BaseDirectory, "lodestar", "install.sh");
        string folder = Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
            "tpool",
            "lodestar");
        say($"Lodestar's packages: {folder} (about half a minute and 420 MB the first time)");
        using Process install = Launch("sh", recipe, folder);
        install.StandardInput.Close();
        Task<string> errors = install.StandardError.ReadToEndAsync(cancel);
        string output = await install.StandardOutput.ReadToEndAsync(cancel);
        await install.WaitForExitAsync(cancel);
        return install.ExitCode == 0
            ? new(folder, output.Trim())
            : throw new IOException(
                $"Lodestar could not be installed (npm is needed, and Linux on x86-64): {(await errors).Trim()}");
    }

    /// <summary>Starts a script of the recipe.</summary>
    internal Process Start(string script, params string[] arguments)
    {
        Process process = Launch(_node, [Path.Combine(_folder, script), .. arguments]);
        _ = process.StandardError.ReadToEndAsync();
        return process;
    }

    private static Process Launch(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start) ?? throw new IOException($"{program} could not be started.");
        }
        catch (Win32Exception e)
        {
            throw new IOException($"{program} could not be started: {e.Message}", e);
        }
    }
}

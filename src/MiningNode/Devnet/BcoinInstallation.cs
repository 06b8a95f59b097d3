namespace TrustlessPools.MiningNode.Devnet;

/// <summary>bcoin and bitcoinjs-lib, installed once by the recipe that comes with the program.</summary>
public sealed class BcoinInstallation
{
    private readonly string _folder;
    private readonly string _node;

    private BcoinInstallation(string folder, string node)
    {
        _folder = folder;
        _node = node;
    }

    /// <summary>Where the packages are of whoever names no folder.</summary>
    public static string FolderUsual => Path.Combine(
        Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
        "tpool",
        "bcoin");

    /// <summary>
    /// Installs what is not installed; takes about ten seconds and 25 MB the first time.
    /// </summary>
    /// <param name="folder">Where to, such as <see cref="FolderUsual"/>.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="IOException">It cannot be installed; the message says why.</exception>
    public static async Task<BcoinInstallation> InstallAsync(string folder, CancellationToken cancel)
    {
        string recipe = Path.Combine(AppContext.BaseDirectory, "bcoin", "install.sh");
        try
        {
            string node = await ChildScript.RunAsync("sh", string.Empty, cancel, recipe, folder);
            return new(folder, node.Trim());
        }
        catch (IOException e)
        {
            throw new IOException(
                $"bcoin could not be installed (npm with Node.js 20 or later is needed): {e.Message}", e);
        }
    }

    /// <summary>Starts a node on regtest; it ends with this process, however that ends.</summary>
    /// <param name="dataFolder">Where it keeps its chain; null keeps it in memory.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="IOException">It did not start; the message holds its last words.</exception>
    public Task<BcoinProcess> StartAsync(string? dataFolder, CancellationToken cancel)
    {
        string script = Path.Combine(_folder, "node.mjs");
        return BcoinProcess.StartAsync(_node, dataFolder is null ? [script] : [script, dataFolder], cancel);
    }

    /// <summary>Runs a script of the recipe with a text as its input, and gives what it wrote.</summary>
    internal async Task<string> RunAsync(string script, string input, CancellationToken cancel) =>
        (await ChildScript.RunAsync(_node, input, cancel, Path.Combine(_folder, script))).Trim();
}

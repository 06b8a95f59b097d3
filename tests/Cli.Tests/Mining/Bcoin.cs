using TrustlessPools.MiningNode.Devnet;
using TrustlessPools.Testing;

namespace TrustlessPools.Cli.Tests.Mining;

/// <summary>
/// bcoin for a test; skips it, as what TPOOL_REQUIRE names <c>bcoin</c>, when it cannot be had.
/// </summary>
internal static class Bcoin
{
    /// <summary>Where it is installed for tests.</summary>
    internal static string Folder => Path.Combine(ProjectRoot.Path, "artifacts", "bcoin");

    /// <summary>The packages, installed.</summary>
    internal static async Task<BcoinInstallation> InstalledAsync()
    {
        string flaw = string.Empty;
        BcoinInstallation? installation = null;
        try
        {
            CancellationToken cancel = TestContext.Current.CancellationToken;
            installation = await BcoinInstallation.InstallAsync(Folder, cancel);
        }
        catch (IOException e)
        {
            flaw = e.Message;
        }

        Requirements.Require("bcoin", installation is not null, flaw);
        return installation!;
    }
}

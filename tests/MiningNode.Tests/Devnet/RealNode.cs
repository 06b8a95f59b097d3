using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.MiningNode.Devnet;
using TrustlessPools.MiningNode.Rpc;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.MiningNode.Tests.Devnet;

/// <summary>
/// bcoin for a test; skips it, as what TPOOL_REQUIRE names <c>bcoin</c>, when it cannot be had.
/// </summary>
internal static class RealNode
{
    // Once for all tests, as giving up takes time, too.
    private static readonly Lazy<Task<(BcoinInstallation? Installation, string Flaw)>> Installed =
        new(InstallAsync);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The packages, installed.</summary>
    internal static async Task<BcoinInstallation> InstallationAsync()
    {
        (BcoinInstallation? installation, string flaw) = await Installed.Value;
        Requirements.Require("bcoin", installation is not null, flaw);
        return installation!;
    }

    internal static BitcoinNode Connect(BcoinProcess process) =>
        new(process.Access, BitcoinNetwork.BcoinRegtest, FakeNode.Patience);

    /// <summary>The header of the best block.</summary>
    internal static async Task<BlockHeader> TipAsync(BitcoinNode node) =>
        await node.HeaderAsync(await node.BestHashAsync(Cancel), Cancel);

    /// <summary>Hands blocks in, each of which the node takes.</summary>
    internal static async Task SubmitAsync(BitcoinNode node, IEnumerable<Block> blocks)
    {
        foreach (Block block in blocks)
        {
            Refusal? refusal = await node.SubmitAsync(block, Cancel);
            Assert.True(refusal is null, $"{refusal}");
        }
    }

    private static async Task<(BcoinInstallation? Installation, string Flaw)> InstallAsync()
    {
        try
        {
            string folder = Path.Combine(ProjectRoot.Path, "artifacts", "bcoin");
            return (await BcoinInstallation.InstallAsync(folder, CancellationToken.None), string.Empty);
        }
        catch (IOException e)
        {
            return (null, e.Message);
        }
    }
}

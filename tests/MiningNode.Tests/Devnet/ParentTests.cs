using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.MiningNode.Devnet;
using TrustlessPools.MiningNode.Rpc;
using TrustlessPools.Testing;

namespace TrustlessPools.MiningNode.Tests.Devnet;

/// <summary>A node ends with the process that started it, however that ends.</summary>
public sealed class ParentTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_ends_when_its_parent_is_killed()
    {
        await RealNode.InstallationAsync();
        using var folder = new TemporaryFolder();
        string file = folder.In("address");
        using ExplicitTest parent = ExplicitTest.Start(typeof(ParentTests), nameof(Parent), folder.Root);
        await Eventually.HoldsAsync(() => parent.HasEnded || File.Exists(file));
        Assert.True(File.Exists(file), "The parent has started no node.");
        using var node = new BitcoinNode(
            NodeAccess.From(new(await File.ReadAllTextAsync(file, Cancel))),
            BitcoinNetwork.BcoinRegtest,
            FakeNode.Patience);
        await node.CheckAsync(Cancel);
        parent.Kill();
        await Eventually.HoldsAsync(async () => await IsGoneAsync(node), "The node is still there.");
    }

    /// <summary>What is killed: it starts a node, names it, and waits for the end of its input.</summary>
    [Fact(Explicit = true)]
    public async Task Parent()
    {
        BcoinInstallation installation = await RealNode.InstallationAsync();
        await using BcoinProcess process = await installation.StartAsync(dataFolder: null, Cancel);
        NodeAccess access = process.Access;
        var address = new UriBuilder(access.Address) { UserName = access.User, Password = access.Password };
        string file = Path.Combine(ExplicitTest.Folder, "address");
        await File.WriteAllTextAsync($"{file}.new", $"{address.Uri}", Cancel);
        File.Move($"{file}.new", file);
        await Console.In.ReadToEndAsync(Cancel);
    }

    private static async Task<bool> IsGoneAsync(BitcoinNode node)
    {
        try
        {
            await node.HeightAsync(Cancel);
            return false;
        }
        catch (BitcoinNodeException e)
        {
            return e.Refusal.Reason == "NodeUnreachable";
        }
    }
}

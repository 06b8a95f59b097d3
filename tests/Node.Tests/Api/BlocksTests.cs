using System.Net;
using TrustlessPools.Node.Hosting;
using TrustlessPools.Node.Tests.Hosting;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.Verification;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Tests.Api;

/// <summary>A running operator gives its chain to whoever wants to verify it.</summary>
public sealed class BlocksTests
{
    [Fact]
    public async Task The_chain_of_a_running_operator_is_verified_by_who_trusts_nobody()
    {
        await using LocalNetwork network = await LocalNetwork.StartAsync();
        OperatorNode node = network.Nodes.First();
        using var client = new HttpClient { BaseAddress = node.ApiUrl };
        await network.UntilAsync(() => node.State.Chain.Height.Value > 9, "The tenth block");

        (NetworkGenesis genesis, List<CertifiedBlock> blocks) = await ReadAsync(client, "v1/blocks");
        Assert.True(blocks.Count > 9);
        ChainRules rules = ChainVerifier.RulesOf(genesis);
        Assert.Equal(node.Rules.Network, rules.Network);
        (VerifiedChain chain, BlockRefusal? refusal) =
            ChainVerifier.Extend(rules, VerifiedChain.From(rules), blocks);
        Assert.Null(refusal);
        Assert.Equal((ulong)blocks.Count, chain.Count.Blocks);

        (_, List<CertifiedBlock> later) = await ReadAsync(client, "v1/blocks?from=7");
        Assert.Equal(new Height(7), later[0].Header.Height);
        using HttpResponseMessage refused = await client.GetAsync(
            new Uri("v1/blocks?from=-1", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    private static async Task<(NetworkGenesis Genesis, List<CertifiedBlock> Blocks)> ReadAsync(
        HttpClient client, string path)
    {
        var feed = new ChainFeed();
        feed.Add(await client.GetByteArrayAsync(
            new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken));
        Assert.True(feed.TryTakeGenesis(out NetworkGenesis? genesis));
        var blocks = new List<CertifiedBlock>();
        while (feed.TryTakeBlock(out CertifiedBlock? block))
        {
            blocks.Add(block);
        }

        Assert.Null(feed.End());
        return (genesis, blocks);
    }
}

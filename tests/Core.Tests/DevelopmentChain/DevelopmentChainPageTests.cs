using TrustlessPools.DevelopmentChain;
using TrustlessPools.Testing;
using Refusal = TrustlessPools.DevelopmentChain.Refusal;

namespace TrustlessPools.Core.Tests.DevelopmentChain;

/// <summary>The page in docs/spec says what the code has.</summary>
public sealed class DevelopmentChainPageTests
{
    [Fact]
    public void Every_refusal_is_in_the_table()
    {
        string page =
            File.ReadAllText(Path.Combine(ProjectRoot.Path, "docs", "spec", "development-chain.md"));
        string table = page[page.IndexOf("### Refusals", StringComparison.Ordinal)..];
        Type[] refusals =
            [.. typeof(BeaconChain).Assembly.GetTypes().Where(static t => t.IsSubclassOf(typeof(Refusal)))];
        Assert.True(refusals.Length > 15);
        Assert.All(
            refusals, refusal => Assert.Contains($"`{refusal.Name}`", table, StringComparison.Ordinal));
    }
}

using TrustlessPools.MiningNode.Following;
using TrustlessPools.MiningNode.Rpc;
using TrustlessPools.MiningNode.Storage;
using TrustlessPools.Testing;

namespace TrustlessPools.MiningNode.Tests;

/// <summary>The page of reasons names those that the code can give, and no others.</summary>
public sealed class ReasonsTests
{
    [Theory]
    [InlineData("A Bitcoin node", typeof(NodeRefusals))]
    [InlineData("Following", typeof(FollowingRefusals))]
    [InlineData("A mining store", typeof(MiningStoreRefusals))]
    public void The_page_and_the_code_name_the_same_reasons(string title, Type refusals) =>
        ReasonsPage.AssertSection(title, refusals);
}

using TrustlessPools.Node.Api.Http;
using TrustlessPools.Testing;

namespace TrustlessPools.Node.Tests.Api;

/// <summary>The page of reasons names those that the local API can give, and no others.</summary>
public sealed class ApiReasonsTests
{
    [Fact]
    public void The_page_and_the_api_name_the_same_reasons() =>
        ReasonsPage.AssertSection("Local API", typeof(ApiRefusals));
}

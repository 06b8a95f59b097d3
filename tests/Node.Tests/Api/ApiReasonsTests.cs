using System.Reflection;
using System.Text.RegularExpressions;
using TrustlessPools.Node.Api.Http;
using TrustlessPools.Testing;

namespace TrustlessPools.Node.Tests.Api;

/// <summary>The page of reasons names those that the local API can give, and no others.</summary>
public sealed partial class ApiReasonsTests
{
    [Fact]
    public void The_page_and_the_api_name_the_same_reasons()
    {
        string page = File.ReadAllText(Path.Combine(ProjectRoot.Path, "docs", "reasons.md"));
        string section = page.Split("\n## ")
            .Single(static s => s.StartsWith("Local API\n", StringComparison.Ordinal));
        IEnumerable<string> reasons = typeof(ApiRefusals)
            .GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .OrderBy(static m => m.MetadataToken)
            .Select(static m => m.Name);
        Assert.Equal(reasons, Row().Matches(section).Select(static m => m.Groups["reason"].Value));
    }

    [GeneratedRegex(@"^\| `(?<reason>\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}

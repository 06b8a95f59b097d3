using System.Reflection;
using System.Text.RegularExpressions;
using TrustlessPools.Ledger.Rules;
using TrustlessPools.Testing;

namespace TrustlessPools.Core.Tests.Ledger;

/// <summary>The page of reasons names those of the ledger, and no others.</summary>
public sealed partial class ReasonsPageTests
{
    private const BindingFlags Declared =
        BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>The reasons that the code can give, in its order.</summary>
    internal static string[] Reasons => [.. typeof(Refusals).GetMethods(Declared)
        .OrderBy(static m => m.MetadataToken)
        .Select(static m => m.Name)];

    [Fact]
    public void The_page_and_the_code_name_the_same_reasons()
    {
        string page = File.ReadAllText(Path.Combine(ProjectRoot.Path, "docs", "reasons.md"));
        string section = page.Split("\n## ")
            .Single(static s => s.StartsWith("Ledger\n", StringComparison.Ordinal));
        Assert.Equal(Reasons, Row().Matches(section).Select(static m => m.Groups["reason"].Value));
    }

    [GeneratedRegex(@"^\| `(?<reason>\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}

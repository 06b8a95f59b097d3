using System.Reflection;
using System.Text.RegularExpressions;

namespace TrustlessPools.Testing;

/// <summary>
/// docs/reasons.md, whose sections name what the code can give, in its order, and nothing else.
/// </summary>
public static partial class ReasonsPage
{
    /// <summary>Compares a section with the static methods of a type, one for each reason.</summary>
    /// <param name="title">The section's heading.</param>
    /// <param name="refusals">Where the code has its reasons.</param>
    public static void AssertSection(string title, Type refusals)
    {
        string page = File.ReadAllText(Path.Combine(ProjectRoot.Path, "docs", "reasons.md"));
        string section = page.Split("\n## ")
            .Single(s => s.StartsWith($"{title}\n", StringComparison.Ordinal));
        Assert.Equal(Of(refusals), Row().Matches(section).Select(static m => m.Groups["reason"].Value));
    }

    /// <summary>The reasons of a type, in its order.</summary>
    /// <param name="refusals">Where the code has its reasons.</param>
    public static string[] Of(Type refusals)
    {
        ArgumentNullException.ThrowIfNull(refusals);
        return [.. refusals
            .GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .OrderBy(static m => m.MetadataToken)
            .Select(static m => m.Name)];
    }

    [GeneratedRegex(@"^\| `(?<reason>\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}

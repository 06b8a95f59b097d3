using System.Text.RegularExpressions;
using TrustlessPools.Tidy.Tests.Sources;

namespace TrustlessPools.Tidy.Tests;

/// <summary>Whoever is refused finds the reason on the page.</summary>
public sealed partial class ReasonsTests
{
    [Fact]
    public void The_page_has_every_reason_that_the_code_gives()
    {
        string page = Checkout.ReadText("docs/reasons.md");
        Checkout.AssertNone(
            from file in Checkout.Code
            where file.Path.StartsWith("src/", StringComparison.Ordinal)
            from Match given in Given().Matches(Checkout.ReadText(file.Path))
            let reason = given.Groups["reason"].Value
            where !page.Contains($"| `{reason}` |", StringComparison.Ordinal)
            select $"{file.Path}: '{reason}' is not on docs/reasons.md");
    }

    [Fact]
    public void Both_ways_of_writing_a_refusal_are_seen()
    {
        Assert.Equal("BadThing", ReasonOf("new Refusal(\"BadThing\", supplied, permitted)"));
        Assert.Equal("BadThing", ReasonOf("new(\n    \"BadThing\",\n    supplied"));
        Assert.Empty(ReasonOf("new(\"bad thing\", supplied"));
        Assert.Empty(ReasonOf("new(\"NiceMiner\", 500, 7)"));

        static string ReasonOf(string code) => Given().Match(code).Groups["reason"].Value;
    }

    /// <summary>
    /// A refusal is made of a name, of two words or more, of what was supplied, and of what is permitted.
    /// </summary>
    [GeneratedRegex(@"\bnew(?: Refusal)?\(\s*""(?<reason>[A-Z][a-z]+[A-Z][A-Za-z]*)"",\s+(?!\d)")]
    private static partial Regex Given();
}

using System.Text.RegularExpressions;
using TrustlessPools.Tidy.Tests.Sources;

namespace TrustlessPools.Tidy.Tests;

/// <summary>A page that names a type, member, project, package or reason names one that exists.</summary>
public sealed partial class SpecificationTests
{
    private static readonly HashSet<string> Words =
        [.. Checkout.Code.SelectMany(static f => Word().Matches(f.Code).Select(static m => m.Value))];

    /// <summary>Reasons of refusals, which are text.</summary>
    private static readonly HashSet<string> Names = [.. Checkout.Code
        .SelectMany(
            static f =>
                f.Lines.SelectMany(static l => Quoted().Matches(l).Select(static m => m.Groups[1].Value)))];

    /// <summary>Projects, and packages.</summary>
    private static readonly HashSet<string> Projects =
    [
        .. ProjectFile.All.Select(static p => p.Name),
        .. ProjectFile.Read("Directory.Packages.props").Descendants("PackageVersion")
            .Select(static e => e.Attribute("Include")!.Value),
    ];

    private static readonly ILookup<string, SourceFile> Declarations = Checkout.Code
        .SelectMany(
            static f => Declaration().Matches(f.Code).Select(m => (Name: m.Groups["name"].Value, File: f)))
        .ToLookup(static d => d.Name, static d => d.File);

    [Fact]
    public void Every_identifier_that_a_page_names_exists() => Checkout.AssertNone(
        from page in Checkout.With(".md")
        where page.StartsWith("docs/", StringComparison.Ordinal) && page != "docs/style.md"
        from line in Checkout.ReadLines(page).Select(static (text, i) => (Text: text, Number: i + 1))
        from Match match in Identifier().Matches(line.Text)
        let name = match.Groups["name"].Value
        where !Exists(name)
        select $"{page}:{line.Number}: `{name}` is no type, member, project, package or reason");

    [Fact]
    public void Every_folder_of_the_core_is_named_on_a_page() => Checkout.AssertNone(
        from project in (string[])["Committees", "Consensus", "Cryptography", "PoolChain"]
        where !Checkout.With(".md").Any(p => p.StartsWith("docs/spec/", StringComparison.Ordinal)
            && Checkout.ReadText(p).Contains($"src/{project}", StringComparison.Ordinal))
        select $"docs/spec: no page for src/{project}");

    private static bool Exists(string name)
    {
        string[] parts = name.Split('.');
        bool isMember = parts.Length == 1
            ? Words.Contains(name)
            : Declarations[parts[^2]].Any(f => Regex.IsMatch(f.Code, $@"\b{parts[^1]}\b"));
        return isMember || Names.Contains(name) || Projects.Contains(name);
    }

    /// <summary>In Pascal case with a small letter, perhaps with a member or in a call.</summary>
    [GeneratedRegex(@"`(?<name>[A-Z]\w*[a-z]\w*(\.[A-Z]\w*)*)(\([^`]*\))?`")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\b(class|struct|record|interface|enum|delegate\s+[\w<>]+)\s+(?<name>[A-Z]\w*)")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\b[A-Z]\w*")]
    private static partial Regex Word();

    [GeneratedRegex(@"""([A-Z][A-Za-z0-9]+)""")]
    private static partial Regex Quoted();
}

using System.Text.RegularExpressions;
using TrustlessPools.Tidy.Tests.Sources;

namespace TrustlessPools.Tidy.Tests;

/// <summary>What documents point at is there.</summary>
public sealed partial class DocumentTests
{
    private static IEnumerable<string> Pages => Checkout.With(".md");

    [Fact]
    public void Every_link_of_a_document_resolves() => Checkout.AssertNone(
        from page in Pages
        from line in LinesOf(page)
        from Match match in Link().Matches(line.Text)
        let target = match.Groups["target"].Value
        where !target.Contains("://", StringComparison.Ordinal)
        let flaw = FlawOf(Resolve(page, target))
        where flaw is not null
        select $"{page}:{line.Number}: {target}: {flaw}");

    [Fact]
    public void Every_path_that_a_document_names_is_there() => Checkout.AssertNone(
        from page in Pages
        from line in LinesOf(page)
        from Match match in NamedPath().Matches(line.Text)
        let path = match.Value.TrimEnd('.')
        let flaw = FlawOf(path)
        where flaw is not null
        select $"{page}:{line.Number}: {path}: {flaw}");

    [Fact]
    public void Every_page_that_the_code_names_is_there() => Checkout.AssertNone(
        from file in Checkout.Code
        from line in file.Lines.Select(static (text, i) => (Text: text, Number: i + 1))
        from Match match in NamedPage().Matches(line.Text)
        let flaw = FlawOf(match.Value)
        where flaw is not null
        select $"{file.Path}:{line.Number}: {match.Value}: {flaw}");

    /// <summary>Why a path from the root, perhaps with an anchor, leads nowhere; or null.</summary>
    private static string? FlawOf(string target)
    {
        string[] parts = target.Split('#', 2);
        if (!Checkout.Has(parts[0]))
        {
            return "there is no such file or folder";
        }

        return parts.Length == 2 && !Checkout.ReadLines(parts[0]).Any(l => Anchor(l) == parts[1])
            ? $"{parts[0]} has no heading for #{parts[1]}"
            : null;
    }

    private static string Resolve(string page, string target)
    {
        if (target.StartsWith('#'))
        {
            return page + target;
        }

        string root = Testing.ProjectRoot.Path;
        string folder = Path.Combine(root, Path.GetDirectoryName(page)!);
        return Path.GetRelativePath(root, Path.GetFullPath(Path.Combine(folder, target))).Replace('\\', '/');
    }

    /// <summary>The anchor of a heading: lower case, without punctuation, hyphens for spaces.</summary>
    private static string? Anchor(string line) => line.StartsWith('#')
        ? Punctuation().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), string.Empty).Replace(' ', '-')
        : null;

    private static IEnumerable<(string Text, int Number)> LinesOf(string page) =>
        Checkout.ReadLines(page).Select(static (text, i) => (text, i + 1));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<![\w/.-])(src|tests|docs|native|devnet|benchmarks)/[A-Za-z0-9_./-]*[A-Za-z0-9_/]")]
    private static partial Regex NamedPath();

    [GeneratedRegex(@"(?<![\w/])docs/[\w./-]+\.md(#[\w-]+)?")]
    private static partial Regex NamedPage();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}

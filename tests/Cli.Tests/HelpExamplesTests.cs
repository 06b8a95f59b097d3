using System.CommandLine;
using System.Text.RegularExpressions;
using TrustlessPools.Cli.Mining;
using TrustlessPools.Testing;

namespace TrustlessPools.Cli.Tests;

/// <summary>What help and pages show can be typed.</summary>
public sealed partial class HelpExamplesTests
{
    /// <summary>All commands with all examples of their help.</summary>
    public static TheoryData<string> Examples => [.. All(CommandLine.CreateRoot())
        .SelectMany(static c => Found(c.Description ?? string.Empty))];

    /// <summary>All commands that the project's pages show in blocks of code.</summary>
    public static TheoryData<string> Shown => [.. Directory
        .EnumerateFiles(Path.Combine(ProjectRoot.Path, "docs"), "*.md", SearchOption.AllDirectories)
        .Append(Path.Combine(ProjectRoot.Path, "README.md"))
        .SelectMany(static path => Found(File.ReadAllText(path)))
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Examples))]
    [MemberData(nameof(Shown))]
    public void An_example_is_understood(string example)
    {
        ParseResult result = CommandLine.CreateRoot().Parse(Arguments(example));
        Assert.True(result.Errors.Count == 0, string.Join(' ', result.Errors.Select(static e => e.Message)));
    }

    [Fact]
    public void What_does_not_exist_is_not_understood() => Assert.NotEmpty(
        CommandLine.CreateRoot().Parse(Arguments("tpool mining tree --equal 3 --colour red")).Errors);

    [Fact]
    public void Miners_are_told_the_reasons_that_the_page_lists() =>
        ReasonsPage.AssertSection("Mining arguments", typeof(MiningRefusals));

    private static IEnumerable<Command> All(Command command) =>
        [command, .. command.Subcommands.SelectMany(All)];

    private static IEnumerable<string> Found(string text) =>
        Example().Matches(text.Replace("\\\n", string.Empty, StringComparison.Ordinal))
            .Select(static m => m.Value.Trim());

    /// <summary>As a shell hands them over: without what it redirects, and without comments.</summary>
    private static string[] Arguments(string example) =>
    [
        .. example.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .TakeWhile(static w => w[0] is not ('<' or '>' or '#' or '|' or '&')),
    ];

    [GeneratedRegex(@"^ *tpool [a-z].*$", RegexOptions.Multiline)]
    private static partial Regex Example();
}

using System.Text.RegularExpressions;
using TrustlessPools.Tidy.Tests.Sources;

namespace TrustlessPools.Tidy.Tests;

/// <summary>
/// Pure projects have no clock, tasks, ambient randomness, environment, files, network, culture or floating
/// point.
/// </summary>
/// <remarks>
/// The compiler refuses what src/BannedSymbols.txt lists, in every project that src/Directory.Build.props
/// does not call a shell. Keywords are no symbols to it, so these tests look for them; and for ways around
/// it.
/// </remarks>
public sealed partial class PurityTests
{
    private static IEnumerable<SourceFile> PureCode => Checkout.Code.Where(static f =>
        f.Path.StartsWith("src/", StringComparison.Ordinal)
        && Architecture.Page.Pure.Contains(f.Path.Split('/')[1]));

    private static IEnumerable<SourceFile> NumericCode => PureCode.Where(static f =>
        Architecture.Page.Numeric.Contains(f.Path.Split('/')[1]));

    [Fact]
    public void There_is_no_floating_point() => Checkout.AssertNone(
        Find(PureCode.Except(NumericCode), FloatingPoint(), "floating point"));

    /// <summary>
    /// What a platform's mathematics library rounds, it rounds in its own way: bytes would differ. Addition,
    /// multiplication, division and square roots are exact by IEEE 754.
    /// </summary>
    [Fact]
    public void Estimates_use_no_platform_functions() => Checkout.AssertNone(
        Find(NumericCode, PlatformFunctions(), "platform function"));

    [Fact]
    public void Nothing_waits() => Checkout.AssertNone(Find(PureCode, Waiting(), "tasks"));

    [Fact]
    public void The_ban_is_not_lifted_anywhere() => Checkout.AssertNone([
        .. from file in PureCode
           from line in file.Lines.Select(static (text, i) => (text, i))
           where line.text.Contains("RS0030", StringComparison.Ordinal)
           select $"{file.Path}:{line.i + 1}: RS0030",
        .. from path in Checkout.With(".csproj", ".props", ".targets", ".editorconfig")
           where Checkout.ReadText(path).Contains("RS0030", StringComparison.Ordinal)
           select $"{path}: RS0030",
    ]);

    [Fact]
    public void The_compiler_holds_the_ban_in_every_pure_project()
    {
        const string props = "src/Directory.Build.props";
        string[] exempt =
            [.. Exemption().Matches(Checkout.ReadText(props)).Select(static m => m.Groups[1].Value)];
        Assert.Equal(Architecture.Page.Shells.Order(), exempt.Order());
        var content = ProjectFile.Read(props);
        Assert.Single(content.Descendants("PackageReference"), static e =>
            e.Attribute("Include")!.Value == "Microsoft.CodeAnalysis.BannedApiAnalyzers");
        Assert.Single(content.Descendants("AdditionalFiles"), static e =>
            e.Attribute("Include")!.Value.EndsWith("BannedSymbols.txt", StringComparison.Ordinal));
        Assert.Empty(Checkout.With("Directory.Build.props", "Directory.Build.targets").Except(
            ["Directory.Build.props", props, "tests/Directory.Build.props"]));
    }

    [Theory]
    [InlineData("P:System.DateTime.UtcNow")]
    [InlineData("T:System.Diagnostics.Stopwatch")]
    [InlineData("T:System.TimeProvider")]
    [InlineData("N:System.Threading.Tasks")]
    [InlineData("T:System.Random")]
    [InlineData("T:System.Security.Cryptography.RandomNumberGenerator")]
    [InlineData("M:System.Guid.NewGuid")]
    [InlineData("T:System.Environment")]
    [InlineData("T:System.IO.File")]
    [InlineData("N:System.Net")]
    [InlineData("T:System.Console")]
    [InlineData("P:System.Globalization.CultureInfo.CurrentCulture")]
    public void The_ban_covers(string symbol) => Assert.Contains(
        Checkout.ReadLines("src/BannedSymbols.txt"), line =>
            line.StartsWith(symbol + ";", StringComparison.Ordinal));

    /// <summary>
    /// Where a program runs changes no format, since there is no culture but the invariant one.
    /// </summary>
    [Fact]
    public void There_is_one_culture() => Assert.Single(
        ProjectFile.Read("Directory.Build.props").Descendants("InvariantGlobalization"),
        static e => e.Value == "true" && e.Attribute("Condition") is null);

    private static IEnumerable<string> Find(IEnumerable<SourceFile> code, Regex what, string name) =>
        from file in code
        from Match match in what.Matches(file.Code)
        select file.At(match.Index, $"{name}: {match.Value}");

    [GeneratedRegex(
        @"\b(double|float|decimal|Half|System\.(Double|Single|Decimal)|Math\.(Sqrt|Cbrt|Pow|Exp|Log\w*))\b")]
    private static partial Regex FloatingPoint();

    [GeneratedRegex(
        @"\b(Math|double)\.(Pow|Exp|Log\w*|Cbrt|A?Sin\w*|A?Cos\w*|A?Tan\w*|Reciprocal\w*|\w*Estimate)\b")]
    private static partial Regex PlatformFunctions();

    [GeneratedRegex(@"\b(async|await|Task|ValueTask)\b")]
    private static partial Regex Waiting();

    [GeneratedRegex(@"'\$\(MSBuildProjectName\)' == '(\w+)'")]
    private static partial Regex Exemption();
}

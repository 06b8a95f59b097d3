using System.Text.Json;
using System.Text.RegularExpressions;
using TrustlessPools.Testing;
using TrustlessPools.Tidy.Tests.Sources;

namespace TrustlessPools.Tidy.Tests;

/// <summary>Every package has its reason, with its version, in docs/adr/0002-dependencies.md.</summary>
public sealed partial class DependencyTests
{
    private const string Page = "docs/adr/0002-dependencies.md";

    [Fact]
    public void Every_package_of_dotnet_has_its_reason() => Checkout.AssertNone(
        from package in ProjectFile.Read("Directory.Packages.props").Descendants("PackageVersion")
        let name = package.Attribute("Include")!.Value
        let version = package.Attribute("Version")!.Value
        where !HasReason(name, version)
        select $"Directory.Packages.props: {name} {version} has no line in {Page}");

    [Fact]
    public void Every_package_of_npm_has_its_reason() => Checkout.AssertNone(
        from file in Checkout.With("package.json")
        from package in NpmPackages(file)
        where !HasReason(package.Name, package.Version)
        select $"{file}: {package.Name} {package.Version} has no line in {Page}");

    [Fact]
    public void No_reason_is_left_of_a_package_that_is_gone()
    {
        HashSet<(string, string)> used =
        [
            .. ProjectFile.Read("Directory.Packages.props").Descendants("PackageVersion")
                .Select(static e => (e.Attribute("Include")!.Value, e.Attribute("Version")!.Value)),
            .. Checkout.With("package.json").SelectMany(NpmPackages),
        ];
        Checkout.AssertNone(
            from line in Checkout.ReadLines(Page).Select(static (text, i) => (Text: text, Number: i + 1))
            from Match match in PackageOf().Matches(line.Text)
            let package = (match.Groups["name"].Value, match.Groups["version"].Value)
            where !used.Contains(package)
            select $"{Page}:{line.Number}: {package} is not in use");
    }

    private static bool HasReason(string name, string version) =>
        Checkout.ReadText(Page).Contains($"`{name}` {version}", StringComparison.Ordinal);

    private static IEnumerable<(string Name, string Version)> NpmPackages(string file)
    {
        using JsonDocument document = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(ProjectRoot.Path, file)));
        if (!document.RootElement.TryGetProperty("dependencies", out JsonElement dependencies))
        {
            return [];
        }

        // What a path names is of this project.
        return [.. dependencies.EnumerateObject()
            .Select(static d => (d.Name, Version: d.Value.GetString()!))
            .Where(static d => !d.Version.StartsWith("file:", StringComparison.Ordinal))];
    }

    [GeneratedRegex(@"`(?<name>[@\w./-]+)` (?<version>\d+\.\d+\.\d+[\w.-]*)")]
    private static partial Regex PackageOf();
}

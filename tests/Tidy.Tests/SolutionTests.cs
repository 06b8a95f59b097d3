using TrustlessPools.Tidy.Tests.Sources;

namespace TrustlessPools.Tidy.Tests;

/// <summary>The solution holds the tree.</summary>
public sealed class SolutionTests
{
    [Fact]
    public void Every_project_of_the_tree_is_in_the_solution_and_no_other()
    {
        string[] listed = [.. ProjectFile.Read("TrustlessPools.slnx").Descendants("Project")
            .Select(static e => e.Attribute("Path")!.Value)];
        string[] present = [.. ProjectFile.All.Select(static p => p.Path)];
        Checkout.AssertNone([
            .. present.Except(listed).Select(static p => $"{p}: not in TrustlessPools.slnx"),
            .. listed.Except(present).Select(static p => $"TrustlessPools.slnx: there is no {p}"),
        ]);
    }

    [Fact]
    public void Every_project_locks_its_packages() => Checkout.AssertNone(
        from project in ProjectFile.All
        where !Checkout.Has($"{project.Folder}/packages.lock.json")
        select $"{project.Folder}: no packages.lock.json");

    [Fact]
    public void Versions_are_named_in_one_file() => Checkout.AssertNone(
        from project in ProjectFile.All
        from package in project.Content.Descendants("PackageReference")
        where package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null
        select $"{project.Path}: {package.Attribute("Include")?.Value} names a version");
}

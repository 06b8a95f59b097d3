using TrustlessPools.Tidy.Tests.Sources;

namespace TrustlessPools.Tidy.Tests;

/// <summary>The arrows of docs/architecture.md are those of the project files.</summary>
public sealed class ArrowTests
{
    [Fact]
    public void Every_project_has_its_row_and_every_row_its_project()
    {
        string[] projects = [.. ProjectFile.OfProduct.Select(static p => p.Name)];
        string[] rows = [.. Architecture.Page.Rows.Keys];
        Checkout.AssertNone([
            .. projects.Except(rows).Select(static p => $"src/{p}: not in the table of {Architecture.Path}"),
            .. rows.Except(projects).Select(static p => $"{Architecture.Path}: there is no src/{p}"),
        ]);
    }

    [Fact]
    public void A_pure_project_refers_to_exactly_what_its_row_says() => Checkout.AssertNone(
        from project in ProjectFile.OfProduct
        where Architecture.Page.Pure.Contains(project.Name)
        let expected = string.Join(", ", Architecture.Page.SeenBy(project.Name).Order())
        let actual = string.Join(", ", project.References.Order())
        where expected != actual
        select $"{project.Path}: sees {actual}; the table says {expected}");

    [Fact]
    public void A_shell_refers_to_nothing_that_its_row_does_not_allow() => Checkout.AssertNone(
        from project in ProjectFile.OfProduct
        where Architecture.Page.Shells.Contains(project.Name)
        from seen in project.References.Except(Architecture.Page.SeenBy(project.Name))
        select $"{project.Path}: sees {seen}; the table does not allow it");

    [Fact]
    public void Only_the_command_line_sees_the_shells() => Checkout.AssertNone(
        from project in ProjectFile.OfProduct
        where project.Name != "Cli"
        from shell in project.References.Intersect(Architecture.Page.Shells)
        select $"{project.Path}: sees {shell}");

    [Fact]
    public void A_pure_project_has_no_package_and_no_framework() => Checkout.AssertNone(
        from project in ProjectFile.OfProduct
        where Architecture.Page.Pure.Contains(project.Name)
        from package in project.Includes("PackageReference").Concat(project.Includes("FrameworkReference"))
        select $"{project.Path}: {package}");

    [Fact]
    public void The_tree_names_every_project_folder() => Checkout.AssertNone(
        from project in Architecture.Page.Rows.Keys
        where !Checkout.ReadText(Architecture.Path).Contains($"\nsrc/{project}/", StringComparison.Ordinal)
        select $"{Architecture.Path}: the tree lacks src/{project}/");
}

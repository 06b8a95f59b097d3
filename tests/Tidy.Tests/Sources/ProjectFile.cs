using System.Xml.Linq;
using TrustlessPools.Testing;

namespace TrustlessPools.Tidy.Tests.Sources;

/// <summary>A project file.</summary>
/// <param name="Path">From the root.</param>
/// <param name="Content">Its XML.</param>
internal sealed record ProjectFile(string Path, XDocument Content)
{
    /// <summary>All projects of the tree.</summary>
    internal static IReadOnlyList<ProjectFile> All { get; } =
        [.. Checkout.With(".csproj").Select(static p => new ProjectFile(p, Read(p)))];

    /// <summary>The projects under <c>src/</c>.</summary>
    internal static IEnumerable<ProjectFile> OfProduct =>
        All.Where(static p => p.Folder.StartsWith("src/", StringComparison.Ordinal));

    internal string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    internal string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');

    /// <summary>The names of the projects that it refers to.</summary>
    internal IEnumerable<string> References => Includes("ProjectReference")
        .Select(static i => System.IO.Path.GetFileNameWithoutExtension(i.Replace('\\', '/')));

    /// <summary>What items of a kind include.</summary>
    internal IEnumerable<string> Includes(string item) => Content.Descendants(item)
        .Select(static e => e.Attribute("Include")?.Value).OfType<string>();

    internal static XDocument Read(string path) =>
        XDocument.Load(System.IO.Path.Combine(ProjectRoot.Path, path));
}

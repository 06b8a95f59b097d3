using TrustlessPools.Testing;

namespace TrustlessPools.Tidy.Tests.Sources;

/// <summary>The project's own files, without what builds and package managers put beside them.</summary>
internal static class Checkout
{
    private static readonly string[] Foreign =
        ["bin", "obj", "node_modules", "artifacts", ".git", "TestResults"];

    /// <summary>All files, by their paths from the root with slashes.</summary>
    internal static IReadOnlyList<string> Files { get; } =
        [.. Walk(new DirectoryInfo(ProjectRoot.Path)).Order(StringComparer.Ordinal)];

    /// <summary>The files with one of these endings.</summary>
    internal static IEnumerable<string> With(params string[] endings) =>
        Files.Where(f => endings.Any(e => f.EndsWith(e, StringComparison.Ordinal)));

    /// <summary>The C# files, read.</summary>
    internal static IReadOnlyList<SourceFile> Code { get; } = [.. With(".cs").Select(SourceFile.Read)];

    internal static string ReadText(string path) => File.ReadAllText(Path.Combine(ProjectRoot.Path, path));

    internal static string[] ReadLines(string path) =>
        File.ReadAllLines(Path.Combine(ProjectRoot.Path, path));

    /// <summary>True when a path from the root names a file or folder of the project.</summary>
    internal static bool Has(string path)
    {
        string trimmed = path.TrimEnd('/');
        return Files.Any(f => f == trimmed || f.StartsWith(trimmed + "/", StringComparison.Ordinal));
    }

    /// <summary>Fails with one line for each finding.</summary>
    internal static void AssertNone(IEnumerable<string> findings)
    {
        string[] found = [.. findings];
        Assert.True(found.Length == 0, $"{found.Length} findings:\n{string.Join('\n', found)}");
    }

    private static IEnumerable<string> Walk(DirectoryInfo folder)
    {
        foreach (FileInfo file in folder.EnumerateFiles())
        {
            yield return Path.GetRelativePath(ProjectRoot.Path, file.FullName).Replace('\\', '/');
        }

        foreach (DirectoryInfo below in folder.EnumerateDirectories())
        {
            if (!Foreign.Contains(below.Name))
            {
                foreach (string file in Walk(below))
                {
                    yield return file;
                }
            }
        }
    }
}

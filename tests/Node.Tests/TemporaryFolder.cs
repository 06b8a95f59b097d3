namespace TrustlessPools.Node.Tests;

/// <summary>A folder of a test, taken away afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    internal string Root { get; } = Directory.CreateTempSubdirectory("tpool-test-").FullName;

    internal string In(string name) => Path.Combine(Root, name);

    /// <summary>Every byte of every file below the folder.</summary>
    internal byte[] AllBytes() => [.. Directory
        .EnumerateFiles(Root, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .SelectMany(File.ReadAllBytes)];

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

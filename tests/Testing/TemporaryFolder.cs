namespace TrustlessPools.Testing;

/// <summary>A folder of a test, taken away afterwards.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>The full path.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("tpool-test-").FullName;

    /// <summary>The path of something in the folder.</summary>
    public string In(params string[] names) => Path.Combine([Root, .. names]);

    /// <summary>Every byte of every file below the folder.</summary>
    public byte[] AllBytes() => [.. Directory
        .EnumerateFiles(Root, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .SelectMany(File.ReadAllBytes)];

    /// <summary>Takes the folder away.</summary>
    public void Dispose() => Directory.Delete(Root, recursive: true);
}

namespace TrustlessPools.Testing;

/// <summary>The folder of the project's sources.</summary>
public static class ProjectRoot
{
    /// <summary>
    /// The folder that holds TrustlessPools.slnx, looked for upwards from the running assembly.
    /// </summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(at.FullName, "TrustlessPools.slnx")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException("The tests run from a checkout of the project.");
    }
}

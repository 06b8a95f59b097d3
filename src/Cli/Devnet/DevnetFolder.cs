using TrustlessPools.Node.Configuration;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Devnet;

/// <summary>
/// Where a devnet keeps everything: a folder for each operator, and one for the beacon chain.
/// </summary>
internal sealed class DevnetFolder
{
    private readonly bool _isTemporary;

    private DevnetFolder(string root, bool isTemporary)
    {
        Root = root;
        _isTemporary = isTemporary;
    }

    /// <summary>The full path.</summary>
    internal string Root { get; }

    /// <summary>For the beacon chain.</summary>
    internal string Beacon => Path.Combine(Root, "beacon");

    /// <summary>Makes the folder.</summary>
    /// <param name="path">Where; must be empty or not there. None for a temporary folder.</param>
    /// <exception cref="UsageException">Something is there already.</exception>
    internal static DevnetFolder Make(string? path)
    {
        if (path is null)
        {
            return new(Directory.CreateTempSubdirectory("tpool-devnet-").FullName, isTemporary: true);
        }

        string full = Path.GetFullPath(path);
        if (Directory.Exists(full) && Directory.EnumerateFileSystemEntries(full).Any())
        {
            throw new UsageException(new("FolderInUse", full, "a folder that is empty or not there"));
        }

        Directory.CreateDirectory(full);
        return new(full, isTemporary: false);
    }

    /// <summary>An operator's folder.</summary>
    internal OperatorFolder Operator(OperatorId id) => new(Path.Combine(Root, $"operator-{id}"));

    /// <summary>The staker's folder, in the money story.</summary>
    internal OwnerFolder Staker => new(Path.Combine(Root, "staker"), passwordFile: null);

    /// <summary>Takes a temporary folder away when nobody needs to look into it.</summary>
    /// <returns>The folder when it stays.</returns>
    internal Optional<string> Leave(bool isNeeded)
    {
        if (!_isTemporary || isNeeded)
        {
            return new(Root);
        }

        Directory.Delete(Root, recursive: true);
        return default;
    }
}

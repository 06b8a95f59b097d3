using TrustlessPools.Ethereum.Json;
using TrustlessPools.PoolChain.Genesis;

namespace TrustlessPools.Node.Configuration;

/// <summary>
/// Reads the files of operators and networks, each with a refusal that names the file and what is wrong.
/// </summary>
public static class ConfigurationFiles
{
    private const long SizeMax = 16 * 1024 * 1024;

    /// <summary>An operator's public file.</summary>
    /// <exception cref="ConfigurationException">It is none, or its key has no proof of
    /// possession.</exception>
    public static PublicIdentity ReadPublicFile(string path)
    {
        PublicIdentity identity = Read(path, JsonShapes.Of(PublicIdentity.Ssz), "an operator's public file");
        return identity.IsPossessionProven()
            ? identity
            : throw new ConfigurationException(
                new("UnprovenKey", path, "a key with its proof of possession"));
    }

    /// <summary>A network's genesis.</summary>
    /// <exception cref="ConfigurationException">It is none, or no network can begin with it.</exception>
    public static NetworkGenesis ReadNetwork(string path)
    {
        NetworkGenesis genesis = Read(path, JsonShapes.Of(NetworkGenesis.Ssz), "a network's genesis");
        return genesis.Flaw() is { } flaw ? throw new ConfigurationException(flaw) : genesis;
    }

    /// <summary>An operator's settings.</summary>
    /// <exception cref="ConfigurationException">They are none, or nothing can run with them.</exception>
    public static OperatorConfiguration ReadConfiguration(string path)
    {
        OperatorConfiguration configuration = Read(
            path, OperatorConfiguration.Shape, "an operator's settings");
        return configuration.Flaw() is { } flaw ? throw new ConfigurationException(flaw) : configuration;
    }

    /// <summary>The first line of a password file.</summary>
    /// <exception cref="ConfigurationException">There is none, or it is empty.</exception>
    public static string ReadPassword(string path)
    {
        string password = ReadText(path).Split('\n', 2)[0].TrimEnd('\r');
        return password.Length > 0
            ? password
            : throw new ConfigurationException(new("EmptyPassword", path, "a password in the first line"));
    }

    /// <summary>Where the local API of a running operator is.</summary>
    /// <exception cref="ConfigurationException">No operator has been run in the folder.</exception>
    public static string ReadApiUrl(OperatorFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return File.Exists(folder.ApiUrl)
            ? ReadText(folder.ApiUrl).Trim()
            : throw new ConfigurationException(new(
                "NotRunning",
                folder.Root,
                $"a folder in which 'tpool operator run --data-dir {folder.Root}' runs"));
    }

    internal static string ReadText(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Length <= SizeMax
                ? File.ReadAllText(path)
                : throw new ConfigurationException(
                    new("FileTooLarge", $"{path}: {file.Length} bytes", $"up to {SizeMax} bytes"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                new("CannotRead", $"{path}: {e.Message}", "a file that can be read"), e);
        }
    }

    private static T Read<T>(string path, JsonShape<T> shape, string what)
        where T : notnull => shape.TryParse(ReadText(path), out T? value, out string? flaw)
            ? value
            : throw new ConfigurationException(new("MalformedFile", $"{path}: {flaw}", what));
}

using System.Globalization;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Configuration;

/// <summary>The folder of an operator, and the files in it.</summary>
/// <remarks>
/// Nobody but the owner may read it: it is made with mode 0700, and what is secret in it with 0600.
/// </remarks>
public sealed class OperatorFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The folder at a path, whether or not it is there.</summary>
    public OperatorFolder(string path) => Root = Path.GetFullPath(path);

    /// <summary>The folder's full path.</summary>
    public string Root { get; }

    /// <summary>The operator's settings.</summary>
    public string Configuration => In("operator.json");

    /// <summary>What the operator gives to the others, who make the network from it.</summary>
    public string PublicFile => In("operator.public.json");

    /// <summary>The identity key, sealed with the password (EIP-2335).</summary>
    public string IdentityKeystore => In("identity.keystore.json");

    /// <summary>The TLS certificate with its key, sealed with the password (PKCS #12).</summary>
    public string Certificate => In("tls.pfx");

    /// <summary>The password, unless the owner keeps it elsewhere.</summary>
    public string Password => In("password.txt");

    /// <summary>The network's genesis.</summary>
    public string Network => In("network.json");

    /// <summary>The store.</summary>
    public string Store => In("operator.db");

    /// <summary>Where the running operator's local API is.</summary>
    public string ApiUrl => In("api.url");

    /// <summary>What who may ask the running operator to post something must know.</summary>
    public string ApiToken => In("api.token");

    /// <summary>The number that an operator got which joined after the genesis.</summary>
    public string Number => In("operator.number");

    /// <summary>True when an operator has been made here.</summary>
    public bool HasOperator => File.Exists(IdentityKeystore);

    /// <summary>A file of the folder, or one with a path of its own.</summary>
    public string In(string file) => Path.Combine(Root, file);

    /// <summary>Tells where the running operator's API is; whoever reads the file reads all of it.</summary>
    public void Announce(Uri api)
    {
        string incomplete = $"{ApiUrl}.new";
        File.WriteAllText(incomplete, $"{api}\n");
        File.Move(incomplete, ApiUrl, overwrite: true);
    }

    /// <summary>Keeps the number of an operator that joined after the genesis.</summary>
    public void Remember(OperatorId number) => File.WriteAllText(Number, $"{number}\n");

    /// <summary>The number that was kept, or none.</summary>
    /// <exception cref="ConfigurationException">The file holds something else.</exception>
    internal Optional<OperatorId> ReadNumber()
    {
        if (!File.Exists(Number))
        {
            return default;
        }

        string text = File.ReadAllText(Number).Trim();
        return uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint number)
            ? new(new OperatorId(number))
            : throw new ConfigurationException(new("MalformedFile", $"{Number}: '{text}'", "a number"));
    }

    /// <summary>Makes the folder.</summary>
    internal void Create()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Root);
        }
        else
        {
            Directory.CreateDirectory(Root, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Writes a file that only the owner may read; it must not be there.</summary>
    internal static void WriteSecret(string path, ReadOnlySpan<byte> content)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var file = new FileStream(path, options);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }
}

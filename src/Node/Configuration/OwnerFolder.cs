using TrustlessPools.Cryptography.Bls;

namespace TrustlessPools.Node.Configuration;

/// <summary>The folder of somebody who owns an account on the pool chain: one key, sealed.</summary>
/// <param name="path">Where it is; nobody but the owner may read it.</param>
/// <param name="passwordFile">Holds the password; null for the one in the folder.</param>
public sealed class OwnerFolder(string path, string? passwordFile)
{
    /// <summary>The folder's full path.</summary>
    public string Root { get; } = Path.GetFullPath(path);

    /// <summary>The key, sealed with the password (EIP-2335).</summary>
    public string Keystore => Path.Combine(Root, "owner.keystore.json");

    /// <summary>Where the password is.</summary>
    public string Password =>
        passwordFile is null ? Path.Combine(Root, "password.txt") : Path.GetFullPath(passwordFile);

    /// <summary>Makes the key, and a password unless there is one.</summary>
    /// <returns>The public key, which names the owner.</returns>
    /// <exception cref="ConfigurationException">
    /// There is a key already, or the password file is missing.
    /// </exception>
    public G1Bytes Create()
    {
        if (File.Exists(Keystore))
        {
            throw new ConfigurationException(new(
                "OwnerExists", Keystore, "a folder without an owner; keys are never overwritten"));
        }

        new OperatorFolder(Root).Create();
        string password = SealedKey.TakePassword(Password, mayMake: passwordFile is null);
        using SecretScalar secret = SealedKey.Make();
        SealedKey.Save(
            Keystore, secret, password, "owner of an account of a pool chain; not a validator's key");
        return secret.ToPublicPoint().ToBytes();
    }

    /// <summary>The public key, which is not sealed.</summary>
    /// <exception cref="ConfigurationException">There is none.</exception>
    public G1Bytes ReadPublicKey() => SealedKey.Read(Existing).PublicKey.TryGet(out G1Bytes key)
        ? key
        : throw new ConfigurationException(new(
            "BadKeystore", Keystore, "a keystore that names its public key"));

    /// <summary>Opens the key; takes a second or so.</summary>
    /// <exception cref="ConfigurationException">There is none, or the password is wrong.</exception>
    public SecretScalar Open() =>
        SealedKey.Load(Existing, ConfigurationFiles.ReadPassword(Password));

    private string Existing => File.Exists(Keystore)
        ? Keystore
        : throw new ConfigurationException(new(
            "NoOwner", Root, "a folder that 'tpool staker init --folder' made"));
}

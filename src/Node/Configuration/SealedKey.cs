using System.Security.Cryptography;
using System.Text;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Keystores;

namespace TrustlessPools.Node.Configuration;

/// <summary>A BLS key in a keystore file (EIP-2335) that only its owner can read.</summary>
internal static class SealedKey
{
    private const int PasswordBytes = 24;

    /// <summary>Makes a fresh key.</summary>
    internal static SecretScalar Make()
    {
        Span<byte> uniform = stackalloc byte[SecretScalar.UniformSize];
        RandomNumberGenerator.Fill(uniform);
        SecretScalar secret = SecretScalar.FromUniformBytes(uniform);
        CryptographicOperations.ZeroMemory(uniform);
        return secret;
    }

    /// <summary>Writes it, sealed with a password; the file must not be there.</summary>
    internal static void Save(string path, SecretScalar secret, string password, string description)
    {
        Span<byte> random = stackalloc byte[Keystore.RandomSize];
        RandomNumberGenerator.Fill(random);
        string keystore = Keystore.Seal(secret, password, random, description, path: string.Empty)
            .ToText(indented: true);
        OperatorFolder.WriteSecret(path, Encoding.UTF8.GetBytes(keystore));
    }

    /// <summary>Reads the file without opening it.</summary>
    /// <exception cref="ConfigurationException">It is missing, or no keystore.</exception>
    internal static Keystore Read(string path) =>
        Keystore.Read(ConfigurationFiles.ReadText(path)) is KeystoreReading.Accepted accepted
            ? accepted.Keystore
            : throw new ConfigurationException(
                new("BadKeystore", path, "a keystore as EIP-2335 has it"));

    /// <summary>Opens it.</summary>
    /// <exception cref="ConfigurationException">It is missing or damaged, or the password is
    /// wrong.</exception>
    internal static SecretScalar Load(string path, string password) => Read(path).Open(password) switch
    {
        KeystoreOpening.Opened opened => opened.Secret,
        KeystoreOpening.Refused refused => throw new ConfigurationException(new(
            "CannotOpenKeystore", $"{path}: {refused.Reason}", "the password it was made with")),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Reads a password, or makes one where the owner has not chosen a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mayMake">Whether a missing file is made.</param>
    internal static string TakePassword(string path, bool mayMake)
    {
        if (mayMake && !File.Exists(path))
        {
            string fresh = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(PasswordBytes));
            OperatorFolder.WriteSecret(path, Encoding.ASCII.GetBytes(fresh + "\n"));
        }

        return ConfigurationFiles.ReadPassword(path);
    }
}

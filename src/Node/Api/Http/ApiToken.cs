using System.Security.Cryptography;
using System.Text;
using TrustlessPools.Node.Configuration;

namespace TrustlessPools.Node.Api.Http;

/// <summary>What who may write must know; kept in a file that only the operator's owner can read.</summary>
/// <remarks>Only a hash of it is kept in memory, and compared in constant time.</remarks>
public sealed class ApiToken
{
    private const string Scheme = "Bearer ";
    private const int LengthMin = 32;
    private const int RandomBytes = 32;

    private readonly byte[] _hash;

    private ApiToken(string token) => _hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>The token of an operator; made when there is none yet.</summary>
    /// <exception cref="ConfigurationException">The file holds none, or cannot be read.</exception>
    public static ApiToken Of(OperatorFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!File.Exists(folder.ApiToken))
        {
            Make(folder);
        }

        return new(Read(folder.ApiToken));
    }

    /// <summary>Reads a token file.</summary>
    /// <exception cref="ConfigurationException">The file holds none, or cannot be read.</exception>
    public static string Read(string path)
    {
        string token = ConfigurationFiles.ReadText(path).Trim();
        return token.Length >= LengthMin && token.All(char.IsAsciiLetterOrDigit)
            ? token
            : throw new ConfigurationException(new(
                "BadApiToken",
                path,
                $"a file with {LengthMin} letters and digits or more; delete it, and the operator makes one"));
    }

    /// <summary>Makes a token where there is none.</summary>
    internal static void Make(OperatorFolder folder) => OperatorFolder.WriteSecret(
        folder.ApiToken,
        Encoding.ASCII.GetBytes(
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes)) + "\n"));

    /// <summary>True for an authorization header with this token.</summary>
    /// <param name="authorization">What came; whatever it is.</param>
    public bool Admits(string authorization)
    {
        ArgumentNullException.ThrowIfNull(authorization);
        if (!authorization.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return false;
        }

        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(authorization[Scheme.Length..].Trim()));
        return CryptographicOperations.FixedTimeEquals(hash, _hash);
    }

    public override string ToString() => "(redacted)";
}

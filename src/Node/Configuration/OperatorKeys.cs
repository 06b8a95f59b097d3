using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Node.Transport;
using TrustlessPools.PoolChain.Genesis;

namespace TrustlessPools.Node.Configuration;

/// <summary>The secrets of an operator that last: its identity key, and its TLS certificate's key.</summary>
public sealed class OperatorKeys : IDisposable
{
    private OperatorKeys(SecretScalar identity, X509Certificate2 certificate)
    {
        Identity = identity;
        Certificate = certificate;
    }

    /// <summary>Signs votes and operations; never a validator's key.</summary>
    public SecretScalar Identity { get; }

    /// <summary>Shown to peers.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Makes fresh keys.</summary>
    /// <param name="name">The operator's, for the certificate.</param>
    /// <param name="now">The time.</param>
    internal static OperatorKeys Make(string name, DateTimeOffset now)
    {
        SecretScalar identity = SealedKey.Make();
        return new(identity, CertificatePins.Make(name, now));
    }

    /// <summary>Writes both, sealed with a password.</summary>
    internal void Save(OperatorFolder folder, string password)
    {
        SealedKey.Save(
            folder.IdentityKeystore,
            Identity,
            password,
            "identity key of an operator; not a validator's key");
        OperatorFolder.WriteSecret(folder.Certificate, Certificate.Export(X509ContentType.Pkcs12, password));
    }

    /// <summary>Reads both.</summary>
    /// <exception cref="ConfigurationException">A file is missing or damaged, or the password is
    /// wrong.</exception>
    internal static OperatorKeys Load(OperatorFolder folder, string password)
    {
        SecretScalar identity = SealedKey.Load(folder.IdentityKeystore, password);
        try
        {
            X509Certificate2 certificate = X509CertificateLoader.LoadPkcs12FromFile(
                folder.Certificate, password, X509KeyStorageFlags.EphemeralKeySet);
            return new(identity, certificate);
        }
        catch (Exception e) when (e is CryptographicException or IOException)
        {
            identity.Dispose();
            throw new ConfigurationException(
                new("BadCertificateFile", $"{folder.Certificate}: {e.Message}", "what 'operator init' wrote"),
                e);
        }
    }

    /// <summary>What everybody may know.</summary>
    internal PublicIdentity ToPublic(string name, string address) => new(
        name,
        Identity.ToPublicPoint().ToBytes(),
        PublicIdentity.ProvePossession(Identity),
        CertificatePins.PinOf(Certificate),
        address);

    /// <summary>Zeroes the keys.</summary>
    public void Dispose()
    {
        Identity.Dispose();
        Certificate.Dispose();
    }
}

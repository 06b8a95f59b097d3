using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Transport;

/// <summary>
/// Certificates of operators: self-signed, and known by the hash of their public key (RFC 7469's pin).
/// </summary>
public static class CertificatePins
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365 * 100);

    /// <summary>SHA-256 of the SubjectPublicKeyInfo.</summary>
    public static Hash32 PinOf(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return Hash32.Sha256(certificate.PublicKey.ExportSubjectPublicKeyInfo());
    }

    /// <summary>Makes a certificate with a fresh P-256 key.</summary>
    /// <param name="name">For people.</param>
    /// <param name="now">When it begins to be valid, but for a day for clocks that differ.</param>
    public static X509Certificate2 Make(string name, DateTimeOffset now)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(name);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(now.AddDays(-1), now + Lifetime);
    }
}

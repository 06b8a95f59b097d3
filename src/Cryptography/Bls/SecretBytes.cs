using System.Security.Cryptography;
using System.Text;
using TrustlessPools.Cryptography.Native;

namespace TrustlessPools.Cryptography.Bls;

/// <summary>32 secret bytes, such as the seed of a ceremony. Zeroed when disposed.</summary>
/// <remarks>Never printed and never compared but in constant time.</remarks>
public sealed class SecretBytes : IDisposable
{
    /// <summary>The length in bytes.</summary>
    public const int Size = SecretMemory.SlotSize;

    private readonly SecretMemory.Slot _slot = new();

    private SecretBytes()
    {
    }

    /// <summary>The bytes, to be copied nowhere that is not zeroed.</summary>
    /// <exception cref="ObjectDisposedException">The secret has been erased.</exception>
    public ReadOnlySpan<byte> Span => _slot.Bytes;

    /// <summary>Copies 32 bytes; the caller zeroes its own copy.</summary>
    /// <exception cref="ArgumentException">The length is another.</exception>
    public static SecretBytes From(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException($"A secret has {Size} bytes, not {bytes.Length}.", nameof(bytes));
        }

        var secret = new SecretBytes();
        bytes.CopyTo(secret._slot.Bytes);
        return secret;
    }

    /// <summary>
    /// An independent secret that this one and a label determine (HKDF-Expand, RFC 5869, SHA-256).
    /// </summary>
    /// <param name="label">What the secret is for; different labels give unrelated secrets.</param>
    public SecretBytes Derive(string label)
    {
        var derived = new SecretBytes();
        HKDF.Expand(
            HashAlgorithmName.SHA256, Span, derived._slot.Bytes, Encoding.UTF8.GetBytes(label));
        return derived;
    }

    /// <summary>As <see cref="Derive"/>, to a uniform scalar.</summary>
    public SecretScalar DeriveScalar(string label)
    {
        Span<byte> wide = stackalloc byte[SecretScalar.UniformSize];
        try
        {
            HKDF.Expand(HashAlgorithmName.SHA256, Span, wide, Encoding.UTF8.GetBytes(label));
            return SecretScalar.FromUniformBytes(wide);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(wide);
        }
    }

    /// <summary>A secret of its own with the same bytes.</summary>
    public SecretBytes Copy() => From(Span);

    /// <summary>Compares in constant time.</summary>
    public bool FixedTimeEquals(SecretBytes other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return CryptographicOperations.FixedTimeEquals(Span, other.Span);
    }

    /// <summary>Zeroes the bytes.</summary>
    public void Dispose() => _slot.Dispose();

    public override string ToString() => "(secret)";
}

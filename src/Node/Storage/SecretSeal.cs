using System.Security.Cryptography;
using System.Text;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Operator.Ceremonies;

namespace TrustlessPools.Node.Storage;

/// <summary>
/// Seals secrets for the disk and opens them again: AES-256-GCM, bound to the secret's name.
/// </summary>
/// <remarks>
/// The key follows from the operator's identity key, which its password-protected keystore holds (EIP-2335);
/// so whoever has the database alone has no share. A sealed secret is 12 bytes of nonce, 32 of ciphertext, 16
/// of tag.
/// </remarks>
public sealed class SecretSeal : IDisposable
{
    /// <summary>The length of a sealed secret in bytes.</summary>
    public const int SealedSize = NonceSize + SecretBytes.Size + TagSize;

    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly AesGcm _cipher;

    /// <summary>The seal of an operator.</summary>
    /// <param name="identity">Its identity key; not kept.</param>
    public SecretSeal(SecretScalar identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        using SecretBytes root = identity.ToSecretBytes();
        using SecretBytes key = root.Derive("tpool/store/v1");
        _cipher = new(key.Span, TagSize);
    }

    /// <summary>Seals a secret under a fresh nonce.</summary>
    public byte[] Seal(SecretName name, SecretBytes secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var result = new byte[SealedSize];
        Span<byte> nonce = result.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        _cipher.Encrypt(
            nonce,
            secret.Span,
            result.AsSpan(NonceSize, SecretBytes.Size),
            result.AsSpan(NonceSize + SecretBytes.Size),
            BindingOf(name));
        return result;
    }

    /// <summary>Opens what <see cref="Seal"/> made; the caller owns the secret.</summary>
    /// <exception cref="FormatException">It was made under another key or name, or has been
    /// changed.</exception>
    public SecretBytes Open(SecretName name, ReadOnlySpan<byte> sealedSecret)
    {
        if (sealedSecret.Length != SealedSize)
        {
            throw new FormatException(
                $"The secret '{name}' has {sealedSecret.Length} bytes, not {SealedSize}.");
        }

        Span<byte> opened = stackalloc byte[SecretBytes.Size];
        try
        {
            _cipher.Decrypt(
                sealedSecret[..NonceSize],
                sealedSecret.Slice(NonceSize, SecretBytes.Size),
                sealedSecret[(NonceSize + SecretBytes.Size)..],
                opened,
                BindingOf(name));
            return SecretBytes.From(opened);
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw new FormatException($"The secret '{name}' was sealed by another operator, or damaged.", e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(opened);
        }
    }

    /// <summary>Forgets the key.</summary>
    public void Dispose() => _cipher.Dispose();

    private static byte[] BindingOf(SecretName name) => Encoding.ASCII.GetBytes(name.ToString());
}

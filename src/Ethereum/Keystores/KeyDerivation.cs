using System.Diagnostics;
using System.Security.Cryptography;
using TrustlessPools.Cryptography.Passwords;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ethereum.Keystores;

/// <summary>How a keystore's key is derived from its password (EIP-2335, section "Decryption key").</summary>
public abstract record KeyDerivation
{
    private KeyDerivation()
    {
    }

    /// <summary>Fills the key, which the caller zeroes, or says why not.</summary>
    internal abstract KeystoreRefusal? Derive(ReadOnlySpan<byte> password, Span<byte> key);

    /// <summary>PBKDF2 with HMAC-SHA-256 (RFC 8018).</summary>
    /// <param name="Salt">The salt.</param>
    /// <param name="Iterations">1 to <see cref="IterationsMax"/>.</param>
    public sealed record Pbkdf2(ByteString Salt, ulong Iterations) : KeyDerivation
    {
        /// <summary>The most iterations that are spent: some seconds.</summary>
        public const ulong IterationsMax = 1 << 24;

        /// <summary>The iterations that EIP-2335 uses.</summary>
        public const ulong IterationsDefault = 1 << 18;

        internal override KeystoreRefusal? Derive(ReadOnlySpan<byte> password, Span<byte> key)
        {
            if (Iterations is 0 or > IterationsMax)
            {
                return new DerivationCostRefused(this);
            }

            Rfc2898DeriveBytes.Pbkdf2(
                password, Salt.AsSpan(), key, (int)Iterations, HashAlgorithmName.SHA256);
            return null;
        }
    }

    /// <summary>scrypt (RFC 7914).</summary>
    public sealed record Scrypt(ByteString Salt, ScryptCost Cost) : KeyDerivation
    {
        internal override KeystoreRefusal? Derive(ReadOnlySpan<byte> password, Span<byte> key) =>
            Cryptography.Passwords.Scrypt.Derive(password, Salt.AsSpan(), Cost, key) switch
            {
                ScryptOutcome.Derived => null,
                ScryptOutcome.CostRefused => new DerivationCostRefused(this),
                ScryptOutcome.Unavailable => new DerivationUnavailable(KeystoreReader.Scrypt),
                _ => throw new UnreachableException(),
            };
    }
}

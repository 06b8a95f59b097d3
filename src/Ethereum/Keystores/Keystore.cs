using System.Globalization;
using System.Security.Cryptography;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ethereum.Keystores;

/// <summary>A secret key sealed with a password (EIP-2335).</summary>
/// <param name="Derivation">How the password becomes the key that seals.</param>
/// <param name="Checksum">SHA-256 of that key's second half and the sealed secret.</param>
/// <param name="InitializationVector">16 bytes, where the cipher's counter starts.</param>
/// <param name="Sealed">The secret, encrypted: 32 bytes.</param>
/// <param name="PublicKey">The public key of what is inside, when the keystore names it.</param>
/// <param name="Description">For people.</param>
/// <param name="Path">Where the key is in a tree of keys (EIP-2334); empty when it is in none.</param>
/// <param name="Uuid">Tells keystores apart.</param>
public sealed record Keystore(
    KeyDerivation Derivation,
    Hash32 Checksum,
    ByteString InitializationVector,
    ByteString Sealed,
    Optional<G1Bytes> PublicKey,
    Optional<string> Description,
    string Path,
    string Uuid)
{
    /// <summary>The version of EIP-2335.</summary>
    public const ulong Version = 4;

    /// <summary>
    /// The number of random bytes that sealing takes: salt, initialization vector, identifier.
    /// </summary>
    public const int RandomSize = SaltSize + AesCounter.BlockSize + UuidSize;

    /// <summary>The length in bytes of the key that is derived from a password.</summary>
    internal const int DerivedSize = 2 * AesCounter.KeySize;

    private const int SaltSize = 32;
    private const int UuidSize = 16;

    /// <summary>Reads a file.</summary>
    public static KeystoreReading Read(string text) => KeystoreReader.Read(text);

    /// <summary>Seals a secret key, with PBKDF2 and the cost of EIP-2335.</summary>
    /// <param name="secret">The key.</param>
    /// <param name="password">Any text; it is normalized.</param>
    /// <param name="random"><see cref="RandomSize"/> fresh random bytes; they become public.</param>
    /// <param name="description">For people; empty for none.</param>
    /// <param name="path">Where the key is in a tree of keys; empty when it is in none.</param>
    public static Keystore Seal(
        SecretScalar secret,
        ReadOnlySpan<char> password,
        ReadOnlySpan<byte> random,
        string description,
        string path)
    {
        ArgumentNullException.ThrowIfNull(secret);
        Invariant.Holds(random.Length == RandomSize, "A keystore is sealed with random bytes of its own.");
        var derivation = new KeyDerivation.Pbkdf2(
            new ByteString(random[..SaltSize]), KeyDerivation.Pbkdf2.IterationsDefault);
        ReadOnlySpan<byte> vector = random.Slice(SaltSize, AesCounter.BlockSize);
        Span<byte> key = stackalloc byte[DerivedSize];
        Span<byte> bytes = stackalloc byte[SecretScalar.Size];
        try
        {
            KeystoreRefusal? refusal = Derive(derivation, password, key);
            Invariant.Holds(refusal is null, "The cost of sealing is one that opening permits.");
            secret.CopyTo(bytes);
            AesCounter.Apply(key[..AesCounter.KeySize], vector, bytes);
            return new(
                derivation,
                ChecksumOf(key, bytes),
                new ByteString(vector),
                new ByteString(bytes),
                new(secret.ToPublicPoint().ToBytes()),
                description.Length > 0 ? new(description) : default,
                Path: path,
                Uuid: UuidFrom(random[^UuidSize..]));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Opens the keystore; takes a second or so.</summary>
    /// <param name="password">Any text; it is normalized.</param>
    public KeystoreOpening Open(ReadOnlySpan<char> password)
    {
        Span<byte> key = stackalloc byte[DerivedSize];
        Span<byte> bytes = stackalloc byte[SecretScalar.Size];
        try
        {
            KeystoreRefusal? refusal = Derive(Derivation, password, key);
            if (refusal is not null)
            {
                return new KeystoreOpening.Refused(refusal);
            }

            // In constant time, as the checksum depends on the derived key.
            byte[] checksum = ChecksumOf(key, Sealed.AsSpan()).ToArray();
            if (!CryptographicOperations.FixedTimeEquals(checksum, Checksum.ToArray()))
            {
                return new KeystoreOpening.Refused(new WrongPassword());
            }

            Sealed.AsSpan().CopyTo(bytes);
            AesCounter.Apply(key[..AesCounter.KeySize], InitializationVector.AsSpan(), bytes);
            return SecretScalar.TryFromBytes(bytes, out SecretScalar? secret)
                ? Compare(secret!)
                : new KeystoreOpening.Refused(new NotASecretKey());
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>The file.</summary>
    /// <param name="indented">True for people, false for programs.</param>
    public string ToText(bool indented = false) =>
        KeystoreFile.Shape.ToText(KeystoreReader.ToFile(this), indented);

    private static KeystoreRefusal? Derive(
        KeyDerivation derivation, ReadOnlySpan<char> password, Span<byte> key)
    {
        byte[] bytes = Password.ToBytes(password);
        try
        {
            return derivation.Derive(bytes, key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static Hash32 ChecksumOf(ReadOnlySpan<byte> key, ReadOnlySpan<byte> sealedBytes)
    {
        Span<byte> preimage = stackalloc byte[AesCounter.KeySize + SecretScalar.Size];
        key[AesCounter.KeySize..].CopyTo(preimage);
        sealedBytes.CopyTo(preimage[AesCounter.KeySize..]);
        Hash32 checksum = Hash32.Sha256(preimage);
        CryptographicOperations.ZeroMemory(preimage);
        return checksum;
    }

    // RFC 9562, section 5.4: version 4, with the variant's two bits.
    private static string UuidFrom(ReadOnlySpan<byte> random)
    {
        Span<byte> bytes = stackalloc byte[UuidSize];
        random.CopyTo(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D", CultureInfo.InvariantCulture);
    }

    private KeystoreOpening Compare(SecretScalar secret)
    {
        G1Bytes found = secret.ToPublicPoint().ToBytes();
        if (PublicKey.TryGet(out G1Bytes named) && named != found)
        {
            secret.Dispose();
            return new KeystoreOpening.Refused(new OtherPublicKey(Supplied: found, Permitted: named));
        }

        return new KeystoreOpening.Opened(secret);
    }
}

/// <summary>What became of a keystore file.</summary>
public abstract record KeystoreReading
{
    private KeystoreReading()
    {
    }

    /// <summary>A keystore that a password may open.</summary>
    public sealed record Accepted(Keystore Keystore) : KeystoreReading;

    /// <summary>None.</summary>
    public sealed record Refused(KeystoreRefusal Reason) : KeystoreReading;
}

/// <summary>What became of opening a keystore.</summary>
public abstract record KeystoreOpening
{
    private KeystoreOpening()
    {
    }

    /// <summary>The secret key, which the receiver disposes of.</summary>
    public sealed record Opened(SecretScalar Secret) : KeystoreOpening;

    /// <summary>None.</summary>
    public sealed record Refused(KeystoreRefusal Reason) : KeystoreOpening;
}

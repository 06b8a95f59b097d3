using System.Diagnostics;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Cryptography.Passwords;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ethereum.Keystores;

/// <summary>Between the file of a keystore and its meaning.</summary>
internal static class KeystoreReader
{
    /// <summary>The name of scrypt in a file.</summary>
    public const string Scrypt = "scrypt";

    private const string Pbkdf2 = "pbkdf2";
    private const string Prf = "hmac-sha256";
    private const string Checksum = "sha256";
    private const string Cipher = "aes-128-ctr";

    public static KeystoreReading Read(string text)
    {
        if (!KeystoreFile.Shape.TryParse(text, out KeystoreFile? file, out string? flaw))
        {
            return new KeystoreReading.Refused(new MalformedKeystore(flaw));
        }

        KeystoreRefusal? refusal = RefusalOf(file);
        return refusal is null ? FromFile(file) : new KeystoreReading.Refused(refusal);
    }

    public static KeystoreFile ToFile(Keystore keystore)
    {
        KeystoreFile.Section<KeystoreFile.DerivationParameters> derivation = keystore.Derivation switch
        {
            KeyDerivation.Pbkdf2 d => new(
                Pbkdf2,
                new(
                    Length: Keystore.DerivedSize,
                    C: new(d.Iterations),
                    Prf: new(Prf),
                    N: default,
                    P: default,
                    R: default,
                    d.Salt),
                ByteString.Empty),
            KeyDerivation.Scrypt d => new(
                Scrypt,
                new(
                    Length: Keystore.DerivedSize,
                    C: default,
                    Prf: default,
                    N: new(d.Cost.N),
                    P: new(d.Cost.P),
                    R: new(d.Cost.R),
                    d.Salt),
                ByteString.Empty),
            _ => throw new UnreachableException(),
        };
        return new(
            new(
                derivation,
                new(Checksum, default, new ByteString(keystore.Checksum.ToArray())),
                new(Cipher, new(keystore.InitializationVector), keystore.Sealed)),
            keystore.Description,
            keystore.PublicKey.TryGet(out G1Bytes key)
                ? new(Convert.ToHexStringLower(key.AsSpan()))
                : default(Optional<string>),
            Path: keystore.Path,
            Uuid: keystore.Uuid,
            Keystore.Version);
    }

    private static KeystoreRefusal? RefusalOf(KeystoreFile file)
    {
        if (file.Version != Keystore.Version)
        {
            return new UnsupportedKeystoreVersion(Supplied: file.Version, Permitted: Keystore.Version);
        }

        KeystoreFile.DerivationParameters derivation = file.Crypto.Derivation.Parameters;
        return RefusalOf("kdf", file.Crypto.Derivation.Function, Pbkdf2, Scrypt)
            ?? RefusalOf("checksum", file.Crypto.Checksum.Function, Checksum)
            ?? RefusalOf("cipher", file.Crypto.Cipher.Function, Cipher)
            ?? (derivation.Prf.TryGet(out string? prf) ? RefusalOf("prf", prf, Prf) : null)
            ?? (derivation.Length != Keystore.DerivedSize
                ? new UnsupportedKeyLength(Supplied: derivation.Length, Permitted: Keystore.DerivedSize)
                : null);
    }

    private static KeystoreRefusal? RefusalOf(string part, string supplied, params string[] permitted) =>
        permitted.Contains(supplied)
            ? null
            : new UnsupportedFunction(
                Part: part, Supplied: supplied, Permitted: string.Join(", ", permitted));

    private static KeystoreReading FromFile(KeystoreFile file)
    {
        ByteString checksum = file.Crypto.Checksum.Message;
        ByteString vector = file.Crypto.Cipher.Parameters.InitializationVector;
        ByteString cipherText = file.Crypto.Cipher.Message;
        string? flaw = FlawOf("checksum: message", checksum, Hash32.Size)
            ?? FlawOf("cipher: params: iv", vector, AesCounter.BlockSize)
            ?? FlawOf("cipher: message", cipherText, SecretScalar.Size);
        if (!TryReadDerivation(file.Crypto.Derivation, out KeyDerivation? derivation))
        {
            flaw ??= "kdf: params: a parameter of the function is missing.";
        }

        if (!TryReadKey(file.PublicKey, out Optional<G1Bytes> key))
        {
            flaw ??= "pubkey: not the digits of 48 bytes.";
        }

        return flaw is not null
            ? new KeystoreReading.Refused(new MalformedKeystore(flaw))
            : new KeystoreReading.Accepted(new(
                derivation!,
                new Hash32(checksum.AsSpan()),
                InitializationVector: vector,
                Sealed: cipherText,
                key,
                file.Description,
                Path: file.Path,
                Uuid: file.Uuid));
    }

    private static string? FlawOf(string place, ByteString bytes, int length) =>
        bytes.Length == length ? null : $"{place}: Expected {length} bytes, found {bytes.Length}.";

    private static bool TryReadDerivation(
        KeystoreFile.Section<KeystoreFile.DerivationParameters> section, out KeyDerivation? derivation)
    {
        KeystoreFile.DerivationParameters found = section.Parameters;
        derivation = null;
        if (section.Function == Pbkdf2 && found.C.TryGet(out ulong iterations) && found.Prf.HasValue)
        {
            derivation = new KeyDerivation.Pbkdf2(found.Salt, iterations);
        }

        if (section.Function == Scrypt
            && found.N.TryGet(out ulong n)
            && found.R.TryGet(out ulong r)
            && found.P.TryGet(out ulong p))
        {
            derivation = new KeyDerivation.Scrypt(found.Salt, new ScryptCost(N: n, R: r, P: p));
        }

        return derivation is not null;
    }

    private static bool TryReadKey(Optional<string> text, out Optional<G1Bytes> key)
    {
        // Some tools write an empty key for none.
        string digits = text.TryGet(out string? given) ? given : string.Empty;
        bool isKey = digits.Length == 2 * G1Bytes.Size && digits.All(char.IsAsciiHexDigit);
        key = isKey ? new(G1Bytes.Parse(digits)) : default;
        return isKey || digits.Length == 0;
    }
}

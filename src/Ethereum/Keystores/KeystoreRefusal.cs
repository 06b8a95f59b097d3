using TrustlessPools.Cryptography.Bls;

namespace TrustlessPools.Ethereum.Keystores;

/// <summary>Why a keystore gives no key.</summary>
public abstract record KeystoreRefusal
{
    private protected KeystoreRefusal(int code) => Code = code;

    /// <summary>
    /// The reason's number in records and metrics; numbers are not used again, further ones go last.
    /// </summary>
    public int Code { get; }
}

/// <summary>The file is no keystore.</summary>
/// <param name="Flaw">Where and why, such as <c>crypto: The member 'cipher' is missing.</c></param>
public sealed record MalformedKeystore(string Flaw) : KeystoreRefusal(1);

/// <summary>The keystore is of another version, such as the version 3 of execution clients.</summary>
public sealed record UnsupportedKeystoreVersion(ulong Supplied, ulong Permitted) : KeystoreRefusal(2);

/// <summary>The keystore names a function that EIP-2335 does not.</summary>
/// <param name="Part">Which: kdf, prf, checksum or cipher.</param>
/// <param name="Supplied">The function's name.</param>
/// <param name="Permitted">The names that are known here.</param>
public sealed record UnsupportedFunction(string Part, string Supplied, string Permitted) : KeystoreRefusal(3);

/// <summary>The derived key has another length than the cipher and the checksum need, in bytes.</summary>
public sealed record UnsupportedKeyLength(ulong Supplied, ulong Permitted) : KeystoreRefusal(4);

/// <summary>The derivation's cost is none of its function, or more than is spent here.</summary>
public sealed record DerivationCostRefused(KeyDerivation Supplied) : KeystoreRefusal(5);

/// <summary>The derivation's function is not installed on this machine.</summary>
public sealed record DerivationUnavailable(string Function) : KeystoreRefusal(6);

/// <summary>
/// The password is not the one that the keystore was sealed with, or the keystore is damaged.
/// </summary>
public sealed record WrongPassword() : KeystoreRefusal(7);

/// <summary>What is inside is no secret key of BLS12-381.</summary>
public sealed record NotASecretKey() : KeystoreRefusal(8);

/// <summary>What is inside is another key than the keystore says.</summary>
/// <param name="Supplied">The public key of what is inside.</param>
/// <param name="Permitted">The public key that the keystore names.</param>
public sealed record OtherPublicKey(G1Bytes Supplied, G1Bytes Permitted) : KeystoreRefusal(9);

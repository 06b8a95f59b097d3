namespace TrustlessPools.Bitcoin.Networks;

/// <summary>The byte in front of what base58 shows, by kind.</summary>
/// <param name="PublicKeyHash">Of a payment to the hash of a public key.</param>
/// <param name="ScriptHash">Of a payment to the hash of a script (BIP-0016).</param>
/// <param name="PrivateKey">Of a private key; none is ever read here, but it is no address.</param>
public readonly record struct Base58Prefixes(byte PublicKeyHash, byte ScriptHash, byte PrivateKey);

namespace TrustlessPools.Bitcoin.Addresses;

/// <summary>Which of two checksums a text has.</summary>
public enum Bech32Kind : uint
{
    /// <summary>BIP-0173; for witness version 0.</summary>
    Bech32 = 1,

    /// <summary>BIP-0350; for every later version.</summary>
    Bech32m = 0x2bc8_30a3,
}

namespace TrustlessPools.Bitcoin.Scripts;

/// <summary>The forms of output scripts that are known.</summary>
public enum OutputKind
{
    /// <summary>None of the others.</summary>
    Other,

    /// <summary>P2PKH: the hash of a public key, 20 bytes.</summary>
    PublicKeyHash,

    /// <summary>P2SH: the hash of a script, 20 bytes (BIP-0016).</summary>
    ScriptHash,

    /// <summary>P2WPKH: the same as P2PKH with a witness (BIP-0141).</summary>
    WitnessPublicKeyHash,

    /// <summary>P2WSH: the SHA-256 of a script, 32 bytes (BIP-0141).</summary>
    WitnessScriptHash,

    /// <summary>P2TR: an x-only key, 32 bytes (BIP-0341).</summary>
    Taproot,

    /// <summary>P2A: anyone spends it, to add a fee.</summary>
    Anchor,

    /// <summary>A witness program without a meaning yet; the payload is the program.</summary>
    WitnessUnknown,

    /// <summary>A bare template: a hash of 32 bytes and OP_CHECKTEMPLATEVERIFY (BIP-0119).</summary>
    Template,

    /// <summary>OP_RETURN: can never be spent; the payload is what follows it.</summary>
    Unspendable,
}

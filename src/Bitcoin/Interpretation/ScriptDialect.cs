namespace TrustlessPools.Bitcoin.Interpretation;

/// <summary>Where a script stands, on which some limits depend.</summary>
internal enum ScriptDialect
{
    /// <summary>In an output or a scriptSig, or behind P2SH.</summary>
    Base,

    /// <summary>Behind P2WSH.</summary>
    WitnessV0,

    /// <summary>In a leaf of taproot.</summary>
    Tapscript,
}

namespace TrustlessPools.Bitcoin.Interpretation;

/// <summary>The rules that have been added to scripts, each of which forbids something.</summary>
[Flags]
public enum ScriptRules
{
    None = 0,

    /// <summary>BIP-0016.</summary>
    ScriptHash = 1,

    /// <summary>OP_CHECKLOCKTIMEVERIFY (BIP-0065).</summary>
    LockTime = 2,

    /// <summary>OP_CHECKSEQUENCEVERIFY (BIP-0112).</summary>
    Sequence = 4,

    /// <summary>BIP-0141; needs <see cref="ScriptHash"/>.</summary>
    Witness = 8,

    /// <summary>BIP-0341 and BIP-0342; needs <see cref="Witness"/>.</summary>
    Taproot = 16,

    /// <summary>OP_CHECKTEMPLATEVERIFY (BIP-0119), where it is in force.</summary>
    Template = 32,

    /// <summary>The rule of relay by which nodes turn away what later rules may forbid.</summary>
    Discourage = 64,

    /// <summary>What is in force on the main network.</summary>
    Today = ScriptHash | LockTime | Sequence | Witness | Taproot,

    /// <summary>What is in force where templates are.</summary>
    WithTemplates = Today | Template,
}

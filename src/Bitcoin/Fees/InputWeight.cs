using System.Diagnostics;
using TrustlessPools.Bitcoin.Scripts;
using TrustlessPools.Bitcoin.Transactions;

namespace TrustlessPools.Bitcoin.Fees;

/// <summary>What an input adds to a transaction's weight when it spends an output of a known form.</summary>
/// <remarks>
/// Signatures are taken at their longest: 72 bytes by ECDSA with its sighash, 64 by Schnorr without. Marker
/// and flag of a transaction with witnesses, two units once, are not in it, nor is the single unit of an
/// input without witness beside others with one.
/// </remarks>
public static class InputWeight
{
    private const int Outside = 32 + 4 + 1 + 4;
    private const int KeySize = 33;
    private const int EcdsaSize = 72;
    private const int SchnorrSize = 64;
    private const int TemplateScriptSize = 34;
    private const int ControlSizeLeast = 33;

    /// <summary>An input that spends a template inside of P2WSH: its script is the only witness.</summary>
    public static readonly int OfWitnessTemplate =
        (Outside * Transaction.WitnessScale) + 1 + 1 + TemplateScriptSize;

    /// <summary>An input that spends a template as the only leaf of a taproot tree.</summary>
    public static readonly int OfLeafTemplate = OfWitnessTemplate + 1 + ControlSizeLeast;

    /// <summary>Gives the weight units of an input that spends an output of this form.</summary>
    /// <param name="kind">A form whose unlocking has a known size: bare template, one key, or anchor.</param>
    /// <returns>Null for forms whose unlocking may be anything.</returns>
    public static int? Of(OutputKind kind) => kind switch
    {
        OutputKind.Template or OutputKind.Anchor => Outside * Transaction.WitnessScale,
        OutputKind.PublicKeyHash =>
            (Outside + 1 + EcdsaSize + 1 + KeySize) * Transaction.WitnessScale,
        OutputKind.WitnessPublicKeyHash =>
            (Outside * Transaction.WitnessScale) + 1 + 1 + EcdsaSize + 1 + KeySize,
        OutputKind.Taproot => (Outside * Transaction.WitnessScale) + 1 + 1 + SchnorrSize,
        OutputKind.Other or OutputKind.ScriptHash or OutputKind.WitnessScriptHash
            or OutputKind.WitnessUnknown or OutputKind.Unspendable => null,
        _ => throw new UnreachableException(),
    };
}

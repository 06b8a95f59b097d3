using TrustlessPools.Bitcoin.Fees;
using TrustlessPools.Bitcoin.Scripts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Payouts;

/// <summary>The scripts that a pool pays: those of common forms, which every node relays.</summary>
/// <remarks>
/// Other scripts could bring coinbases, which have to pay them, beyond the limit of signature operations;
/// and in a tree one output of another kind would keep its siblings' money from being relayed.
/// </remarks>
public static class PayeeScript
{
    /// <summary>The forms, as refusals name them.</summary>
    internal const string Permitted = "P2PKH, P2SH, P2WPKH, P2WSH or P2TR";

    /// <summary>True for a script that a pool pays.</summary>
    public static bool IsPermitted(ByteString script) => OutputForm.Of(script.AsSpan()).Kind is
        OutputKind.PublicKeyHash or OutputKind.ScriptHash or OutputKind.WitnessPublicKeyHash
        or OutputKind.WitnessScriptHash or OutputKind.Taproot;

    /// <summary>The least that an output of a tree holds for nodes to relay it.</summary>
    internal static Satoshi DustThresholdOf(ByteString script) => Dust.ThresholdOf(script, FeeRate.OfDust);
}

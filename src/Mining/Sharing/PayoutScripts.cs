using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Sharing;

/// <summary>The scripts that the pool pays, and what is too little for them.</summary>
internal static class PayoutScripts
{
    private const int AmountSize = 8;

    /// <summary>Virtual bytes of the input that spends an output, with a witness and without.</summary>
    private const int WitnessSpendSize = 67;
    private const int SpendSize = 148;

    /// <summary>The forms that the pool pays, as refusals name them.</summary>
    internal const string Permitted = "P2PKH, P2SH, P2WPKH, P2WSH or P2TR";

    /// <summary>
    /// True for a script of a common form. Others could bring later coinbases, which have to pay them,
    /// beyond the limit of signature operations.
    /// </summary>
    internal static bool IsPermitted(ReadOnlySpan<byte> script) => script switch
    {
        [0x76, 0xa9, 20, .. { Length: 20 }, 0x88, 0xac] => true,
        [0xa9, 20, .. { Length: 20 }, 0x87] => true,
        [0x00, 20, .. { Length: 20 }] => true,
        [0x00, 32, .. { Length: 32 }] => true,
        [0x51, 32, .. { Length: 32 }] => true,
        _ => false,
    };

    /// <summary>The least amount that is not dust, as Bitcoin Core computes it.</summary>
    /// <param name="script">At most 252 bytes.</param>
    /// <param name="rate">Satoshi per 1000 virtual bytes.</param>
    internal static Satoshi DustLimit(ReadOnlySpan<byte> script, uint rate)
    {
        bool isWitness = script is [0x00 or (>= 0x51 and <= 0x60), >= 2 and <= 40, ..]
            && script.Length == script[1] + 2;
        int size = AmountSize + 1 + script.Length + (isWitness ? WitnessSpendSize : SpendSize);
        return new((ulong)size * rate / 1000);
    }
}

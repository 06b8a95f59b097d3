using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Payouts;

/// <summary>The scripts to which a tree pays: those that every node relays.</summary>
/// <remarks>
/// P2PKH, P2SH, P2WPKH, P2WSH and P2TR. One output of another kind would keep the whole transaction, with its
/// siblings' money, from being relayed.
/// </remarks>
internal static class PayeeScript
{
    private const ulong SatoshiPerByte = 3;
    private const ulong InputSize = 148;
    private const ulong WitnessInputSize = 67;
    private const int AmountSize = 8;

    /// <summary>The length in bytes of an output with this script.</summary>
    internal static int OutputSize(int scriptLength) =>
        AmountSize + CompactSize.Of((ulong)scriptLength) + scriptLength;

    /// <summary>
    /// The least that an output to this script holds for nodes to relay it, or null for other scripts.
    /// </summary>
    /// <remarks>
    /// GetDustThreshold of Bitcoin Core, at 3 satoshi a byte of an output and the input that spends it.
    /// </remarks>
    internal static Satoshi? DustThresholdOf(ReadOnlySpan<byte> script)
    {
        ulong? inputSize = script switch
        {
            [0x00, 20, ..] when script.Length == 22 => WitnessInputSize,
            [0x00, 32, ..] when script.Length == 34 => WitnessInputSize,
            [0x51, 32, ..] when script.Length == 34 => WitnessInputSize,
            [0x76, 0xa9, 20, .., 0x88, 0xac] when script.Length == 25 => InputSize,
            [0xa9, 20, .., 0x87] when script.Length == 23 => InputSize,
            _ => null,
        };
        return inputSize is { } size
            ? new Satoshi(((ulong)OutputSize(script.Length) + size) * SatoshiPerByte)
            : null;
    }
}

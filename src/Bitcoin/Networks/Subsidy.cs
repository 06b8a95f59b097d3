using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Networks;

/// <summary>The new coins that a block may pay beside its fees.</summary>
public static class Subsidy
{
    private const ulong First = 50 * Satoshi.PerBitcoin;
    private const uint HalvingsMax = 63;

    /// <summary>Halves 50 bitcoin at every interval, rounded down; nothing after the 63rd halving.</summary>
    public static Satoshi At(BlockHeight height, BitcoinNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        uint halvings = height.Value / network.HalvingInterval;
        return halvings > HalvingsMax ? default : new(First >> (int)halvings);
    }
}

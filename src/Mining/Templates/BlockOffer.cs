using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Templates;

/// <summary>What a node would let into the next block (getblocktemplate, BIP-0022).</summary>
/// <param name="Height">The block's height.</param>
/// <param name="Previous">The block before.</param>
/// <param name="Version">nVersion.</param>
/// <param name="Bits">The compact target.</param>
/// <param name="Time">Seconds since 1970.</param>
/// <param name="Reward">Subsidy and fees: what the coinbase pays in all.</param>
/// <param name="Transactions">All but the coinbase, in order.</param>
public sealed record BlockOffer(
    Height Height,
    Hash32 Previous,
    int Version,
    uint Bits,
    uint Time,
    Satoshi Reward,
    Sequence<Transaction> Transactions);

using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Sharing;

/// <summary>What the rule has to see of a block.</summary>
/// <param name="Height">Its place in the chain.</param>
/// <param name="Header">
/// Its header. That it is valid, and of the chain with most work, is the node's word.
/// </param>
/// <param name="Coinbase">
/// Its first transaction; whoever hands it in has checked that the header commits to it.
/// </param>
/// <param name="Shares">The near misses that came with it, as far as they are known.</param>
public sealed record MinedBlock(
    Height Height, BlockHeader Header, Transaction Coinbase, Sequence<WeakShare> Shares = default);

using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.MiningNode.Following;

/// <summary>What is followed of a block: enough to judge whom it pays.</summary>
/// <param name="Height">Its place in the chain.</param>
/// <param name="Header">Its header.</param>
/// <param name="Coinbase">Its first transaction, to which the header commits.</param>
public sealed record FollowedBlock(Height Height, BlockHeader Header, Transaction Coinbase);

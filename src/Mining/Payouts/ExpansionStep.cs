using TrustlessPools.Bitcoin.Transactions;

namespace TrustlessPools.Mining.Payouts;

/// <summary>A transaction of a tree that is to be mined.</summary>
/// <param name="Node">Which one.</param>
/// <param name="Level">How many transactions come before it, from where the expansion starts.</param>
/// <param name="Transaction">The transaction; it is complete.</param>
public sealed record ExpansionStep(NodeNumber Node, int Level, Transaction Transaction);

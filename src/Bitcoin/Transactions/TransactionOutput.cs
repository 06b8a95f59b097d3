using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Transactions;

/// <summary>An amount, and the script that says who may spend it.</summary>
/// <param name="Amount">How much.</param>
/// <param name="Script">scriptPubKey.</param>
public readonly record struct TransactionOutput(Satoshi Amount, ByteString Script);

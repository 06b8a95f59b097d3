using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Transactions;

/// <summary>An amount, and the script that says who may spend it.</summary>
/// <param name="Amount">How much.</param>
/// <param name="Script">scriptPubKey.</param>
public readonly record struct TransactionOutput(Satoshi Amount, ByteString Script)
{
    private const int AmountSize = 8;

    /// <summary>The bytes of an output: amount, length, script.</summary>
    /// <param name="scriptLength">The bytes of its script, not negative.</param>
    public static int SizeWith(int scriptLength) =>
        AmountSize + BitcoinWriter.SizeOfCompact((ulong)scriptLength) + scriptLength;
}

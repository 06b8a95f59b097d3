using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Transactions;

/// <summary>Names an output of a transaction.</summary>
/// <param name="Transaction">The transaction's identifier, its hash without witnesses.</param>
/// <param name="Index">Which output, from 0.</param>
public readonly record struct OutPoint(Hash32 Transaction, uint Index)
{
    /// <summary>What a coinbase names instead of an output.</summary>
    public static readonly OutPoint Null = new(default, uint.MaxValue);

    public override string ToString() => $"{Digest.Show(Transaction)}:{Index}";
}

using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Blocks;

/// <summary>A header and the transactions under it, the coinbase first.</summary>
/// <param name="Header">What is hashed in mining.</param>
/// <param name="Transactions">All of them; a decoded block may hold none, which the rules refuse.</param>
public sealed record Block(BlockHeader Header, Sequence<Transaction> Transactions)
{
    /// <summary>MAX_BLOCK_WEIGHT (BIP-0141).</summary>
    public const int WeightMax = 4_000_000;

    private const int TransactionSizeLeast = 10;

    /// <summary>Bytes outside of witnesses four times, and bytes of witnesses once (BIP-0141).</summary>
    public int Weight =>
        (Encode(withWitness: false).Length * (Transaction.WitnessScale - 1)) + Encode().Length;

    /// <summary>The root of the transactions' identifiers, computed; the header's should equal it.</summary>
    public MerkleRoot MerkleRoot =>
        MerkleTree.RootOf(Transactions.Map(static t => t.Id).AsSpan());

    /// <summary>Reads a block that takes up all bytes.</summary>
    /// <returns>Null for bytes that are no block.</returns>
    public static Block? TryDecode(ReadOnlySpan<byte> source)
    {
        var reader = new BitcoinReader(source);
        if (BlockHeader.Read(ref reader) is not { } header)
        {
            return null;
        }

        var transactions = new Transaction[reader.ReadCount(TransactionSizeLeast)];
        for (int i = 0; i < transactions.Length; i++)
        {
            if (Transaction.Read(ref reader) is not { } transaction)
            {
                return null;
            }

            transactions[i] = transaction;
        }

        return reader.HasFlaw || !reader.Rest.IsEmpty ? null : new(header, [.. transactions]);
    }

    /// <summary>Writes the block.</summary>
    /// <param name="withWitness">False leaves the witnesses out, as nodes before BIP-0141 expect.</param>
    public byte[] Encode(bool withWitness = true)
    {
        var writer = new BitcoinWriter();
        writer.Write(Header.Encode());
        writer.WriteCompactSize((ulong)Transactions.Count);
        foreach (Transaction transaction in Transactions)
        {
            transaction.Write(writer, withWitness);
        }

        return writer.Written.ToArray();
    }
}

using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Blocks;

/// <summary>The coinbase's word on the block's witnesses (BIP-0141).</summary>
public static class WitnessCommitment
{
    private static readonly byte[] Prefix = [0x6a, 0x24, 0xaa, 0x21, 0xa9, 0xed];

    /// <summary>Finds the commitment: in the last output whose script begins like one.</summary>
    /// <returns>Null when there is none.</returns>
    public static Hash32? Find(Transaction coinbase)
    {
        ArgumentNullException.ThrowIfNull(coinbase);
        Hash32? found = null;
        foreach (TransactionOutput output in coinbase.Outputs)
        {
            ReadOnlySpan<byte> script = output.Script.AsSpan();
            if (script.StartsWith(Prefix) && script.Length >= Prefix.Length + Hash32.Size)
            {
                found = new(script.Slice(Prefix.Length, Hash32.Size));
            }
        }

        return found;
    }

    /// <summary>Computes the commitment.</summary>
    /// <param name="transactions">The block's, the coinbase first, whose own hash counts as zero.</param>
    /// <param name="reserved">The witness reserved value, which is the coinbase's witness.</param>
    public static Hash32 Of(Sequence<Transaction> transactions, Hash32 reserved)
    {
        Hash32[] leaves = [.. transactions.Map(static t => t.WitnessId)];
        leaves[0] = default;
        Span<byte> pair = stackalloc byte[2 * Hash32.Size];
        MerkleTree.RootOf(leaves).Hash.CopyTo(pair);
        reserved.CopyTo(pair[Hash32.Size..]);
        return Digest.Double(pair);
    }

    /// <summary>Builds the script of the output that commits.</summary>
    public static ByteString ToScript(Hash32 commitment) => new([.. Prefix, .. commitment.ToArray()]);

    /// <summary>Checks a block's witnesses against its coinbase.</summary>
    /// <param name="block">A block that begins with a coinbase.</param>
    /// <returns>Why it is refused, or null; a block without commitment may have no witness.</returns>
    public static Refusal? Check(Block block)
    {
        ArgumentNullException.ThrowIfNull(block);
        Transaction coinbase = block.Transactions[0];
        if (Find(coinbase) is not { } found)
        {
            int index = FirstWithWitness(block);
            return index < 0 ? null : BlockRefusals.UncommittedWitness(index);
        }

        Sequence<ByteString> witness = coinbase.Inputs[0].Witness;
        if (witness is not [{ Length: Hash32.Size } reserved])
        {
            return BlockRefusals.WrongReservedValue(witness);
        }

        Hash32 expected = Of(block.Transactions, new(reserved.AsSpan()));
        return found == expected ? null : BlockRefusals.WrongWitnessCommitment(found, expected);
    }

    private static int FirstWithWitness(Block block)
    {
        for (int i = 0; i < block.Transactions.Count; i++)
        {
            if (block.Transactions[i].HasWitness)
            {
                return i;
            }
        }

        return -1;
    }
}

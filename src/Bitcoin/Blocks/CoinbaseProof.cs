using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Blocks;

/// <summary>
/// A coinbase, shown to be in the block of a header without the block's other transactions.
/// </summary>
/// <param name="Header">
/// The block's header, whose work is checked by <see cref="BlockRules.CheckWork"/>.
/// </param>
/// <param name="Coinbase">The block's first transaction.</param>
/// <param name="Branch">The nodes beside the way from it to the root, the lowest first.</param>
public sealed record CoinbaseProof(BlockHeader Header, Transaction Coinbase, Sequence<Hash32> Branch)
{
    /// <summary>The most nodes: a block of full weight has room for fewer than 2^15 transactions.</summary>
    public const int BranchLengthMax = 15;

    /// <summary>Takes the proof from a whole block.</summary>
    /// <param name="block">A block that <see cref="BlockRules.Check"/> lets through.</param>
    public static CoinbaseProof Of(Block block)
    {
        ArgumentNullException.ThrowIfNull(block);
        Sequence<Hash32> leaves = block.Transactions.Map(static t => t.Id);
        return new(block.Header, block.Transactions[0], MerkleTree.BranchOf(leaves.AsSpan(), 0));
    }

    /// <summary>Checks that the transaction is a coinbase and in the first place under the header.</summary>
    /// <returns>Why it is refused, or null.</returns>
    /// <remarks>
    /// A coinbase of 64 bytes is refused, which an inner node could pose as (BIP-0054); so the leaf is a
    /// leaf.
    /// </remarks>
    public Refusal? Check()
    {
        if (!Coinbase.IsCoinbase)
        {
            return BlockRefusals.NotACoinbase();
        }

        if (Branch.Count > BranchLengthMax)
        {
            return BlockRefusals.BranchTooLong(Branch.Count, BranchLengthMax);
        }

        Hash32 root = MerkleTree.RootFrom(Coinbase.Id, 0, Branch);
        return TransactionRules.Check(Coinbase)
            ?? TransactionRules.CheckSize(Coinbase)
            ?? (root == Header.MerkleRoot ? null : BlockRefusals.WrongMerkleRoot(Header.MerkleRoot, root));
    }
}

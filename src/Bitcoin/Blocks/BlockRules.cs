using TrustlessPools.Bitcoin.Coinbases;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Bitcoin.Scripts;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Blocks;

/// <summary>
/// What a block must be, as far as it and its headers tell; outputs that are spent are not known.
/// </summary>
/// <remarks>Spec: docs/spec/bitcoin.md#blocks.</remarks>
public static class BlockRules
{
    /// <summary>MAX_FUTURE_BLOCK_TIME: how far a header's time may be ahead of the clock.</summary>
    public const uint SecondsAheadMax = 2 * 60 * 60;

    /// <summary>
    /// Checks that a header has the work that it claims, and that the network may claim so little.
    /// </summary>
    /// <returns>Why it is refused, or null.</returns>
    /// <remarks>Whether the target is the one that the chain asks for is for a node to say.</remarks>
    public static Refusal? CheckWork(BlockHeader header, BitcoinNetwork network)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(network);
        if (Target.TryFromBits(header.Bits) is not { } target || target > network.TargetMax)
        {
            return BlockRefusals.TargetOutOfRange(header.Bits, network.TargetMax);
        }

        return target.IsMetBy(header.Hash) ? null : BlockRefusals.WorkTooLittle(header.Hash, target);
    }

    /// <summary>Checks a header's time against the chain and the clock.</summary>
    /// <returns>Why it is refused, or null.</returns>
    public static Refusal? CheckTime(BlockHeader header, BlockContext context)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(context);
        ulong latest = (ulong)context.Now + SecondsAheadMax;
        return header.Time switch
        {
            var time when time <= context.MedianTimePast =>
                BlockRefusals.TimeTooEarly(time, context.MedianTimePast),
            var time when time > latest => BlockRefusals.TimeTooLate(time, latest),
            _ => null,
        };
    }

    /// <summary>
    /// Checks what needs no chain: tree, weight, coinbase, transactions, signature operations.
    /// </summary>
    /// <returns>Why it is refused, or null.</returns>
    public static Refusal? Check(Block block)
    {
        ArgumentNullException.ThrowIfNull(block);
        MerkleRoot root = block.MerkleRoot;
        if (root.Hash != block.Header.MerkleRoot)
        {
            return BlockRefusals.WrongMerkleRoot(block.Header.MerkleRoot, root.Hash);
        }

        if (root.IsMutated)
        {
            return BlockRefusals.RepeatedTransactions();
        }

        if (block.Weight > Block.WeightMax)
        {
            return BlockRefusals.BlockTooHeavy(block.Weight);
        }

        return CheckTransactions(block);
    }

    /// <summary>
    /// Checks what depends on height and time: the coinbase's height, nLockTime, witnesses.
    /// </summary>
    /// <param name="block">A block that <see cref="Check"/> lets through.</param>
    /// <param name="context">Where in the chain it is.</param>
    /// <returns>Why it is refused, or null.</returns>
    public static Refusal? CheckAt(Block block, BlockContext context)
    {
        ArgumentNullException.ThrowIfNull(block);
        ArgumentNullException.ThrowIfNull(context);
        for (int i = 0; i < block.Transactions.Count; i++)
        {
            Transaction transaction = block.Transactions[i];
            if (!TransactionRules.IsFinal(transaction, context.Height, context.MedianTimePast))
            {
                return BlockRefusals.NotYetFinal(i, transaction.LockTime, context);
            }
        }

        ByteString script = block.Transactions[0].Inputs[0].ScriptSig;
        return CoinbaseHeight.Begins(script.AsSpan(), context.Height)
            ? WitnessCommitment.Check(block)
            : BlockRefusals.WrongCoinbaseHeight(CoinbaseHeight.TryRead(script.AsSpan()), context.Height);
    }

    /// <summary>Checks that a coinbase pays no more than it may.</summary>
    /// <param name="coinbase">A coinbase that <see cref="TransactionRules.Check"/> lets through.</param>
    /// <param name="permitted">Subsidy and fees; the fees are for a node to say.</param>
    /// <returns>Why it is refused, or null.</returns>
    public static Refusal? CheckReward(Transaction coinbase, Satoshi permitted)
    {
        ArgumentNullException.ThrowIfNull(coinbase);
        return coinbase.Paid > permitted ? BlockRefusals.RewardTooLarge(coinbase.Paid, permitted) : null;
    }

    private static Refusal? CheckTransactions(Block block)
    {
        for (int i = 0; i < block.Transactions.Count; i++)
        {
            Transaction transaction = block.Transactions[i];
            if (transaction.IsCoinbase != (i == 0))
            {
                return BlockRefusals.MisplacedCoinbase(i);
            }

            if (TransactionRules.Check(transaction) is { } refusal)
            {
                return refusal with { Supplied = $"{refusal.Supplied}, in transaction {i}" };
            }
        }

        int cost = SigopCost.Of(block);
        return (block.Transactions.Count, cost) switch
        {
            (0, _) => BlockRefusals.NoTransactions(),
            (_, > SigopCost.Max) => BlockRefusals.TooManySigops(cost),
            _ => null,
        };
    }
}

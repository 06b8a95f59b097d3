using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Transactions;

/// <summary>What a transaction must be whatever it spends.</summary>
/// <remarks>Spec: docs/spec/bitcoin.md#transactions.</remarks>
public static class TransactionRules
{
    /// <summary>The bytes of a coinbase's script, at least.</summary>
    public const int CoinbaseScriptSizeLeast = 2;

    /// <summary>The bytes of a coinbase's script, at most.</summary>
    public const int CoinbaseScriptSizeMax = 100;

    /// <summary>From here on, nLockTime is a time; below, a height.</summary>
    public const uint LockTimeThreshold = 500_000_000;

    private const int SizeOfTwoHashes = 64;

    /// <summary>Checks what needs no other transaction and no chain.</summary>
    /// <returns>Why it is refused, or null.</returns>
    public static Refusal? Check(Transaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        int size = transaction.Encode(withWitness: false).Length;
        return transaction switch
        {
            { Inputs.Count: 0 } => TransactionRefusals.NoInputs(),
            { Outputs.Count: 0 } => TransactionRefusals.NoOutputs(),
            _ when size > Block.WeightMax / Transaction.WitnessScale =>
                TransactionRefusals.TransactionTooLarge(size, Block.WeightMax / Transaction.WitnessScale),
            _ => CheckAmounts(transaction.Outputs.AsSpan()) ?? CheckInputs(transaction),
        };
    }

    /// <summary>
    /// Checks that the bytes without witnesses are not as many as two hashes: a node of a merkle tree could
    /// be taken for such a transaction (BIP-0054).
    /// </summary>
    /// <returns>Why it is refused, or null.</returns>
    public static Refusal? CheckSize(Transaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Encode(withWitness: false).Length == SizeOfTwoHashes
            ? TransactionRefusals.SizeOfTwoHashes()
            : null;
    }

    /// <summary>Tells whether nLockTime lets a transaction into a block.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="height">The block's height.</param>
    /// <param name="medianTimePast">The clock before the block, in seconds since 1970 (BIP-0113).</param>
    public static bool IsFinal(Transaction transaction, BlockHeight height, uint medianTimePast)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        uint now = transaction.LockTime < LockTimeThreshold ? height.Value : medianTimePast;
        return transaction.LockTime == 0
            || transaction.LockTime < now
            || transaction.Inputs.All(static i => i.Sequence == TransactionInput.SequenceFinal);
    }

    private static Refusal? CheckAmounts(ReadOnlySpan<TransactionOutput> outputs)
    {
        // Read as unsigned, a negative amount is beyond all money.
        Satoshi sum = default;
        for (int i = 0; i < outputs.Length; i++)
        {
            Satoshi amount = outputs[i].Amount;
            if (amount > Satoshi.MoneyMax)
            {
                return TransactionRefusals.AmountOutOfRange(i, amount);
            }

            sum += amount;
            if (sum > Satoshi.MoneyMax)
            {
                return TransactionRefusals.TotalOutOfRange(sum);
            }
        }

        return null;
    }

    private static Refusal? CheckInputs(Transaction transaction)
    {
        if (transaction.IsCoinbase)
        {
            int size = transaction.Inputs[0].ScriptSig.Length;
            return size is < CoinbaseScriptSizeLeast or > CoinbaseScriptSizeMax
                ? TransactionRefusals.CoinbaseScriptSize(size)
                : null;
        }

        var spent = new HashSet<OutPoint>();
        foreach (TransactionInput input in transaction.Inputs)
        {
            if (!spent.Add(input.Previous))
            {
                return TransactionRefusals.RepeatedInput(input.Previous);
            }

            if (input.Previous == OutPoint.Null)
            {
                return TransactionRefusals.NullInput();
            }
        }

        return null;
    }
}

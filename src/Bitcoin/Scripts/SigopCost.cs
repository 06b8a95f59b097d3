using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Transactions;

namespace TrustlessPools.Bitcoin.Scripts;

/// <summary>The cost of the signature operations that a block's scripts spell out.</summary>
/// <remarks>
/// Of BIP-0141's cost this is what a block alone tells: operations in its own scripts, four times each. Those
/// in P2SH and witness scripts are counted only by whoever knows the outputs that are spent, so it is a lower
/// bound.
/// </remarks>
public static class SigopCost
{
    /// <summary>MAX_BLOCK_SIGOPS_COST.</summary>
    public const int Max = 80_000;

    private const int MultisigKeysMax = 20;

    /// <summary>Counts in every script of a block, spent outputs' scripts aside.</summary>
    public static int Of(Block block)
    {
        ArgumentNullException.ThrowIfNull(block);
        int cost = 0;
        foreach (Transaction transaction in block.Transactions)
        {
            cost += Of(transaction);
        }

        return cost;
    }

    /// <summary>Counts in every script of a transaction, spent outputs' scripts aside.</summary>
    public static int Of(Transaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        int count = 0;
        foreach (TransactionInput input in transaction.Inputs)
        {
            count += Count(input.ScriptSig.AsSpan());
        }

        foreach (TransactionOutput output in transaction.Outputs)
        {
            count += Count(output.Script.AsSpan());
        }

        return count * Transaction.WitnessScale;
    }

    /// <summary>Counts signatures as before BIP-0016: 20 for any multisignature, up to a flaw.</summary>
    private static int Count(ReadOnlySpan<byte> script)
    {
        int count = 0;
        var reader = new ScriptReader(script);
        while (reader.Read())
        {
            count += reader.Operation switch
            {
                Opcode.CheckSig or Opcode.CheckSigVerify => 1,
                Opcode.CheckMultisig or Opcode.CheckMultisigVerify => MultisigKeysMax,
                _ => 0,
            };
        }

        return count;
    }
}

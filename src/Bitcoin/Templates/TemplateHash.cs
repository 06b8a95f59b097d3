using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Templates;

/// <summary>What an output can commit to, of the transaction that spends it (BIP-0119).</summary>
public static class TemplateHash
{
    /// <summary>DefaultCheckTemplateVerifyHash of a transaction, for one of its inputs.</summary>
    /// <param name="transaction">The spending transaction; outpoints and witnesses are not hashed.</param>
    /// <param name="inputIndex">Which input; hashed as it is, also when there are not so many.</param>
    /// <remarks>
    /// SHA-256, once and without a tag, of nVersion, nLockTime, SHA-256 of all scriptSigs if one is not
    /// empty, the number of inputs, SHA-256 of their nSequence, the number of outputs, SHA-256 of them, the
    /// index.
    /// </remarks>
    public static Hash32 Of(Transaction transaction, uint inputIndex)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var writer = new BitcoinWriter();
        writer.WriteInt32(transaction.Version);
        writer.WriteUInt32(transaction.LockTime);
        if (transaction.Inputs.Any(static i => i.ScriptSig.Length > 0))
        {
            Write(writer, ScriptSigsOf(transaction));
        }

        writer.WriteUInt32((uint)transaction.Inputs.Count);
        Write(writer, SequencesOf(transaction));
        writer.WriteUInt32((uint)transaction.Outputs.Count);
        Write(writer, OutputsOf(transaction));
        writer.WriteUInt32(inputIndex);
        return Hash32.Sha256(writer.Written);
    }

    private static Hash32 ScriptSigsOf(Transaction transaction)
    {
        var writer = new BitcoinWriter();
        foreach (TransactionInput input in transaction.Inputs)
        {
            writer.WriteSized(input.ScriptSig.AsSpan());
        }

        return Hash32.Sha256(writer.Written);
    }

    private static Hash32 SequencesOf(Transaction transaction)
    {
        var writer = new BitcoinWriter();
        foreach (TransactionInput input in transaction.Inputs)
        {
            writer.WriteUInt32(input.Sequence);
        }

        return Hash32.Sha256(writer.Written);
    }

    private static Hash32 OutputsOf(Transaction transaction)
    {
        var writer = new BitcoinWriter();
        foreach (TransactionOutput output in transaction.Outputs)
        {
            writer.WriteUInt64(output.Amount.Value);
            writer.WriteSized(output.Script.AsSpan());
        }

        return Hash32.Sha256(writer.Written);
    }

    private static void Write(BitcoinWriter writer, Hash32 hash)
    {
        Span<byte> bytes = stackalloc byte[Hash32.Size];
        hash.CopyTo(bytes);
        writer.Write(bytes);
    }
}

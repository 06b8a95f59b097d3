using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Transactions;

/// <summary>A transaction, with the witnesses of its inputs if there are any.</summary>
/// <param name="Version">nVersion, a signed number.</param>
/// <param name="Inputs">What is spent.</param>
/// <param name="Outputs">What is paid.</param>
/// <param name="LockTime">nLockTime.</param>
/// <remarks>
/// The serialisation is that of BIP-0144: with marker and flag just when an input has a witness.
/// </remarks>
public sealed record Transaction(
    int Version, Sequence<TransactionInput> Inputs, Sequence<TransactionOutput> Outputs, uint LockTime)
{
    /// <summary>WITNESS_SCALE_FACTOR: the weight of a byte outside of witnesses.</summary>
    public const int WitnessScale = 4;

    private const int InputSizeLeast = 41;
    private const int OutputSizeLeast = 9;
    private const byte Marker = 0;
    private const byte Flag = 1;

    /// <summary>True when some input has a witness.</summary>
    public bool HasWitness => Inputs.Any(static i => i.Witness.Count > 0);

    /// <summary>True for the transaction that pays a block's reward, by its form.</summary>
    public bool IsCoinbase => Inputs is [{ } only] && only.Previous == OutPoint.Null;

    /// <summary>The transaction's identifier: the hash without witnesses.</summary>
    public Hash32 Id => Digest.Double(Encode(withWitness: false));

    /// <summary>The hash with witnesses, which equals the identifier when there are none.</summary>
    public Hash32 WitnessId => Digest.Double(Encode(withWitness: true));

    /// <summary>Bytes outside of witnesses four times, and bytes of witnesses once (BIP-0141).</summary>
    public int Weight =>
        (Encode(withWitness: false).Length * (WitnessScale - 1)) + Encode(withWitness: true).Length;

    /// <summary>A fourth of the weight, rounded up.</summary>
    public int VirtualSize => (Weight + WitnessScale - 1) / WitnessScale;

    /// <summary>The sum of what is paid.</summary>
    /// <exception cref="OverflowException">It is beyond all money that there can be.</exception>
    public Satoshi Paid => Outputs.Aggregate(default(Satoshi), static (sum, o) => sum + o.Amount);

    /// <summary>Reads a transaction that takes up all bytes.</summary>
    /// <returns>Null for bytes that are no transaction.</returns>
    public static Transaction? TryDecode(ReadOnlySpan<byte> source)
    {
        var reader = new BitcoinReader(source);
        Transaction? read = Read(ref reader);
        return reader.Rest.IsEmpty ? read : null;
    }

    /// <summary>Reads a transaction, of which more may follow.</summary>
    /// <returns>Null for bytes that are no transaction.</returns>
    public static Transaction? Read(ref BitcoinReader reader)
    {
        int version = reader.ReadInt32();
        bool isExtended = reader.Rest is [Marker, Flag, ..];
        if (isExtended)
        {
            reader.Read(2);
        }

        var inputs = new TransactionInput[reader.ReadCount(InputSizeLeast)];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = ReadInput(ref reader);
        }

        var outputs = new TransactionOutput[reader.ReadCount(OutputSizeLeast)];
        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] = new(new(reader.ReadUInt64()), new(reader.ReadSized()));
        }

        for (int i = 0; isExtended && i < inputs.Length; i++)
        {
            inputs[i] = inputs[i] with { Witness = ReadWitness(ref reader) };
        }

        var read = new Transaction(version, [.. inputs], [.. outputs], reader.ReadUInt32());

        // A marker without any witness is not how this transaction is written.
        return reader.HasFlaw || (isExtended && !read.HasWitness) ? null : read;
    }

    /// <summary>Writes the transaction.</summary>
    public byte[] Encode() => Encode(withWitness: true);

    /// <summary>Writes the transaction.</summary>
    /// <param name="withWitness">False leaves the witnesses out, as identifiers do.</param>
    public byte[] Encode(bool withWitness)
    {
        var writer = new BitcoinWriter();
        Write(writer, withWitness);
        return writer.Written.ToArray();
    }

    /// <summary>Writes the transaction behind others.</summary>
    public void Write(BitcoinWriter writer, bool withWitness = true)
    {
        ArgumentNullException.ThrowIfNull(writer);
        withWitness &= HasWitness;
        writer.WriteInt32(Version);
        if (withWitness)
        {
            writer.Write([Marker, Flag]);
        }

        writer.WriteCompactSize((ulong)Inputs.Count);
        foreach (TransactionInput input in Inputs)
        {
            Write(writer, input);
        }

        writer.WriteCompactSize((ulong)Outputs.Count);
        foreach (TransactionOutput output in Outputs)
        {
            writer.WriteUInt64(output.Amount.Value);
            writer.WriteSized(output.Script.AsSpan());
        }

        if (withWitness)
        {
            WriteWitnesses(writer);
        }

        writer.WriteUInt32(LockTime);
    }

    private static TransactionInput ReadInput(ref BitcoinReader reader)
    {
        ReadOnlySpan<byte> transaction = reader.Read(Hash32.Size);
        var previous = new OutPoint(transaction.IsEmpty ? default : new(transaction), reader.ReadUInt32());
        return new(previous, new(reader.ReadSized()), reader.ReadUInt32(), default);
    }

    private static Sequence<ByteString> ReadWitness(ref BitcoinReader reader)
    {
        var items = new ByteString[reader.ReadCount(sizeLeast: 1)];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = new(reader.ReadSized());
        }

        return [.. items];
    }

    private static void Write(BitcoinWriter writer, TransactionInput input)
    {
        Span<byte> transaction = stackalloc byte[Hash32.Size];
        input.Previous.Transaction.CopyTo(transaction);
        writer.Write(transaction);
        writer.WriteUInt32(input.Previous.Index);
        writer.WriteSized(input.ScriptSig.AsSpan());
        writer.WriteUInt32(input.Sequence);
    }

    private void WriteWitnesses(BitcoinWriter writer)
    {
        foreach (TransactionInput input in Inputs)
        {
            writer.WriteCompactSize((ulong)input.Witness.Count);
            foreach (ByteString item in input.Witness)
            {
                writer.WriteSized(item.AsSpan());
            }
        }
    }
}

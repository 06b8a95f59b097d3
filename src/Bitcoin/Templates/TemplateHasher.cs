using System.Buffers.Binary;
using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Hashing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Templates;

/// <summary>Hashes many templates with one input each, without a transaction for each.</summary>
/// <param name="version">nVersion of all of them.</param>
/// <param name="lockTime">nLockTime of all of them.</param>
/// <param name="sequence">nSequence of their inputs, whose scriptSig is empty.</param>
/// <remarks>
/// <see cref="TemplateHash.Of"/> says what is hashed; with one input and no scriptSig these are 84 bytes:
/// <code>
/// | nVersion | nLockTime | inputs | SHA-256 of nSequence | outputs | SHA-256 of outputs | input |
/// |        4 |         4 |      4 |                   32 |       4 |                 32 |     4 |
/// </code>
/// </remarks>
public sealed class TemplateHasher(int version, uint lockTime, uint sequence)
{
    private const int LockTimeAt = 4;
    private const int InputsAt = 8;
    private const int SequencesHashAt = 12;
    private const int OutputsAt = 44;
    private const int OutputsHashAt = 48;
    private const int FrameSize = 84;

    private readonly byte[] _frame = FrameOf(version, lockTime, sequence);
    private readonly BitcoinWriter _outputs = new();
    private uint _count;

    /// <summary>Adds an output to the template that <see cref="Take"/> hashes next.</summary>
    public void Add(Satoshi amount, ReadOnlySpan<byte> script)
    {
        _outputs.WriteUInt64(amount.Value);
        _outputs.WriteSized(script);
        _count++;
    }

    /// <summary>Hashes the template of the outputs that were added since the last one.</summary>
    public Hash32 Take()
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_frame.AsSpan(OutputsAt), _count);
        Sha256.Hash(_outputs.Written, _frame.AsSpan(OutputsHashAt, Hash32.Size));
        _outputs.Clear();
        _count = 0;
        return Hash32.Sha256(_frame);
    }

    private static byte[] FrameOf(int version, uint lockTime, uint sequence)
    {
        var frame = new byte[FrameSize];
        Span<byte> sequences = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(sequences, sequence);
        BinaryPrimitives.WriteInt32LittleEndian(frame, version);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(LockTimeAt), lockTime);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(InputsAt), 1);
        Sha256.Hash(sequences, frame.AsSpan(SequencesHashAt, Hash32.Size));

        // The input's index, the last four bytes, is zero.
        return frame;
    }
}

using System.Buffers.Binary;
using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Scripts;

/// <summary>Writes a script, each push in its shortest form.</summary>
public sealed class ScriptBuilder
{
    private readonly BitcoinWriter _bytes = new();

    /// <summary>Writes an operation.</summary>
    public ScriptBuilder Add(Opcode operation)
    {
        _bytes.WriteByte((byte)operation);
        return this;
    }

    /// <summary>Writes a number, by its own operation where there is one: -1 and 0 to 16.</summary>
    /// <param name="value">Below 2^55 in both directions.</param>
    public ScriptBuilder AddNumber(long value) => value switch
    {
        -1 => Add(Opcode.PushNegative1),
        >= 1 and <= 16 => Add((Opcode)((long)Opcode.Push1 + value - 1)),
        _ => AddData(ScriptNumber.Encode(value)),
    };

    /// <summary>Writes a push of bytes, with the shortest length.</summary>
    /// <remarks>One byte stays one byte, though it be a number that has an operation.</remarks>
    public ScriptBuilder AddData(ReadOnlySpan<byte> data)
    {
        Span<byte> length = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)data.Length);
        (Opcode? operation, int lengthSize) = data.Length switch
        {
            <= (int)Opcode.PushLengthMax => ((Opcode?)null, 1),
            <= byte.MaxValue => (Opcode.PushData1, 1),
            <= ushort.MaxValue => (Opcode.PushData2, 2),
            _ => (Opcode.PushData4, 4),
        };
        if (operation is { } explicitly)
        {
            Add(explicitly);
        }

        _bytes.Write(length[..lengthSize]);
        _bytes.Write(data);
        return this;
    }

    /// <summary>Gives what was written.</summary>
    public ByteString ToScript() => new(_bytes.Written);
}

using System.Buffers.Binary;

namespace TrustlessPools.Bitcoin.Encoding;

/// <summary>Writes Bitcoin's serialisation: little-endian integers and compact sizes.</summary>
public sealed class BitcoinWriter
{
    private byte[] _bytes = new byte[256];
    private int _length;

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>Begins anew, in the same memory.</summary>
    public void Clear() => _length = 0;

    /// <summary>Writes one byte.</summary>
    public void WriteByte(byte value) => Take(1)[0] = value;

    /// <summary>Writes four bytes, of a signed number in two's complement.</summary>
    public void WriteInt32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(4), value);

    /// <summary>Writes four bytes.</summary>
    public void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(4), value);

    /// <summary>Writes eight bytes.</summary>
    public void WriteUInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(8), value);

    /// <summary>Writes a compact size: one, three, five or nine bytes, as few as suffice.</summary>
    public void WriteCompactSize(ulong value)
    {
        if (value < 0xfd)
        {
            WriteByte((byte)value);
        }
        else if (value <= ushort.MaxValue)
        {
            WriteByte(0xfd);
            BinaryPrimitives.WriteUInt16LittleEndian(Take(2), (ushort)value);
        }
        else if (value <= uint.MaxValue)
        {
            WriteByte(0xfe);
            WriteUInt32((uint)value);
        }
        else
        {
            WriteByte(0xff);
            WriteUInt64(value);
        }
    }

    /// <summary>The bytes of a compact size.</summary>
    public static int SizeOfCompact(ulong value) => value switch
    {
        < 0xfd => 1,
        <= ushort.MaxValue => 3,
        <= uint.MaxValue => 5,
        _ => 9,
    };

    /// <summary>Writes bytes as they are.</summary>
    public void Write(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>Writes bytes behind their number.</summary>
    public void WriteSized(ReadOnlySpan<byte> bytes)
    {
        WriteCompactSize((ulong)bytes.Length);
        Write(bytes);
    }

    private Span<byte> Take(int count)
    {
        int end = _length + count;
        if (end > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(end, _bytes.Length * 2));
        }

        Span<byte> taken = _bytes.AsSpan(_length, count);
        _length = end;
        return taken;
    }
}

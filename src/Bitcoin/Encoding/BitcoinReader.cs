using System.Buffers.Binary;

namespace TrustlessPools.Bitcoin.Encoding;

/// <summary>Reads Bitcoin's serialisation. Once something does not fit, nothing more is read.</summary>
/// <param name="source">The bytes.</param>
/// <remarks>
/// After a flaw every value is zero or empty, so that a decoder reads to its end and asks once, by
/// <see cref="HasFlaw"/>. Every length is held against the bytes that are left before anything is allocated.
/// </remarks>
public ref struct BitcoinReader(ReadOnlySpan<byte> source)
{
    private ReadOnlySpan<byte> _rest = source;

    /// <summary>True when the bytes ended too soon, or a compact size was not the shortest.</summary>
    public bool HasFlaw { get; private set; }

    /// <summary>The bytes that are left.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>Reads one byte.</summary>
    public byte ReadByte() => Read(1) is [byte value] ? value : (byte)0;

    /// <summary>Reads a number of two bytes.</summary>
    public ushort ReadUInt16() =>
        Read(2) is { Length: 2 } bytes ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : (ushort)0;

    /// <summary>Reads a signed number of four bytes.</summary>
    public int ReadInt32() => unchecked((int)ReadUInt32());

    /// <summary>Reads a number of four bytes.</summary>
    public uint ReadUInt32() =>
        Read(4) is { Length: 4 } bytes ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;

    /// <summary>Reads a number of eight bytes.</summary>
    public ulong ReadUInt64() =>
        Read(8) is { Length: 8 } bytes ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : 0;

    /// <summary>Reads a compact size, which must be the shortest form of its value.</summary>
    public ulong ReadCompactSize()
    {
        byte first = ReadByte();
        (ulong value, ulong least) = first switch
        {
            0xfd => (ReadUInt16(), 0xfdUL),
            0xfe => (ReadUInt32(), 0x1_0000UL),
            0xff => (ReadUInt64(), 0x1_0000_0000UL),
            _ => ((ulong)first, 0UL),
        };
        HasFlaw |= value < least;
        return HasFlaw ? 0 : value;
    }

    /// <summary>Reads how many things follow.</summary>
    /// <param name="sizeLeast">The bytes that each of them has at least; no more are possible.</param>
    public int ReadCount(int sizeLeast)
    {
        ulong count = ReadCompactSize();
        HasFlaw |= count > (ulong)(_rest.Length / sizeLeast);
        return HasFlaw ? 0 : (int)count;
    }

    /// <summary>Reads so many bytes.</summary>
    /// <returns>Them, or none at all when there are not so many.</returns>
    public ReadOnlySpan<byte> Read(int count)
    {
        if (HasFlaw || count > _rest.Length)
        {
            HasFlaw = true;
            return default;
        }

        ReadOnlySpan<byte> read = _rest[..count];
        _rest = _rest[count..];
        return read;
    }

    /// <summary>Reads bytes behind their number.</summary>
    public ReadOnlySpan<byte> ReadSized() => Read(ReadCount(sizeLeast: 1));
}

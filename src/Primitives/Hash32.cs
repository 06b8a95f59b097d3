using System.Buffers.Binary;

namespace TrustlessPools.Primitives;

/// <summary>32 bytes: a SHA-256 digest, a hash tree root, a RANDAO mix.</summary>
/// <remarks>The default value is 32 zero bytes and valid. The order is that of the bytes.</remarks>
public readonly record struct Hash32 : IComparable<Hash32>
{
    /// <summary>The length in bytes.</summary>
    public const int Size = 32;

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    /// <summary>Takes exactly 32 bytes.</summary>
    /// <exception cref="ArgumentException">The length is another.</exception>
    public Hash32(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException($"A hash has {Size} bytes, not {bytes.Length}.", nameof(bytes));
        }

        _a = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _b = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _c = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _d = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>True for 32 zero bytes.</summary>
    public bool IsZero => (_a | _b | _c | _d) == 0;

    /// <summary>SHA-256 of the bytes (FIPS 180-4).</summary>
    public static Hash32 Sha256(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[Size];
        Hashing.Sha256.Hash(bytes, digest);
        return new(digest);
    }

    /// <summary>Reads 64 hexadecimal digits, with or without <c>0x</c>.</summary>
    /// <exception cref="FormatException">The text is anything else.</exception>
    public static Hash32 Parse(string hex) => new(Hex.ParseFixed(hex, Size));

    /// <summary>Writes the 32 bytes.</summary>
    /// <param name="destination">At least 32 bytes long.</param>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _a);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _b);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _c);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _d);
    }

    /// <summary>The 32 bytes in an array of their own.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Combines two values bit by bit, as RANDAO mixes are.</summary>
    public static Hash32 Xor(Hash32 left, Hash32 right)
    {
        Span<byte> bytes = stackalloc byte[Size];
        Span<byte> other = stackalloc byte[Size];
        left.CopyTo(bytes);
        right.CopyTo(other);
        for (int i = 0; i < Size; i++)
        {
            bytes[i] ^= other[i];
        }

        return new(bytes);
    }

    public int CompareTo(Hash32 other)
    {
        int order = _a.CompareTo(other._a);
        order = order != 0 ? order : _b.CompareTo(other._b);
        order = order != 0 ? order : _c.CompareTo(other._c);
        return order != 0 ? order : _d.CompareTo(other._d);
    }

    public static bool operator <(Hash32 left, Hash32 right) => left.CompareTo(right) < 0;

    public static bool operator >(Hash32 left, Hash32 right) => left.CompareTo(right) > 0;

    public static bool operator <=(Hash32 left, Hash32 right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Hash32 left, Hash32 right) => left.CompareTo(right) >= 0;

    /// <summary>The first four bytes in hexadecimal, for people to tell hashes apart.</summary>
    public string ToShortString() => ToString()[..10];

    public override string ToString() => Hex.Format(ToArray());
}

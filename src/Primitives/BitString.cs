using System.Numerics;

namespace TrustlessPools.Primitives;

/// <summary>An immutable string of bits, such as who of a committee signed.</summary>
/// <remarks>
/// The default value has no bits and is valid. Bit i is bit i mod 8 of byte i / 8, as in SSZ.
/// </remarks>
public readonly struct BitString : IEquatable<BitString>
{
    private readonly byte[]? _bytes;

    private BitString(byte[] bytes, int length)
    {
        _bytes = bytes;
        Length = length;
    }

    /// <summary>The number of bits, set or not.</summary>
    public int Length { get; }

    /// <summary>The number of bits that are set.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            foreach (byte part in AsSpan())
            {
                count += BitOperations.PopCount(part);
            }

            return count;
        }
    }

    /// <summary>True when the bit is set.</summary>
    public bool this[int index] => index >= 0 && index < Length
        ? (_bytes![index / 8] >> (index % 8) & 1) == 1
        : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>A string of zero bits.</summary>
    public static BitString Zeros(int length) => new(new byte[(length + 7) / 8], length);

    /// <summary>A string with the named bits set.</summary>
    public static BitString Of(int length, IEnumerable<int> set)
    {
        var bytes = new byte[(length + 7) / 8];
        foreach (int index in set)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, length);
            bytes[index / 8] |= (byte)(1 << (index % 8));
        }

        return new(bytes, length);
    }

    /// <summary>Reads bits from bytes.</summary>
    /// <param name="bytes">Exactly ceil(length / 8) bytes; bits beyond the length must be zero.</param>
    /// <param name="length">The number of bits.</param>
    /// <param name="bits">The string.</param>
    public static bool TryFrom(ReadOnlySpan<byte> bytes, int length, out BitString bits)
    {
        bits = default;
        if (length < 0
            || bytes.Length != (length + 7) / 8
            || (length % 8 != 0 && bytes[^1] >> (length % 8) != 0))
        {
            return false;
        }

        bits = new(bytes.ToArray(), length);
        return true;
    }

    /// <summary>The same string with one bit set.</summary>
    public BitString With(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Length);
        byte[] bytes = AsSpan().ToArray();
        bytes[index / 8] |= (byte)(1 << (index % 8));
        return new(bytes, Length);
    }

    /// <summary>The positions of the set bits, ascending.</summary>
    public IEnumerable<int> Indices()
    {
        for (int i = 0; i < Length; i++)
        {
            if (this[i])
            {
                yield return i;
            }
        }
    }

    /// <summary>The packed bits, ceil(Length / 8) bytes.</summary>
    public ReadOnlySpan<byte> AsSpan() => _bytes;

    public bool Equals(BitString other) => Length == other.Length && AsSpan().SequenceEqual(other.AsSpan());

    public override bool Equals(object? obj) => obj is BitString other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Length);
        hash.AddBytes(AsSpan());
        return hash.ToHashCode();
    }

    public static bool operator ==(BitString left, BitString right) => left.Equals(right);

    public static bool operator !=(BitString left, BitString right) => !left.Equals(right);

    public override string ToString() => string.Concat(Enumerable.Range(0, Length).Select(Digit));

    private char Digit(int index) => this[index] ? '1' : '0';
}

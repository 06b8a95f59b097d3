using System.Numerics;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Blocks;

/// <summary>The greatest number that a block's hash may be.</summary>
/// <remarks>The default value is zero, which only the hash zero meets; no compact form gives it.</remarks>
public readonly record struct Target : IComparable<Target>
{
    private const uint MantissaMask = 0x007f_ffff;
    private const uint Sign = 0x0080_0000;
    private const int MantissaSize = 3;
    private const int BitsMax = 256;

    private readonly BigInteger _value;

    private Target(BigInteger value) => _value = value;

    /// <summary>The compact form, as a header holds it; it keeps the first three bytes.</summary>
    public uint Bits
    {
        get
        {
            int size = ((int)_value.GetBitLength() + 7) / 8;
            uint mantissa = (uint)ShiftedRight(_value, 8 * (size - MantissaSize));
            return (mantissa & Sign) == 0
                ? ((uint)size << 24) | mantissa
                : ((uint)(size + 1) << 24) | (mantissa >> 8);
        }
    }

    /// <summary>The hashes that it takes on average to meet this target: 2^256 / (target + 1).</summary>
    public ChainWork Work => new((BigInteger.One << BitsMax) / (_value + 1));

    /// <summary>Makes the target below which a hash has so many zero bits in front.</summary>
    /// <param name="zeros">0 to 256.</param>
    public static Target WithLeadingZeros(int zeros)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(zeros);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(zeros, BitsMax);
        return new((BigInteger.One << (BitsMax - zeros)) - 1);
    }

    /// <summary>Reads the compact form.</summary>
    /// <param name="bits">A byte of exponent, base 256, then three bytes of mantissa with its sign.</param>
    /// <returns>Null for a target that is negative, zero, or of more than 256 bits.</returns>
    public static Target? TryFromBits(uint bits)
    {
        int size = (int)(bits >> 24);
        BigInteger value = ShiftedRight(bits & MantissaMask, 8 * (MantissaSize - size));
        bool isNegative = (bits & Sign) != 0;
        return isNegative || value.IsZero || value.GetBitLength() > BitsMax ? null : new Target(value);
    }

    /// <summary>Tells whether a header's hash is small enough: its bytes as a little-endian number.</summary>
    public bool IsMetBy(Hash32 hash)
    {
        Span<byte> bytes = stackalloc byte[Hash32.Size];
        hash.CopyTo(bytes);
        return new BigInteger(bytes, isUnsigned: true) <= _value;
    }

    public int CompareTo(Target other) => _value.CompareTo(other._value);

    public static bool operator <(Target left, Target right) => left._value < right._value;

    public static bool operator >(Target left, Target right) => left._value > right._value;

    public static bool operator <=(Target left, Target right) => left._value <= right._value;

    public static bool operator >=(Target left, Target right) => left._value >= right._value;

    /// <summary>Shows 64 hexadecimal digits, the most significant first.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Hash32.Size];
        bytes.Clear();
        byte[] value = _value.ToByteArray(isUnsigned: true, isBigEndian: true);
        value.CopyTo(bytes[(Hash32.Size - value.Length)..]);
        return Convert.ToHexStringLower(bytes);
    }

    // A negative distance shifts to the left.
    private static BigInteger ShiftedRight(BigInteger value, int distance) => value >> distance;
}

namespace TrustlessPools.Bitcoin.Scripts;

/// <summary>Numbers in scripts: little-endian, as short as can be, with the sign in the last bit.</summary>
public static class ScriptNumber
{
    private const int SizeMax = 8;
    private const byte Sign = 0x80;

    /// <summary>Writes a number; nothing at all for zero.</summary>
    /// <param name="value">Below 2^55 in both directions.</param>
    public static byte[] Encode(long value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Math.Abs(value), 1L << 55, nameof(value));
        var bytes = new List<byte>(SizeMax);
        for (long rest = Math.Abs(value); rest > 0; rest >>= 8)
        {
            bytes.Add((byte)(rest & 0xff));
        }

        if (bytes.Count > 0 && (bytes[^1] & Sign) != 0)
        {
            bytes.Add(0);
        }

        if (value < 0)
        {
            bytes[^1] |= Sign;
        }

        return [.. bytes];
    }

    /// <summary>Reads a number, which need not be as short as can be.</summary>
    /// <param name="bytes">What lies on the stack.</param>
    /// <param name="sizeMax">The most bytes that the operation takes, at most 7.</param>
    /// <returns>Null for more bytes.</returns>
    public static long? TryDecode(ReadOnlySpan<byte> bytes, int sizeMax)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sizeMax, SizeMax);
        if (bytes.Length > sizeMax)
        {
            return null;
        }

        long value = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            bool isLast = i == bytes.Length - 1;
            value |= (long)(isLast ? bytes[i] & ~Sign : bytes[i]) << (8 * i);
        }

        return bytes is [.., >= Sign] ? -value : value;
    }
}

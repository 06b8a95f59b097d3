namespace TrustlessPools.Primitives;

/// <summary>Hexadecimal text as Ethereum writes it: lower case, with <c>0x</c> in front.</summary>
public static class Hex
{
    /// <summary>Writes bytes as <c>0x…</c>.</summary>
    public static string Format(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexStringLower(bytes);

    /// <summary>Reads bytes of any length, with or without <c>0x</c>.</summary>
    /// <exception cref="FormatException">An odd number of digits, or something that is no digit.</exception>
    public static byte[] Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        ReadOnlySpan<char> digits = text.StartsWith("0x", StringComparison.Ordinal) ? text.AsSpan(2) : text;
        return Convert.FromHexString(digits);
    }

    /// <summary>Reads exactly <paramref name="length"/> bytes.</summary>
    /// <exception cref="FormatException">Another length, or something that is no hexadecimal.</exception>
    public static byte[] ParseFixed(string text, int length)
    {
        byte[] bytes = Parse(text);
        return bytes.Length == length
            ? bytes
            : throw new FormatException($"Expected {length} bytes of hexadecimal, found {bytes.Length}.");
    }
}

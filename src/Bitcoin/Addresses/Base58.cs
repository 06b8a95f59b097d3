using System.Numerics;
using System.Text;
using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Addresses;

/// <summary>Bytes as digits without those that look alike, perhaps with a checksum.</summary>
public static class Base58
{
    /// <summary>The most characters that are read; no address or key has as many.</summary>
    public const int LengthMax = 128;

    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private const int ChecksumSize = 4;

    /// <summary>Writes bytes: a 1 for each zero byte in front, then the number that the others are.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        int zeros = bytes.IndexOfAnyExcept((byte)0);
        zeros = zeros < 0 ? bytes.Length : zeros;
        var reversed = new StringBuilder();
        var value = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        while (!value.IsZero)
        {
            value = BigInteger.DivRem(value, Alphabet.Length, out BigInteger digit);
            reversed.Append(Alphabet[(int)digit]);
        }

        char[] digits = reversed.Append(Alphabet[0], zeros).ToString().ToCharArray();
        Array.Reverse(digits);
        return new(digits);
    }

    /// <summary>Reads bytes.</summary>
    /// <returns>Null for other characters, and for more than <see cref="LengthMax"/>.</returns>
    public static ByteString? TryDecode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > LengthMax)
        {
            return null;
        }

        BigInteger value = BigInteger.Zero;
        foreach (char c in text)
        {
            int digit = Alphabet.IndexOf(c, StringComparison.Ordinal);
            if (digit < 0)
            {
                return null;
            }

            value = (value * Alphabet.Length) + digit;
        }

        int zeros = text.AsSpan().IndexOfAnyExcept(Alphabet[0]);
        byte[] rest = value.IsZero ? [] : value.ToByteArray(isUnsigned: true, isBigEndian: true);
        return new ByteString([.. new byte[zeros < 0 ? text.Length : zeros], .. rest]);
    }

    /// <summary>Writes bytes behind which their checksum is put: four bytes of the double hash.</summary>
    public static string EncodeChecked(ReadOnlySpan<byte> bytes) =>
        Encode([.. bytes, .. ChecksumOf(bytes)]);

    /// <summary>Reads bytes that have their checksum behind them, and takes it off.</summary>
    /// <returns>Null for what <see cref="TryDecode"/> does not read, and for a wrong checksum.</returns>
    public static ByteString? TryDecodeChecked(string text)
    {
        if (TryDecode(text) is not { Length: >= ChecksumSize } bytes)
        {
            return null;
        }

        ReadOnlySpan<byte> payload = bytes.AsSpan()[..^ChecksumSize];
        return bytes.AsSpan()[^ChecksumSize..].SequenceEqual(ChecksumOf(payload))
            ? new ByteString(payload)
            : null;
    }

    private static byte[] ChecksumOf(ReadOnlySpan<byte> bytes) =>
        Digest.Double(bytes).ToArray()[..ChecksumSize];
}

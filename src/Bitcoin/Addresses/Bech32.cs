using System.Text;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Addresses;

/// <summary>
/// A text with a checksum over a readable part and digits of five bits (BIP-0173, BIP-0350).
/// </summary>
/// <param name="HumanReadablePart">What comes before the last 1, in lower case.</param>
/// <param name="Digits">Each below 32; without the checksum.</param>
/// <param name="Kind">Which checksum.</param>
public sealed record Bech32(string HumanReadablePart, ByteString Digits, Bech32Kind Kind)
{
    /// <summary>The most characters of a text.</summary>
    public const int LengthMax = 90;

    private const string Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private const int ChecksumLength = 6;
    private const int DigitBits = 5;
    private const int DigitMask = (1 << DigitBits) - 1;
    private static readonly uint[] Generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

    /// <summary>Reads a text, in lower or upper case but not mixed.</summary>
    /// <returns>Null for a text that is neither bech32 nor bech32m.</returns>
    public static Bech32? TryDecode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int separator = text.LastIndexOf('1');
        if (text.Length > LengthMax
            || (text.Any(char.IsAsciiLetterLower) && text.Any(char.IsAsciiLetterUpper))
            || text.AsSpan().ContainsAnyExceptInRange('!', '~')
            || separator < 1
            || separator + 1 + ChecksumLength > text.Length)
        {
            return null;
        }

        string lower = text.ToLowerInvariant();
        string part = lower[..separator];
        var digits = new byte[text.Length - separator - 1];
        for (int i = 0; i < digits.Length; i++)
        {
            int digit = Alphabet.IndexOf(lower[separator + 1 + i], StringComparison.Ordinal);
            if (digit < 0)
            {
                return null;
            }

            digits[i] = (byte)digit;
        }

        var kind = (Bech32Kind)Checksum(part, digits);
        return kind is Bech32Kind.Bech32 or Bech32Kind.Bech32m
            ? new(part, new(digits.AsSpan(0, digits.Length - ChecksumLength)), kind)
            : null;
    }

    /// <summary>Writes the text, in lower case.</summary>
    public string Encode()
    {
        byte[] digits = [.. Digits.AsSpan(), .. new byte[ChecksumLength]];
        uint checksum = Checksum(HumanReadablePart, digits) ^ (uint)Kind;
        var text = new StringBuilder(HumanReadablePart).Append('1');
        foreach (byte digit in Digits.AsSpan())
        {
            text.Append(Alphabet[digit]);
        }

        for (int i = ChecksumLength - 1; i >= 0; i--)
        {
            text.Append(Alphabet[(int)(checksum >> (DigitBits * i)) & DigitMask]);
        }

        return text.ToString();
    }

    private static uint Checksum(string part, ReadOnlySpan<byte> digits)
    {
        uint sum = 1;
        foreach (char c in part)
        {
            sum = Step(sum, (uint)c >> DigitBits);
        }

        sum = Step(sum, 0);
        foreach (char c in part)
        {
            sum = Step(sum, c & (uint)DigitMask);
        }

        foreach (byte digit in digits)
        {
            sum = Step(sum, digit);
        }

        return sum;
    }

    // bech32_polymod of BIP-0173.
    private static uint Step(uint sum, uint digit)
    {
        uint top = sum >> 25;
        sum = ((sum & 0x1ff_ffff) << DigitBits) ^ digit;
        for (int i = 0; i < Generator.Length; i++)
        {
            sum ^= ((top >> i) & 1) != 0 ? Generator[i] : 0;
        }

        return sum;
    }
}

using TrustlessPools.Bitcoin.Scripts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Addresses;

/// <summary>A witness program as bech32 or bech32m (BIP-0173, BIP-0350).</summary>
internal static class SegwitAddress
{
    private const int DigitBits = 5;
    private const int ByteBits = 8;

    /// <summary>Reads the program.</summary>
    /// <returns>Null when version, size, padding or kind of checksum do not fit.</returns>
    internal static WitnessProgram? TryRead(Bech32 text)
    {
        if (text.Digits.AsSpan() is not [<= WitnessProgram.VersionMax and var version, .. var digits]
            || TryRegroup(digits) is not { } program
            || program.Length is < WitnessProgram.SizeLeast or > WitnessProgram.SizeMax)
        {
            return null;
        }

        bool isKnownSize = version != 0 || program.Length is 20 or 32;
        return isKnownSize && text.Kind == KindOf(version) ? new(version, program) : null;
    }

    /// <summary>Writes a program.</summary>
    internal static Bech32 Of(WitnessProgram program, string humanReadablePart)
    {
        List<byte> digits = [(byte)program.Version];
        uint pending = 0;
        int bits = 0;
        foreach (byte b in program.Program.AsSpan())
        {
            pending = ((pending << ByteBits) | b) & 0xfff;
            for (bits += ByteBits; bits >= DigitBits; bits -= DigitBits)
            {
                digits.Add((byte)((pending >> (bits - DigitBits)) & 0x1f));
            }
        }

        if (bits > 0)
        {
            digits.Add((byte)((pending << (DigitBits - bits)) & 0x1f));
        }

        return new(humanReadablePart, new([.. digits]), KindOf(program.Version));
    }

    private static Bech32Kind KindOf(int version) => version == 0 ? Bech32Kind.Bech32 : Bech32Kind.Bech32m;

    /// <summary>Makes bytes of digits; what is left over must be fewer than five bits, and zero.</summary>
    private static ByteString? TryRegroup(ReadOnlySpan<byte> digits)
    {
        var bytes = new List<byte>();
        uint pending = 0;
        int bits = 0;
        foreach (byte digit in digits)
        {
            pending = ((pending << DigitBits) | digit) & 0xfff;
            bits += DigitBits;
            if (bits >= ByteBits)
            {
                bits -= ByteBits;
                bytes.Add((byte)((pending >> bits) & 0xff));
            }
        }

        bool isPadding = bits < DigitBits && (pending & ((1U << bits) - 1)) == 0;
        return isPadding ? new ByteString([.. bytes]) : null;
    }
}

using System.Buffers;

namespace TrustlessPools.Ethereum.BeaconApi;

/// <summary>What parts of a path look like.</summary>
internal static class PathText
{
    /// <summary>True for <c>0x</c> and the hexadecimal digits of so many bytes.</summary>
    public static bool IsHex(string text, int bytes) =>
        text.Length == 2 + (2 * bytes)
        && text.StartsWith("0x", StringComparison.Ordinal)
        && !text.AsSpan(2).ContainsAnyExcept(HexDigits);

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");
}

using TrustlessPools.Hashing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Encoding;

/// <summary>The hash of Bitcoin, and the way in which it is shown.</summary>
public static class Digest
{
    /// <summary>SHA-256 of SHA-256.</summary>
    public static Hash32 Double(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[Hash32.Size];
        Sha256.Hash(bytes, digest);
        Sha256.Hash(digest, digest);
        return new(digest);
    }

    /// <summary>Shows a hash as Bitcoin does: the last byte first, without a prefix.</summary>
    public static string Show(Hash32 hash) => Convert.ToHexStringLower(Reversed(hash.ToArray()));

    /// <summary>Reads a hash as Bitcoin shows it.</summary>
    /// <exception cref="FormatException">It is not 64 hexadecimal digits.</exception>
    public static Hash32 Parse(string text) => new(Reversed(Hex.ParseFixed(text, Hash32.Size)));

    private static byte[] Reversed(byte[] bytes)
    {
        Array.Reverse(bytes);
        return bytes;
    }
}

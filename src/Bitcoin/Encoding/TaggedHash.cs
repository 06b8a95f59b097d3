using System.Security.Cryptography;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Encoding;

/// <summary>SHA-256 for one purpose, named by a tag (BIP-0340).</summary>
public static class TaggedHash
{
    /// <summary>Hashes SHA-256(tag) twice, then the message.</summary>
    /// <param name="tag">ASCII, such as <c>TapLeaf</c>.</param>
    /// <param name="message">The bytes.</param>
    public static Hash32 Of(string tag, ReadOnlySpan<byte> message)
    {
        Span<byte> digest = stackalloc byte[Hash32.Size];
        SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(tag), digest);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(digest);
        hash.AppendData(digest);
        hash.AppendData(message);
        hash.GetHashAndReset(digest);
        return new(digest);
    }
}

using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Scripts;

/// <summary>The hashes of a taproot output's scripts (BIP-0341).</summary>
public static class TaprootTree
{
    /// <summary>The version of leaves that are tapscripts (BIP-0342).</summary>
    public const byte LeafVersion = 0xc0;

    /// <summary>Hashes a leaf.</summary>
    /// <param name="version">Its version; the last bit is not part of it and zero.</param>
    /// <param name="script">Its script.</param>
    public static Hash32 LeafHash(byte version, ByteString script)
    {
        var writer = new BitcoinWriter();
        writer.WriteByte(version);
        writer.WriteSized(script.AsSpan());
        return TaggedHash.Of("TapLeaf", writer.Written);
    }

    /// <summary>Hashes two nodes, the lesser first, whichever side they are on.</summary>
    public static Hash32 BranchHash(Hash32 one, Hash32 other)
    {
        (Hash32 first, Hash32 second) = one < other ? (one, other) : (other, one);
        return TaggedHash.Of("TapBranch", Joined(first, second));
    }

    /// <summary>
    /// Gives the tweak: the number whose multiple of the generator is added to the internal key.
    /// </summary>
    /// <param name="internalKey">The x-only key below.</param>
    /// <param name="root">The root of the scripts, or null when there are none.</param>
    public static Hash32 Tweak(Hash32 internalKey, Hash32? root) => TaggedHash.Of(
        "TapTweak", root is { } hash ? Joined(internalKey, hash) : internalKey.ToArray());

    private static byte[] Joined(Hash32 first, Hash32 second) => [.. first.ToArray(), .. second.ToArray()];
}

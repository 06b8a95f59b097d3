using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Blocks;

/// <summary>The 80 bytes that are hashed in mining.</summary>
/// <param name="Version">nVersion.</param>
/// <param name="Previous">The hash of the block before.</param>
/// <param name="MerkleRoot">The root of the transactions' identifiers.</param>
/// <param name="Time">Seconds since 1970, as its miner says.</param>
/// <param name="Bits">The target in compact form.</param>
/// <param name="Nonce">What is tried.</param>
public sealed record BlockHeader(
    int Version, Hash32 Previous, Hash32 MerkleRoot, uint Time, uint Bits, uint Nonce)
{
    /// <summary>The length in bytes.</summary>
    public const int Size = 80;

    /// <summary>The block's hash.</summary>
    public Hash32 Hash => Digest.Double(Encode());

    /// <summary>Reads a header that takes up all bytes.</summary>
    /// <returns>Null for bytes of another length.</returns>
    public static BlockHeader? TryDecode(ReadOnlySpan<byte> source)
    {
        var reader = new BitcoinReader(source);
        BlockHeader? read = Read(ref reader);
        return reader.Rest.IsEmpty ? read : null;
    }

    /// <summary>Reads a header, of which more may follow.</summary>
    /// <returns>Null when there are too few bytes.</returns>
    public static BlockHeader? Read(ref BitcoinReader reader)
    {
        int version = reader.ReadInt32();
        ReadOnlySpan<byte> previous = reader.Read(Hash32.Size);
        ReadOnlySpan<byte> root = reader.Read(Hash32.Size);
        uint time = reader.ReadUInt32();
        uint bits = reader.ReadUInt32();
        uint nonce = reader.ReadUInt32();
        return reader.HasFlaw ? null : new(version, new(previous), new(root), time, bits, nonce);
    }

    /// <summary>Writes the header.</summary>
    public byte[] Encode()
    {
        var writer = new BitcoinWriter();
        writer.WriteInt32(Version);
        writer.Write(Previous.ToArray());
        writer.Write(MerkleRoot.ToArray());
        writer.WriteUInt32(Time);
        writer.WriteUInt32(Bits);
        writer.WriteUInt32(Nonce);
        return writer.Written.ToArray();
    }
}

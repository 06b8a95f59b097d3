using System.Text.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ssz;

/// <summary>Packing of bytes into the chunks that are merkleized.</summary>
internal static class Chunks
{
    /// <summary>The number of chunks that hold so many bytes.</summary>
    public static ulong Of(long bytes) => (ulong)((bytes + Merkle.ChunkSize - 1) / Merkle.ChunkSize);

    /// <summary>The root of bytes padded with zeros to whole chunks.</summary>
    public static Hash32 RootOfBytes(ReadOnlySpan<byte> bytes, ulong limit)
    {
        if (bytes.Length == Merkle.ChunkSize && limit == 1)
        {
            return new(bytes);
        }

        int size = checked((int)Of(bytes.Length) * Merkle.ChunkSize);
        Span<byte> padded = size <= Merkle.StackBytesMax ? stackalloc byte[size] : new byte[size];
        padded[bytes.Length..].Clear();
        bytes.CopyTo(padded);
        return Merkle.RootInPlace(padded, limit);
    }

    /// <summary>Reads a JSON string of hexadecimal digits.</summary>
    public static byte[] ReadHex(JsonElement element) => element.ValueKind == JsonValueKind.String
        ? Hex.Parse(element.GetString()!)
        : throw new FormatException($"{element} is no hexadecimal string.");
}

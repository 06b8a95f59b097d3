using System.Buffers.Binary;
using System.Numerics;
using TrustlessPools.Hashing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ssz;

/// <summary>Merkleization of chunks of 32 bytes (consensus-specs <c>ssz/simple-serialize.md</c>).</summary>
public static class Merkle
{
    /// <summary>The bytes of a chunk.</summary>
    public const int ChunkSize = 32;

    /// <summary>The most bytes that are hashed on the stack.</summary>
    internal const int StackBytesMax = 1024;

    private static readonly Hash32[] ZeroHashes = MakeZeroHashes();

    /// <summary>SHA-256 of two nodes: their parent.</summary>
    public static Hash32 Parent(Hash32 left, Hash32 right)
    {
        Span<byte> pair = stackalloc byte[2 * ChunkSize];
        left.CopyTo(pair);
        right.CopyTo(pair[ChunkSize..]);
        HashPair(pair, pair[..ChunkSize]);
        return new(pair[..ChunkSize]);
    }

    /// <summary>The root of a tree of zero chunks of the given depth, 0 to 63.</summary>
    public static Hash32 ZeroRoot(int depth) => ZeroHashes[depth];

    /// <summary>The root of chunks padded with zero chunks up to <paramref name="limit"/>.</summary>
    /// <param name="chunks">The serialisation, padded to whole chunks.</param>
    /// <param name="limit">The number of chunks that the type may have, at least those given.</param>
    public static Hash32 Root(ReadOnlySpan<byte> chunks, ulong limit)
    {
        Span<byte> level =
            chunks.Length <= StackBytesMax ? stackalloc byte[StackBytesMax] : new byte[chunks.Length];
        chunks.CopyTo(level);
        return RootInPlace(level[..chunks.Length], limit);
    }

    /// <summary>The root of nodes padded with zero nodes up to <paramref name="limit"/>.</summary>
    public static Hash32 Root(ReadOnlySpan<Hash32> nodes, ulong limit)
    {
        var chunks = new byte[nodes.Length * ChunkSize];
        for (int i = 0; i < nodes.Length; i++)
        {
            nodes[i].CopyTo(chunks.AsSpan(i * ChunkSize));
        }

        return RootInPlace(chunks, limit);
    }

    /// <summary>The specification's <c>mix_in_length</c>, also its <c>mix_in_selector</c>.</summary>
    public static Hash32 MixIn(Hash32 root, ulong number) => Parent(root, NumberChunk(number));

    /// <summary>The chunk of a number.</summary>
    internal static Hash32 NumberChunk(ulong number)
    {
        Span<byte> chunk = stackalloc byte[ChunkSize];
        chunk.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(chunk, number);
        return new(chunk);
    }

    /// <summary>SHA-256 of two chunks that lie in a row.</summary>
    /// <param name="pair">64 bytes.</param>
    /// <param name="parent">32 bytes, perhaps of the pair.</param>
    internal static void HashPair(ReadOnlySpan<byte> pair, Span<byte> parent)
    {
        Invariant.Holds(pair.Length == 2 * ChunkSize, "A pair has two chunks.");
        Sha256.Hash(pair, parent);
    }

    /// <summary>The root of chunks as of <see cref="Root(ReadOnlySpan{byte}, ulong)"/>.</summary>
    /// <param name="chunks">Whole chunks; they are overwritten.</param>
    /// <param name="limit">The number of chunks that the type may have, at least those given.</param>
    internal static Hash32 RootInPlace(Span<byte> chunks, ulong limit)
    {
        int count = chunks.Length / ChunkSize;
        Invariant.Holds(chunks.Length % ChunkSize == 0, "Only whole chunks are merkleized.");
        Invariant.Holds(
            (ulong)count <= Math.Max(limit, 1), "A value has no more chunks than its type allows.");
        int depth = Depth(limit);
        if (count == 0)
        {
            return ZeroHashes[depth];
        }

        for (int height = 0; height < depth; height++)
        {
            count = HashLevel(chunks, count, height);
        }

        return new(chunks[..ChunkSize]);
    }

    /// <summary>The number of levels over a number of leaves: ceil(log2(limit)).</summary>
    internal static int Depth(ulong limit) => limit <= 1 ? 0 : 64 - BitOperations.LeadingZeroCount(limit - 1);

    private static int HashLevel(Span<byte> level, int count, int height)
    {
        int pairs = count / 2;
        for (int i = 0; i < pairs; i++)
        {
            HashPair(level.Slice(2 * i * ChunkSize, 2 * ChunkSize), level.Slice(i * ChunkSize, ChunkSize));
        }

        if (count % 2 == 0)
        {
            return pairs;
        }

        Span<byte> last = stackalloc byte[2 * ChunkSize];
        level.Slice(2 * pairs * ChunkSize, ChunkSize).CopyTo(last);
        ZeroHashes[height].CopyTo(last[ChunkSize..]);
        HashPair(last, level.Slice(pairs * ChunkSize, ChunkSize));
        return pairs + 1;
    }

    private static Hash32[] MakeZeroHashes()
    {
        var hashes = new Hash32[65];
        for (int depth = 1; depth < hashes.Length; depth++)
        {
            hashes[depth] = Parent(hashes[depth - 1], hashes[depth - 1]);
        }

        return hashes;
    }
}

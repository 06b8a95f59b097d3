using System.Buffers.Binary;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Committees.Shuffling;

/// <summary>compute_shuffled_index line by line, slow and clear: the oracle of the fast one.</summary>
internal static class ShuffleAsWritten
{
    /// <summary>The shuffled index of every index.</summary>
    /// <param name="count">The list's length.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="rounds">The rounds.</param>
    /// <param name="pivotSize">
    /// How many bytes of the hash make the pivot: 8, or 4 for the early prototype's defect.
    /// </param>
    public static int[] Mapping(int count, Hash32 seed, int rounds, int pivotSize = 8) =>
    [
        .. Enumerable.Range(0, count)
            .Select(i => ShuffledIndex((ulong)i, (ulong)count, seed, rounds, pivotSize)),
    ];

    private static int ShuffledIndex(ulong index, ulong count, Hash32 seed, int rounds, int pivotSize)
    {
        for (int round = 0; round < rounds; round++)
        {
            byte[] pivotHash = Hash32.Sha256([.. seed.ToArray(), (byte)round]).ToArray();
            byte[] pivotBytes = [.. pivotHash[..pivotSize], .. new byte[8]];
            ulong pivot = BinaryPrimitives.ReadUInt64LittleEndian(pivotBytes) % count;
            ulong flip = (pivot + count - index) % count;
            ulong position = Math.Max(index, flip);
            byte[] block = BitConverter.GetBytes((uint)(position / 256));
            byte[] source = Hash32.Sha256([.. seed.ToArray(), (byte)round, .. block]).ToArray();
            byte part = source[position % 256 / 8];
            bool bit = (part >> (int)(position % 8)) % 2 == 1;
            index = bit ? flip : index;
        }

        return (int)index;
    }
}

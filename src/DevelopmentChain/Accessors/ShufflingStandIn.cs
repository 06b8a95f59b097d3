using System.Buffers.Binary;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Accessors;

/// <summary>Swap-or-not over whole lists; the place of <c>TrustlessPools.Committees.Shuffling.SwapOrNot</c>.</summary>
/// <remarks>consensus-specs <c>compute_shuffled_index</c>, Hoang, Morris and Rogaway 2012.</remarks>
internal static class ShufflingStandIn
{
    private const int SourceBits = 8 * Hash32.Size;

    /// <summary>Brings a list into its shuffled order: element i is what was at compute_shuffled_index(i).</summary>
    /// <param name="items">Shuffled in place.</param>
    /// <param name="seed">What the order follows from.</param>
    /// <param name="rounds">SHUFFLE_ROUND_COUNT.</param>
    /// <remarks>
    /// Every round swaps pairs that mirror each other at the pivot. The whole list takes a hash per 256 elements and
    /// round, where index by index would take two hashes per element and round. The rounds run backwards, as
    /// positions are followed to where they come from.
    /// </remarks>
    internal static void Shuffle<T>(Span<T> items, Hash32 seed, int rounds)
    {
        if (items.Length < 2)
        {
            return;
        }

        Span<byte> input = stackalloc byte[Hash32.Size + 1 + sizeof(uint)];
        seed.CopyTo(input);
        for (int round = rounds - 1; round >= 0; round--)
        {
            input[Hash32.Size] = (byte)round;
            int pivot = Pivot(Hash32.Sha256(input[..(Hash32.Size + 1)]), items.Length);
            SwapMirrored(items, low: 0, high: pivot, input);
            SwapMirrored(items, low: pivot + 1, high: items.Length - 1, input);
        }
    }

    private static int Pivot(Hash32 hash, int count)
    {
        Span<byte> bytes = stackalloc byte[Hash32.Size];
        hash.CopyTo(bytes);
        return (int)(BinaryPrimitives.ReadUInt64LittleEndian(bytes) % (ulong)count);
    }

    private static void SwapMirrored<T>(Span<T> items, int low, int high, Span<byte> input)
    {
        Span<byte> source = stackalloc byte[Hash32.Size];
        int block = -1;
        for (; low < high; low++, high--)
        {
            // The bit is that of the larger of the two positions.
            if (high / SourceBits != block)
            {
                block = high / SourceBits;
                BinaryPrimitives.WriteUInt32LittleEndian(input[(Hash32.Size + 1)..], (uint)block);
                Hash32.Sha256(input).CopyTo(source);
            }

            if ((source[high % SourceBits / 8] >> (high % 8) & 1) == 1)
            {
                (items[low], items[high]) = (items[high], items[low]);
            }
        }
    }
}

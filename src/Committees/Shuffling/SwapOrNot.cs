using System.Buffers.Binary;
using TrustlessPools.Hashing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Committees.Shuffling;

/// <summary>
/// The swap-or-not shuffle: a seed's permutation of a list, of which any one place is found alone.
/// </summary>
/// <remarks>
/// <para>
/// Hoang, Morris and Rogaway, "An Enciphering Scheme Based on a Card Shuffle", CRYPTO 2012, as the consensus
/// specification has it (<c>phase0/beacon-chain.md#compute_shuffled_index</c>). Each round mirrors the list
/// about a pivot: place i faces pivot - i modulo the count, and one hashed bit, which the two share, says
/// whether they trade. So a round undoes itself, and no round needs to know where the others have put things.
/// </para>
/// <para>
/// The pivot is taken from 64 bits of the hash. From 32 bits, as an early pool prototype took it, the
/// permutation is another for every count that does not divide 2^32, and committees are others than every
/// consensus client draws.
/// </para>
/// <para>
/// Cost: a single place takes 2 hashes a round whatever the count; a list of n takes about n / 512 + 2 hashes
/// and n / 2 steps a round. Neither allocates. Spec: docs/spec/committees.md#shuffle.
/// </para>
/// </remarks>
public static class SwapOrNot
{
    /// <summary>SHUFFLE_ROUND_COUNT of the mainnet preset.</summary>
    public const int RoundsMainnet = 90;

    /// <summary>SHUFFLE_ROUND_COUNT of the minimal preset.</summary>
    public const int RoundsMinimal = 10;

    /// <summary>The most rounds, as a round's number is hashed as one byte.</summary>
    public const int RoundsMax = 256;

    // What is hashed: seed (32) | round (1) gives the pivot;
    //                 seed (32) | round (1) | position / 256 (4, little-endian) gives the bits of 256
    // positions.
    private const int PivotSourceSize = Hash32.Size + 1;
    private const int BitsSourceSize = PivotSourceSize + sizeof(uint);
    private const int PositionsPerHash = 8 * Hash32.Size;

    /// <summary>The specification's <c>compute_shuffled_index</c>.</summary>
    /// <param name="index">A place in the shuffled list, below <paramref name="count"/>.</param>
    /// <param name="count">The list's length.</param>
    /// <param name="seed">What decides the permutation.</param>
    /// <param name="rounds">0 to <see cref="RoundsMax"/>.</param>
    /// <returns>
    /// The place in the list before shuffling of what stands at <paramref name="index"/> after it.
    /// </returns>
    public static int ShuffledIndex(int index, int count, Hash32 seed, int rounds)
    {
        Invariant.Holds(index >= 0 && index < count, "A place that is shuffled lies within its list.");
        Invariant.Holds(rounds is >= 0 and <= RoundsMax, "A round's number fits in a byte.");
        Span<byte> source = stackalloc byte[BitsSourceSize];
        Span<byte> hash = stackalloc byte[Hash32.Size];
        seed.CopyTo(source);
        for (int round = 0; round < rounds; round++)
        {
            int pivot = Pivot(source, hash, round, count);
            int flip = (int)(((long)pivot + count - index) % count);
            int position = Math.Max(index, flip);
            HashBits(source, hash, position / PositionsPerHash);
            index = Bit(hash, position) ? flip : index;
        }

        return index;
    }

    /// <summary>Shuffles a whole list in place, in one pass a round.</summary>
    /// <param name="items">
    /// What stands at i afterwards stood at <see cref="ShuffledIndex"/> of i before, as in
    /// <c>compute_committee</c>.
    /// </param>
    /// <param name="seed">What decides the permutation.</param>
    /// <param name="rounds">0 to <see cref="RoundsMax"/>.</param>
    public static void Shuffle<T>(Span<T> items, Hash32 seed, int rounds)
    {
        Invariant.Holds(rounds is >= 0 and <= RoundsMax, "A round's number fits in a byte.");
        if (items.Length <= 1)
        {
            return;
        }

        Span<byte> source = stackalloc byte[BitsSourceSize];
        Span<byte> hash = stackalloc byte[Hash32.Size];
        seed.CopyTo(source);

        // The index goes through the rounds upwards. A list that is to be read at the index's last place is
        // therefore rearranged by the last round first.
        for (int round = rounds - 1; round >= 0; round--)
        {
            int pivot = Pivot(source, hash, round, items.Length);
            int hashed = -1;
            TradeMirrored(items, first: 0, last: pivot, source, hash, ref hashed);
            TradeMirrored(items, first: pivot + 1, last: items.Length - 1, source, hash, ref hashed);
        }
    }

    /// <summary>
    /// Lets the places from first to last trade with their mirror images, each pair by its bit.
    /// </summary>
    private static void TradeMirrored<T>(
        Span<T> items, int first, int last, Span<byte> source, Span<byte> hash, ref int hashed)
    {
        // The pair's bit is that of its greater position, which only falls: no hash is computed twice.
        for (; first < last; first++, last--)
        {
            if (last / PositionsPerHash != hashed)
            {
                hashed = last / PositionsPerHash;
                HashBits(source, hash, hashed);
            }

            if (Bit(hash, last))
            {
                (items[first], items[last]) = (items[last], items[first]);
            }
        }
    }

    /// <summary>
    /// Sets the round in the source and takes the pivot from the first 64 bits of its hash.
    /// </summary>
    private static int Pivot(Span<byte> source, Span<byte> hash, int round, int count)
    {
        source[Hash32.Size] = (byte)round;
        Sha256.Hash(source[..PivotSourceSize], hash);
        return (int)(BinaryPrimitives.ReadUInt64LittleEndian(hash) % (ulong)count);
    }

    private static void HashBits(Span<byte> source, Span<byte> hash, int block)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(source[PivotSourceSize..], (uint)block);
        Sha256.Hash(source, hash);
    }

    private static bool Bit(ReadOnlySpan<byte> hash, int position) =>
        (hash[position % PositionsPerHash / 8] >> (position % 8) & 1) == 1;
}

using System.Buffers.Binary;
using TrustlessPools.Committees.Assignment;
using TrustlessPools.Committees.Shuffling;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Committees.Assignment;

/// <summary>
/// The rule of the specification page sentence by sentence, slow and clear: the oracle of the draw.
/// </summary>
internal static class DrawAsWritten
{
    /// <summary>The members of each pool that can be filled, in the order of the pools.</summary>
    public static List<(PoolId Pool, List<OperatorId> Members)> Committees(
        Sequence<OperatorId> eligible, Sequence<PoolSeats> pools, Hash32 seed, int rounds)
    {
        List<OperatorId> queue = [];
        ulong lap = 0;
        List<(PoolId, List<OperatorId>)> drawn = [];
        foreach (PoolSeats pool in pools.Where(pool => pool.Seats <= eligible.Count))
        {
            List<OperatorId> committee = [];
            while (committee.Count < pool.Seats)
            {
                int first = queue.FindIndex(id => !committee.Contains(id));
                if (first < 0)
                {
                    queue.AddRange(Lap(eligible, seed, lap++, rounds));
                    continue;
                }

                committee.Add(queue[first]);
                queue.RemoveAt(first);
            }

            drawn.Add((pool.Pool, committee));
        }

        return drawn;
    }

    private static IEnumerable<OperatorId> Lap(
        Sequence<OperatorId> eligible, Hash32 seed, ulong lap, int rounds)
    {
        byte[] number = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(number, lap);
        Hash32 lapSeed = Hash32.Sha256([.. seed.ToArray(), .. number]);
        return Enumerable.Range(0, eligible.Count)
            .Select(i => eligible[SwapOrNot.ShuffledIndex(i, eligible.Count, lapSeed, rounds)]);
    }
}

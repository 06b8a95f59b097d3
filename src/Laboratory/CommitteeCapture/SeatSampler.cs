using System.Numerics;
using TrustlessPools.Committees.Sizing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.CommitteeCapture;

/// <summary>
/// Draws how many of a committee's seats go to marked operators, from the exact distribution.
/// </summary>
/// <remarks>
/// By inversion: a uniform 64-bit number falls between two exact cumulative probabilities times 2^64, and a
/// table of its first byte says where to begin to look. Wrong by less than 2^-63 for each number of seats.
/// </remarks>
public sealed class SeatSampler
{
    private const int GuideBits = 8;

    private readonly ulong[] _upTo;
    private readonly int[] _guide = new int[1 << GuideBits];

    /// <summary>Prepares for one shape of committees.</summary>
    /// <param name="seats">0 to the number of operators.</param>
    /// <param name="operators">All of them.</param>
    /// <param name="marked">How many of them are marked.</param>
    public SeatSampler(int seats, int operators, int marked)
    {
        var distribution = SeatDistribution.Hypergeometric(seats, operators, marked);
        _upTo = new ulong[seats + 1];
        for (int k = 0; k <= seats; k++)
        {
            BigInteger atMost = distribution.Total - distribution.WeightAtLeast(k + 1);
            BigInteger scaled = (atMost << 64) / distribution.Total;
            _upTo[k] = scaled.IsZero ? 0 : (ulong)(scaled - 1);
        }

        for (int first = 0, k = 0; first < _guide.Length; first++)
        {
            while (_upTo[k] < (ulong)first << (64 - GuideBits))
            {
                k++;
            }

            _guide[first] = k;
        }
    }

    /// <summary>One draw.</summary>
    public int Next(SeededGenerator random)
    {
        ArgumentNullException.ThrowIfNull(random);
        ulong lot = random.NextUInt64();
        int k = _guide[lot >> (64 - GuideBits)];
        while (lot > _upTo[k])
        {
            k++;
        }

        return k;
    }
}

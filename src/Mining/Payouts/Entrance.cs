using System.Numerics;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Payouts;

/// <summary>How long a miner waits for the block by which the pool knows him.</summary>
/// <remarks>Spec: docs/spec/payouts.md#micro-pools. Exact; whoever shows a result rounds it.</remarks>
public static class Entrance
{
    /// <summary>Blocks of the network in a day, as it aims at.</summary>
    public const int BlocksPerDay = 144;

    /// <summary>The days that a first block is expected to take: 1 / (144 h).</summary>
    /// <param name="hashrate">A miner's or micro-pool's part h of the network, above 0 and up to 1.</param>
    public static Ratio DaysExpected(Ratio hashrate)
    {
        bool isPart = hashrate.Sign > 0 && hashrate <= Ratio.One;
        Invariant.Holds(isPart, "A hash rate is a part of the network's.");
        return Ratio.One / (Ratio.FromInteger(BlocksPerDay) * hashrate);
    }

    /// <summary>The probability that none of a window's blocks is a miner's: (1 - q)^W.</summary>
    /// <param name="share">A miner's part q of the pool, 0 to 1.</param>
    /// <param name="window">The window's length W in the pool's blocks, 0 to 100,000.</param>
    /// <remarks>The terms have W times as many digits as those of q.</remarks>
    public static Ratio ChanceOfNone(Ratio share, int window)
    {
        Invariant.Holds(share.Sign >= 0 && share <= Ratio.One, "A share is a part of the pool's hash rate.");
        Invariant.Holds(window is >= 0 and <= 100_000, "A window has a length that can be reckoned with.");
        Ratio rest = Ratio.One - share;
        return new(BigInteger.Pow(rest.Numerator, window), BigInteger.Pow(rest.Denominator, window));
    }
}

using System.Numerics;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Leverage;

/// <summary>Whole numbers that are about equally far apart on a logarithmic axis.</summary>
public static class LogAxis
{
    /// <summary>
    /// The whole numbers floor(10^(k / steps)) for k = 0, 1, 2, … up to the last, each once; and the last.
    /// </summary>
    /// <param name="last">At least 1.</param>
    /// <param name="steps">So many to a power of ten, 1 to 1000.</param>
    public static Sequence<ulong> Numbers(ulong last, int steps)
    {
        Invariant.Holds(last >= 1 && steps is >= 1 and <= 1000, "An axis goes up from 1.");
        var numbers = new List<ulong> { 1 };
        for (int k = 1; numbers[^1] < last; k++)
        {
            ulong next = Root(BigInteger.Pow(10, k), steps, numbers[^1], last);
            if (next > numbers[^1])
            {
                numbers.Add(next);
            }
        }

        return numbers.ToSequence();
    }

    /// <summary>The greatest n from <paramref name="low"/> to <paramref name="high"/> with n^steps at most
    /// the power; low is.</summary>
    private static ulong Root(BigInteger power, int steps, ulong low, ulong high)
    {
        while (low < high)
        {
            ulong middle = high - ((high - low) / 2);
            (low, high) = BigInteger.Pow(middle, steps) <= power ? (middle, high) : (low, middle - 1);
        }

        return low;
    }
}

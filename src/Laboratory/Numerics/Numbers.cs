using System.Numerics;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.Numerics;

/// <summary>From exact numbers to floating point.</summary>
public static class Numbers
{
    private const int Bits = 53;

    /// <summary>
    /// A ratio, to the nearest double where its terms are exact doubles, else to that or the one beside it.
    /// </summary>
    public static double Of(Ratio ratio)
    {
        if (BigInteger.Abs(ratio.Numerator).GetBitLength() <= Bits
            && ratio.Denominator.GetBitLength() <= Bits)
        {
            return (double)ratio.Numerator / (double)ratio.Denominator;
        }

        long shift = Math.Max(
            0, Bits + 2 + ratio.Denominator.GetBitLength() - BigInteger.Abs(ratio.Numerator).GetBitLength());
        double scaled = (double)((ratio.Numerator << (int)shift) / ratio.Denominator);
        for (; shift > 0; shift -= Math.Min(shift, Bits))
        {
            scaled /= 1L << (int)Math.Min(shift, Bits);
        }

        return scaled;
    }
}

using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Sharing;

/// <summary>Divides an amount by weights, so that the parts add up to it.</summary>
internal static class Apportionment
{
    /// <summary>
    /// Gives each its share rounded down; what is left goes, a satoshi each, to those that lost most by the
    /// rounding, the first of them where they lost the same (Hamilton's method).
    /// </summary>
    /// <param name="amount">At most <see cref="Satoshi.MoneyMax"/>.</param>
    /// <param name="weights">Any number of them; one of zero gets nothing.</param>
    /// <param name="total">Their sum, at least 1 and below 2^77.</param>
    internal static ulong[] ByLargestRemainder(Satoshi amount, ReadOnlySpan<UInt128> weights, UInt128 total)
    {
        ulong[] parts = new ulong[weights.Length];
        var lost = new Loss[weights.Length];
        ulong left = amount.Value;
        for (int i = 0; i < parts.Length; i++)
        {
            UInt128 product = amount.Value * weights[i];
            parts[i] = (ulong)(product / total);
            lost[i] = new(product - (parts[i] * total), i);
            left -= parts[i];
        }

        if (left > 0)
        {
            Array.Sort(lost);
        }

        for (int i = 0; (ulong)i < left; i++)
        {
            parts[lost[i].Index]++;
        }

        return parts;
    }

    private readonly record struct Loss(UInt128 Remainder, int Index) : IComparable<Loss>
    {
        public int CompareTo(Loss other)
        {
            int byRemainder = other.Remainder.CompareTo(Remainder);
            return byRemainder != 0 ? byRemainder : Index.CompareTo(other.Index);
        }
    }
}

using System.Numerics;

namespace TrustlessPools.Economics.Ethereum;

/// <summary>consensus-specs <c>integer_squareroot</c>.</summary>
public static class IntegerSquareRoot
{
    /// <summary>Finds the largest x with x * x at most n.</summary>
    public static ulong Of(ulong n)
    {
        if (n < 2)
        {
            return n;
        }

        // The specification begins with n itself; any power of two above the root leads to the same end.
        ulong x = 1UL << ((BitOperations.Log2(n) / 2) + 1);
        ulong y = (x + (n / x)) / 2;
        while (y < x)
        {
            x = y;
            y = (x + (n / x)) / 2;
        }

        return x;
    }
}

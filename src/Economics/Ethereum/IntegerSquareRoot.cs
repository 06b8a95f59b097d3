namespace TrustlessPools.Economics.Ethereum;

/// <summary>consensus-specs <c>integer_squareroot</c>.</summary>
public static class IntegerSquareRoot
{
    /// <summary>Finds the largest x with x * x at most n.</summary>
    public static ulong Of(ulong n)
    {
        if (n == ulong.MaxValue)
        {
            return uint.MaxValue;
        }

        ulong x = n;
        ulong y = (x + 1) / 2;
        while (y < x)
        {
            x = y;
            y = (x + (n / x)) / 2;
        }

        return x;
    }
}

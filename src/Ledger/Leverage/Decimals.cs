using System.Globalization;
using System.Numerics;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Leverage;

/// <summary>Exact numbers for people: rounded decimals.</summary>
public static class Decimals
{
    /// <summary>Rounds half up to some places after the point, and leaves trailing zeros out.</summary>
    /// <param name="value">Not negative.</param>
    /// <param name="places">At most so many digits after the point; not negative.</param>
    public static string Of(Ratio value, int places)
    {
        Invariant.Holds(value.Sign >= 0 && places >= 0, "What is printed is not negative.");
        BigInteger scale = BigInteger.Pow(10, places);
        BigInteger scaled = ((value * Ratio.FromInteger(scale)) + new Ratio(1, 2)).Floor();
        BigInteger whole = BigInteger.DivRem(scaled, scale, out BigInteger rest);
        string digits = rest.IsZero
            ? string.Empty
            : "." + rest.ToString(CultureInfo.InvariantCulture).PadLeft(places, '0').TrimEnd('0');
        return whole.ToString(CultureInfo.InvariantCulture) + digits;
    }
}

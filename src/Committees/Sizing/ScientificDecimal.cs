using System.Globalization;
using System.Numerics;
using TrustlessPools.Primitives;

namespace TrustlessPools.Committees.Sizing;

/// <summary>
/// A number from zero up, rounded to a stated number of significant decimal digits, such as 5.55e-15.
/// </summary>
/// <remarks>
/// The value is Significand * 10^Exponent. The default value is zero and valid. Rounding is correct for every
/// ratio, however small, as it is one division of integers. The number of digits belongs to the value: 0.5
/// and 0.50 are two values, as they print differently, though they are one number.
/// </remarks>
public readonly record struct ScientificDecimal
{
    private ScientificDecimal(BigInteger significand, int exponent)
    {
        Significand = significand;
        Exponent = exponent;
    }

    /// <summary>Zero, or an integer with exactly the digits that were asked for.</summary>
    public BigInteger Significand { get; }

    /// <summary>The power of ten that the significand is multiplied with.</summary>
    public int Exponent { get; }

    /// <summary>Rounds a ratio to significant digits.</summary>
    /// <param name="value">Not negative.</param>
    /// <param name="digits">At least 1.</param>
    /// <param name="rounding">What becomes of the rest.</param>
    public static ScientificDecimal Of(Ratio value, int digits, Rounding rounding = Rounding.Nearest) =>
        Of(value.Numerator, value.Denominator, digits, rounding);

    /// <summary>Rounds a fraction that need not be in lowest terms.</summary>
    internal static ScientificDecimal Of(
        BigInteger numerator, BigInteger denominator, int digits, Rounding rounding)
    {
        Invariant.Holds(digits >= 1, "A number is rounded to at least one digit.");
        Invariant.Holds(numerator.Sign >= 0 && denominator.Sign > 0, "Rounded numbers are not negative.");
        if (numerator.IsZero)
        {
            return default;
        }

        int exponent = LeadingExponent(numerator, denominator) - (digits - 1);
        (BigInteger above, BigInteger below) = exponent >= 0
            ? (numerator, denominator * BigInteger.Pow(10, exponent))
            : (numerator * BigInteger.Pow(10, -exponent), denominator);
        BigInteger significand = Divide(above, below, rounding);

        // 9.99 may have become 10.0, which has a digit too many.
        return significand == BigInteger.Pow(10, digits)
            ? new(significand / 10, exponent + 1)
            : new(significand, exponent);
    }

    /// <summary>This number as a ratio, exactly.</summary>
    public Ratio ToRatio() => Exponent >= 0
        ? Ratio.FromInteger(Significand * BigInteger.Pow(10, Exponent))
        : new(Significand, BigInteger.Pow(10, -Exponent));

    /// <summary>
    /// One digit, a point, the others, and the power of ten: <c>5.55e-15</c>, <c>1.0e0</c>, <c>0</c>.
    /// </summary>
    /// <remarks><see cref="Ratio.TryParse"/> reads it back.</remarks>
    public override string ToString()
    {
        if (Significand.IsZero)
        {
            return "0";
        }

        string digits = Significand.ToString(CultureInfo.InvariantCulture);
        int exponent = Exponent + digits.Length - 1;
        string fraction = digits.Length == 1 ? string.Empty : "." + digits[1..];
        return string.Create(CultureInfo.InvariantCulture, $"{digits[0]}{fraction}e{exponent}");
    }

    /// <summary>The greatest e for which 10^e is not above the fraction.</summary>
    private static int LeadingExponent(BigInteger numerator, BigInteger denominator)
    {
        // log10(2) is about 0.30103. The estimate from the lengths in bits is off by a little; the powers
        // decide.
        long bits = numerator.GetBitLength() - denominator.GetBitLength();
        int exponent = (int)(bits * 30103 / 100000);
        while (IsBelowPower(numerator, denominator, exponent))
        {
            exponent--;
        }

        while (!IsBelowPower(numerator, denominator, exponent + 1))
        {
            exponent++;
        }

        return exponent;
    }

    private static bool IsBelowPower(BigInteger numerator, BigInteger denominator, int exponent) =>
        exponent >= 0
            ? numerator < denominator * BigInteger.Pow(10, exponent)
            : numerator * BigInteger.Pow(10, -exponent) < denominator;

    private static BigInteger Divide(BigInteger numerator, BigInteger denominator, Rounding rounding)
    {
        BigInteger quotient = BigInteger.DivRem(numerator, denominator, out BigInteger remainder);
        int half = (2 * remainder).CompareTo(denominator);
        bool isUp = rounding switch
        {
            Rounding.Down => false,
            Rounding.Up => !remainder.IsZero,
            Rounding.Nearest => half > 0 || (half == 0 && !quotient.IsEven),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return isUp ? quotient + 1 : quotient;
    }
}

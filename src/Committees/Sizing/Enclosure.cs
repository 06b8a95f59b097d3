using System.Numerics;
using TrustlessPools.Primitives;

namespace TrustlessPools.Committees.Sizing;

/// <summary>
/// Two decimals of <see cref="Digits"/> significant digits between which a probability surely lies.
/// </summary>
/// <remarks>
/// <para>
/// The chance that something of probability p happens at least once in d independent draws is 1 - (1 - p)^d.
/// As a fraction it has d times the digits of p, which for a year of draws are millions; and computed as
/// written it loses everything when p is small, because 1 - p rounds to 1. Both are avoided by adding chances
/// instead of multiplying what is left of them: f (+) g = f + g (1 - f) is the chance that one of two
/// independent events happens. It is associative, d-fold p (+) … (+) p is the wanted chance, and doubling
/// gets there in 2 log2(d) steps.
/// </para>
/// <para>
/// <b>The bounds hold.</b> (+) grows with either argument, since its slopes are 1 - g and 1 - f. So where
/// each step is computed exactly on decimals and its result rounded down, the end is a lower bound; rounded
/// up, an upper bound.
/// </para>
/// <para>
/// <b>They are close.</b> If f is off by a factor 1 + a and g by 1 + b, where a and b are at most e &lt;= 1
/// in size and of one sign, then f (+) g is off by no more than 1 + e or 1 - e: as f and g are at least fg,
/// (1 + e)(f (+) g) exceeds (1 + a) f (+) (1 + b) g by at least (e + ab) fg, and (1 - |a|) f (+) (1 - |b|) g
/// exceeds (1 - e)(f (+) g) by at least (e - ab) fg. So only the roundings count, each less than u = 10^-59
/// of the value. No more than 32 follow each other for d &lt; 2^31, the first being that of p; so the bounds
/// differ by less than (1 + u)^32 / (1 - u)^32 - 1 &lt; 10^-57 of the value. They are equal when every step
/// was exact.
/// </para>
/// </remarks>
/// <param name="Lower">Not above the probability.</param>
/// <param name="Upper">Not below the probability, and at most 1.</param>
public readonly record struct Enclosure(ScientificDecimal Lower, ScientificDecimal Upper)
{
    /// <summary>The significant digits that each step keeps.</summary>
    public const int Digits = 60;

    /// <summary>The most digits that <see cref="ToString(int)"/> shows; the bounds agree on more.</summary>
    public const int DigitsShownMax = 50;

    /// <summary>The chance that something happens at least once in a number of independent draws.</summary>
    /// <param name="perDraw">The chance in one draw, from 0 to 1.</param>
    /// <param name="draws">At least 0.</param>
    public static Enclosure AtLeastOnce(Ratio perDraw, int draws) =>
        AtLeastOnce(perDraw.Numerator, perDraw.Denominator, draws);

    /// <summary>The same from a fraction that need not be in lowest terms.</summary>
    internal static Enclosure AtLeastOnce(BigInteger numerator, BigInteger denominator, int draws)
    {
        Invariant.Holds(numerator.Sign >= 0 && numerator <= denominator, "A probability is from 0 to 1.");
        Invariant.Holds(draws >= 0, "A number of draws is not negative.");
        return new(
            Repeat(ScientificDecimal.Of(numerator, denominator, Digits, Rounding.Down), draws, Rounding.Down),
            Repeat(ScientificDecimal.Of(numerator, denominator, Digits, Rounding.Up), draws, Rounding.Up));
    }

    /// <summary>True when the probability is surely not above a bound.</summary>
    public bool IsAtMost(Ratio bound) => Upper.ToRatio() <= bound;

    /// <summary>
    /// The probability correctly rounded, or, where the bounds leave that open, rounded up.
    /// </summary>
    /// <param name="digits">1 to <see cref="DigitsShownMax"/> significant digits.</param>
    public string ToString(int digits)
    {
        Invariant.Holds(digits is >= 1 and <= DigitsShownMax, "Only digits that are known are shown.");
        string nearest = ScientificDecimal.Of(Lower.ToRatio(), digits).ToString();
        return nearest == ScientificDecimal.Of(Upper.ToRatio(), digits).ToString()
            ? nearest
            : ScientificDecimal.Of(Upper.ToRatio(), digits, Rounding.Up).ToString();
    }

    /// <summary>Three significant digits.</summary>
    public override string ToString() => ToString(3);

    private static ScientificDecimal Repeat(ScientificDecimal perDraw, int draws, Rounding rounding)
    {
        ScientificDecimal result = default;
        ScientificDecimal doubled = perDraw;
        for (int rest = draws; rest > 0; rest >>= 1)
        {
            result = (rest & 1) == 1 ? Either(result, doubled, rounding) : result;
            doubled = Either(doubled, doubled, rounding);
        }

        return result;
    }

    /// <summary>f + g (1 - f), computed exactly and rounded once.</summary>
    private static ScientificDecimal Either(ScientificDecimal f, ScientificDecimal g, Rounding rounding)
    {
        // Both are at most 1 and so have exponents of at most 0: everything is an integer over 10^-(Ef + Eg).
        Invariant.Holds(f.Exponent <= 0 && g.Exponent <= 0, "A probability is at most 1.");
        BigInteger scaleF = BigInteger.Pow(10, -f.Exponent);
        BigInteger scaleG = BigInteger.Pow(10, -g.Exponent);
        BigInteger sum = (f.Significand * scaleG) + (g.Significand * (scaleF - f.Significand));
        return ScientificDecimal.Of(sum, scaleF * scaleG, Digits, rounding);
    }
}

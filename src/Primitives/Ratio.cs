using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace TrustlessPools.Primitives;

/// <summary>
/// An exact fraction of two integers of any size, in lowest terms with a positive denominator.
/// </summary>
/// <remarks>
/// The default value is zero and valid. Equal numbers are equal values, however they were computed: the form
/// is unique. Nothing rounds but <see cref="Floor"/>, <see cref="Ceiling"/> and the scaling of amounts, which
/// say so in their names. Terms grow with every operation, so a long product wants an enclosure instead of
/// this type.
/// The interfaces of operators let one formula be written for exact and for approximate numbers.
/// </remarks>
public readonly struct Ratio :
    IEquatable<Ratio>,
    IComparable<Ratio>,
    IAdditionOperators<Ratio, Ratio, Ratio>,
    ISubtractionOperators<Ratio, Ratio, Ratio>,
    IMultiplyOperators<Ratio, Ratio, Ratio>,
    IDivisionOperators<Ratio, Ratio, Ratio>,
    IComparisonOperators<Ratio, Ratio, bool>,
    IAdditiveIdentity<Ratio, Ratio>,
    IMultiplicativeIdentity<Ratio, Ratio>
{
    /// <summary>The longest text that is read, in characters.</summary>
    public const int TextLengthMax = 200;

    private const int ExponentMax = 1000;

    // One less than the denominator, so that the default value is 0/1.
    private readonly BigInteger _denominatorMinusOne;

    /// <summary>Divides two integers and brings the fraction to lowest terms.</summary>
    /// <param name="numerator">Any integer.</param>
    /// <param name="denominator">Any integer but zero; its sign moves to the numerator.</param>
    /// <exception cref="DivideByZeroException">The denominator is zero.</exception>
    public Ratio(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
        {
            throw new DivideByZeroException("A ratio's denominator is not zero.");
        }

        BigInteger divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        Numerator = numerator / divisor;
        _denominatorMinusOne = (denominator / divisor) - 1;
    }

    private Ratio(BigInteger integer) => Numerator = integer;

    /// <summary>The number 0, which is also the default value.</summary>
    public static Ratio Zero => default;

    /// <summary>The number 1.</summary>
    public static Ratio One { get; } = FromInteger(1);

    static Ratio IAdditiveIdentity<Ratio, Ratio>.AdditiveIdentity => Zero;

    static Ratio IMultiplicativeIdentity<Ratio, Ratio>.MultiplicativeIdentity => One;

    /// <summary>The numerator in lowest terms; it carries the sign.</summary>
    public BigInteger Numerator { get; }

    /// <summary>The denominator in lowest terms, at least 1.</summary>
    public BigInteger Denominator => _denominatorMinusOne + 1;

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => Numerator.Sign;

    /// <summary>True for 0.</summary>
    public bool IsZero => Numerator.IsZero;

    /// <summary>True when the denominator is 1.</summary>
    public bool IsInteger => _denominatorMinusOne.IsZero;

    /// <summary>An integer as a ratio.</summary>
    public static Ratio FromInteger(BigInteger integer) => new(integer);

    /// <summary>The lesser of two numbers.</summary>
    public static Ratio Min(Ratio left, Ratio right) => left <= right ? left : right;

    /// <summary>The greater of two numbers.</summary>
    public static Ratio Max(Ratio left, Ratio right) => left >= right ? left : right;

    /// <summary>The greatest integer that is not above this number, also below zero.</summary>
    public BigInteger Floor()
    {
        BigInteger quotient = BigInteger.DivRem(Numerator, Denominator, out BigInteger remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }

    /// <summary>The least integer that is not below this number, also below zero.</summary>
    public BigInteger Ceiling()
    {
        BigInteger quotient = BigInteger.DivRem(Numerator, Denominator, out BigInteger remainder);
        return remainder.Sign > 0 ? quotient + 1 : quotient;
    }

    /// <summary>Adds exactly.</summary>
    public static Ratio operator +(Ratio left, Ratio right) => new(
        (left.Numerator * right.Denominator) + (right.Numerator * left.Denominator),
        left.Denominator * right.Denominator);

    /// <summary>Subtracts exactly; the result may be negative.</summary>
    public static Ratio operator -(Ratio left, Ratio right) => left + (-right);

    /// <summary>The number with the other sign.</summary>
    public static Ratio operator -(Ratio value) => new(-value.Numerator, value.Denominator);

    /// <summary>Multiplies exactly.</summary>
    public static Ratio operator *(Ratio left, Ratio right) =>
        new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    /// <summary>Divides exactly.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Ratio operator /(Ratio left, Ratio right) =>
        new(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    public int CompareTo(Ratio other) =>
        (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    public static bool operator <(Ratio left, Ratio right) => left.CompareTo(right) < 0;

    public static bool operator >(Ratio left, Ratio right) => left.CompareTo(right) > 0;

    public static bool operator <=(Ratio left, Ratio right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Ratio left, Ratio right) => left.CompareTo(right) >= 0;

    public bool Equals(Ratio other) =>
        Numerator == other.Numerator && _denominatorMinusOne == other._denominatorMinusOne;

    public override bool Equals(object? obj) => obj is Ratio other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Numerator, _denominatorMinusOne);

    public static bool operator ==(Ratio left, Ratio right) => left.Equals(right);

    public static bool operator !=(Ratio left, Ratio right) => !left.Equals(right);

    /// <summary>Reads <c>1/3</c>, <c>-7</c>, <c>0.25</c> or <c>1.5e-9</c>, each exactly.</summary>
    /// <param name="text">
    /// ASCII digits without spaces, at most <see cref="TextLengthMax"/> characters.
    /// </param>
    /// <param name="value">The number.</param>
    /// <returns>False for anything else, a zero denominator, or an exponent beyond -1000..1000.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out Ratio value)
    {
        value = default;
        if (text is null || text.Length > TextLengthMax)
        {
            return false;
        }

        bool isNegative = text.StartsWith('-');
        ReadOnlySpan<char> digits = text.AsSpan(isNegative ? 1 : 0);
        int slash = digits.IndexOf('/');
        bool isRead = slash >= 0
            ? TryReadFraction(digits[..slash], digits[(slash + 1)..], out value)
            : TryReadDecimal(digits, out value);
        value = isNegative ? -value : value;
        return isRead;
    }

    /// <summary>
    /// Numerator and denominator as <c>1/3</c>, or the integer alone; <see cref="TryParse"/> reads it back.
    /// </summary>
    public override string ToString() => IsInteger
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    private static bool TryReadFraction(ReadOnlySpan<char> above, ReadOnlySpan<char> below, out Ratio value)
    {
        value = default;
        if (!TryReadDigits(above, out BigInteger numerator)
            || !TryReadDigits(below, out BigInteger denominator)
            || denominator.IsZero)
        {
            return false;
        }

        value = new(numerator, denominator);
        return true;
    }

    private static bool TryReadDecimal(ReadOnlySpan<char> text, out Ratio value)
    {
        value = default;
        int exponent = 0;
        int mark = text.IndexOfAny('e', 'E');
        if (mark >= 0)
        {
            const NumberStyles Signed = NumberStyles.AllowLeadingSign;
            if (!int.TryParse(text[(mark + 1)..], Signed, CultureInfo.InvariantCulture, out exponent)
                || exponent is < -ExponentMax or > ExponentMax)
            {
                return false;
            }

            text = text[..mark];
        }

        int point = text.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? text : text[..point];
        ReadOnlySpan<char> part = point < 0 ? "0" : text[(point + 1)..];
        if (!TryReadDigits(whole, out BigInteger integer) || !TryReadDigits(part, out BigInteger fraction))
        {
            return false;
        }

        BigInteger scale = BigInteger.Pow(10, part.Length);
        BigInteger power = BigInteger.Pow(10, int.Abs(exponent));
        BigInteger digits = (integer * scale) + fraction;
        value = exponent < 0 ? new(digits, scale * power) : new(digits * power, scale);
        return true;
    }

    private static bool TryReadDigits(ReadOnlySpan<char> text, out BigInteger number) =>
        BigInteger.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}

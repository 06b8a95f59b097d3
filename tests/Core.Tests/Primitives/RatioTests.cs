using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Primitives;

public sealed class RatioTests
{
    private static readonly Arbitrary<Ratio> Ratios = ArbMap.Default.GeneratorFor<int>()
        .Zip(ArbMap.Default.GeneratorFor<PositiveInt>())
        .Select(static terms => new Ratio(terms.Item1, terms.Item2.Get))
        .ToArbitrary();

    [Theory]
    [InlineData(6, 4, 3, 2)]
    [InlineData(-6, 4, -3, 2)]
    [InlineData(6, -4, -3, 2)]
    [InlineData(-6, -4, 3, 2)]
    [InlineData(0, -5, 0, 1)]
    [InlineData(5, 5, 1, 1)]
    public void Terms_are_lowest_and_the_denominator_is_positive(
        int numerator, int denominator, int lowestNumerator, int lowestDenominator)
    {
        var ratio = new Ratio(numerator, denominator);
        Assert.Equal(lowestNumerator, ratio.Numerator);
        Assert.Equal(lowestDenominator, ratio.Denominator);
        Assert.Equal(new Ratio(lowestNumerator, lowestDenominator), ratio);
        Assert.Equal(new Ratio(lowestNumerator, lowestDenominator).GetHashCode(), ratio.GetHashCode());
    }

    [Fact]
    public void The_default_value_is_zero()
    {
        Ratio zero = default;
        Assert.Equal(new Ratio(0, 7), zero);
        Assert.Equal(BigInteger.One, zero.Denominator);
        Assert.True(zero.IsZero && zero.IsInteger);
        Assert.Equal("0", zero.ToString());
    }

    [Fact]
    public void Division_by_zero_throws()
    {
        Assert.Throws<DivideByZeroException>(static () => new Ratio(1, 0));
        Assert.Throws<DivideByZeroException>(static () => Ratio.One / Ratio.Zero);
    }

    [Theory]
    [InlineData(7, 2, 3, 4)]
    [InlineData(-7, 2, -4, -3)]
    [InlineData(6, 2, 3, 3)]
    [InlineData(-6, 2, -3, -3)]
    [InlineData(-1, 3, -1, 0)]
    public void Floor_and_ceiling_round_towards_minus_and_plus_infinity(
        int numerator, int denominator, int floor, int ceiling)
    {
        var ratio = new Ratio(numerator, denominator);
        Assert.Equal(floor, ratio.Floor());
        Assert.Equal(ceiling, ratio.Ceiling());
    }

    [Fact]
    public void The_laws_of_an_ordered_field_hold() => Prop.ForAll(Ratios, Ratios, Ratios, static (a, b, c) =>
        a + b == b + a && a * b == b * a
        && a + (b + c) == a + b + c && a * (b * c) == a * b * c
        && a * (b + c) == (a * b) + (a * c)
        && a + Ratio.Zero == a && a * Ratio.One == a && a - a == Ratio.Zero
        && (b.IsZero || a / b * b == a)
        && (a < b) == (b > a) && (a <= b) == !(a > b)
        && (a < b) == (a + c < b + c)
        && (c.Sign <= 0 || (a < b) == (a * c < b * c))
        && Ratio.Min(a, b) + Ratio.Max(a, b) == a + b && Ratio.Min(a, b) <= Ratio.Max(a, b))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void A_number_lies_between_its_floor_and_its_ceiling() => Prop.ForAll(Ratios, static a =>
        Ratio.FromInteger(a.Floor()) <= a && a < Ratio.FromInteger(a.Floor() + 1)
        && Ratio.FromInteger(a.Ceiling()) >= a && a > Ratio.FromInteger(a.Ceiling() - 1))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Text_is_read_back() => Prop.ForAll(Ratios, static a =>
        Ratio.TryParse(a.ToString(), out Ratio read) && read == a)
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("1/3", 1, 3)]
    [InlineData("-2/6", -1, 3)]
    [InlineData("0.25", 1, 4)]
    [InlineData("-0.5", -1, 2)]
    [InlineData("12", 12, 1)]
    [InlineData("1e3", 1000, 1)]
    [InlineData("1.5E-3", 3, 2000)]
    [InlineData("2.50e+1", 25, 1)]
    public void Text_is_read_exactly(string text, int numerator, int denominator)
    {
        Assert.True(Ratio.TryParse(text, out Ratio read));
        Assert.Equal(new Ratio(numerator, denominator), read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("--1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1/0")]
    [InlineData("1/")]
    [InlineData("/3")]
    [InlineData("1/-3")]
    [InlineData("1/2/3")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1,5")]
    [InlineData("1e")]
    [InlineData("1e1.5")]
    [InlineData("1e1001")]
    [InlineData("1e-1001")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    public void Other_text_is_not_read(string? text) => Assert.False(Ratio.TryParse(text, out _));

    [Fact]
    public void Text_is_read_up_to_a_length_and_an_exponent()
    {
        Assert.True(Ratio.TryParse(new string('1', Ratio.TextLengthMax), out _));
        Assert.False(Ratio.TryParse(new string('1', Ratio.TextLengthMax + 1), out _));
        Assert.True(Ratio.TryParse("1e-1000", out Ratio least));
        Assert.Equal(new Ratio(1, BigInteger.Pow(10, 1000)), least);
    }
}

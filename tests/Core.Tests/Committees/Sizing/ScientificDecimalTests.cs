using System.Numerics;
using TrustlessPools.Committees.Sizing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Committees.Sizing;

public sealed class ScientificDecimalTests
{
    [Theory]
    [InlineData("0", 3, Rounding.Up, "0")]
    [InlineData("1/3", 3, Rounding.Nearest, "3.33e-1")]
    [InlineData("2/3", 3, Rounding.Nearest, "6.67e-1")]
    [InlineData("2/3", 3, Rounding.Down, "6.66e-1")]
    [InlineData("1/3", 3, Rounding.Up, "3.34e-1")]
    [InlineData("1", 3, Rounding.Up, "1.00e0")]
    [InlineData("7", 1, Rounding.Nearest, "7e0")]
    [InlineData("10", 1, Rounding.Nearest, "1e1")]
    [InlineData("12345", 3, Rounding.Nearest, "1.23e4")]
    [InlineData("0.001", 2, Rounding.Down, "1.0e-3")]
    [InlineData("1e-300", 4, Rounding.Up, "1.000e-300")]
    [InlineData("1e300", 4, Rounding.Down, "1.000e300")]
    public void Digits_are_rounded_and_printed(string value, int digits, Rounding rounding, string text) =>
        Assert.Equal(text, ScientificDecimal.Of(Read(value), digits, rounding).ToString());

    /// <summary>
    /// One digit too many, exactly half, a little more and a little less; and the carry into a further digit.
    /// </summary>
    [Theory]
    [InlineData("0.12345", "1.234e-1")]
    [InlineData("0.12355", "1.236e-1")]
    [InlineData("0.1234500001", "1.235e-1")]
    [InlineData("0.1235499999", "1.235e-1")]
    [InlineData("0.99994999", "9.999e-1")]
    [InlineData("0.99995", "1.000e0")]
    [InlineData("99995", "1.000e5")]
    [InlineData("0.099985", "9.998e-2")]
    public void A_tie_goes_to_the_even_digit(string value, string text) =>
        Assert.Equal(text, ScientificDecimal.Of(Read(value), digits: 4).ToString());

    [Fact]
    public void Rounding_is_correct_for_any_ratio()
    {
        const ulong GeneratorSeed = 3;
        var generator = new SeededGenerator(GeneratorSeed);
        for (int run = 0; run < 2000; run++)
        {
            int digits = 1 + generator.NextBelow(70);
            var value = new Ratio(RandomInteger(generator), RandomInteger(generator));
            var down = ScientificDecimal.Of(value, digits, Rounding.Down);
            var up = ScientificDecimal.Of(value, digits, Rounding.Up);
            var nearest = ScientificDecimal.Of(value, digits);
            string about = $"Generator seed {GeneratorSeed}, run {run}: {value} to {digits} digits";

            Ratio step = Power(down.Exponent);
            Assert.True(down.ToRatio() <= value && value < down.ToRatio() + step, about);
            Assert.True(up.ToRatio() >= value && up.ToRatio() - value < step, about);
            Ratio error = nearest.ToRatio() >= value ? nearest.ToRatio() - value : value - nearest.ToRatio();
            Assert.True(error + error <= step, about);
            ScientificDecimal[] all = [down, up, nearest];
            Assert.All(all, rounded => Assert.Equal(digits, $"{rounded.Significand}".Length));
            Assert.Equal(nearest.ToRatio(), Read(nearest.ToString()));
        }
    }

    [Fact]
    public void Negative_numbers_and_no_digits_are_a_defect()
    {
        Assert.Throws<InvariantBrokenException>(static () => ScientificDecimal.Of(-Ratio.One, digits: 3));
        Assert.Throws<InvariantBrokenException>(static () => ScientificDecimal.Of(Ratio.One, digits: 0));
    }

    private static Ratio Read(string text)
    {
        Assert.True(Ratio.TryParse(text, out Ratio value), text);
        return value;
    }

    private static Ratio Power(int exponent) => exponent >= 0
        ? Ratio.FromInteger(BigInteger.Pow(10, exponent))
        : new(1, BigInteger.Pow(10, -exponent));

    /// <summary>A positive integer of up to 400 bits, often a power of ten or next to one.</summary>
    private static BigInteger RandomInteger(SeededGenerator generator)
    {
        byte[] bytes = new byte[1 + generator.NextBelow(50)];
        generator.Fill(bytes);
        BigInteger power = BigInteger.Pow(10, generator.NextBelow(120)) + generator.NextBelow(3) - 1;
        return generator.NextChance(1, 2)
            ? new BigInteger(bytes, isUnsigned: true) + 1
            : BigInteger.Max(1, power);
    }
}

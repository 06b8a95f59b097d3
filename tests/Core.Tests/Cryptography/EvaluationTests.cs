using TrustlessPools.Cryptography.Bls;

namespace TrustlessPools.Core.Tests.Cryptography;

/// <summary>Polynomials in the exponent, evaluated by their definition and by Horner's rule.</summary>
public sealed class EvaluationTests
{
    private static readonly DomainSeparationTag Tag = new("TEST");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(101)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(0xffff_fffe)]
    [InlineData(uint.MaxValue)]
    public void Horners_rule_agrees_with_the_definition(uint x)
    {
        for (int count = 1; count <= 9; count++)
        {
            G1Point[] coefficients =
                [.. Enumerable.Range(0, count).Select(static k => HashToCurve.ToG1([(byte)k], Tag))];
            Assert.True(G1Point.TryEvaluate(coefficients, new(x), out G1Point value));
            Assert.Equal(AsDefined(coefficients, x), value);
        }
    }

    [Fact]
    public void A_value_that_is_infinity_is_no_point()
    {
        G1Point point = HashToCurve.ToG1("a point"u8, Tag);
        G1Point constant = point.Multiply(Scalar.From(7)).Negate();
        Assert.False(G1Point.TryEvaluate([constant, point], new(7), out _));
        Assert.True(G1Point.TryEvaluate([constant, point], new(8), out G1Point value));
        Assert.Equal(point, value);
    }

    [Fact]
    public void A_sum_that_is_infinity_on_the_way_does_no_harm()
    {
        G1Point point = HashToCurve.ToG1("a point"u8, Tag);
        G1Point constant = HashToCurve.ToG1("another"u8, Tag);
        G1Point linear = point.Multiply(Scalar.From(5)).Negate();
        Assert.True(G1Point.TryEvaluate([constant, linear, point], new(5), out G1Point value));
        Assert.Equal(constant, value);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(128)]
    [InlineData(255)]
    public void A_combination_of_one_point_is_its_multiple(int bits)
    {
        G1Point point = HashToCurve.ToG1("a point"u8, Tag);
        Scalar factor = Scalar.One;
        for (int i = 0; i < bits - 2; i++)
        {
            factor += factor;
        }

        Assert.True(G1Point.TryCombine([point], [factor], bits, out G1Point product));
        Assert.Equal(point.Multiply(factor), product);
        Assert.False(G1Point.TryCombine([point], [default], bits, out _));
    }

    private static G1Point AsDefined(G1Point[] coefficients, uint x)
    {
        Scalar power = Scalar.One;
        var terms = new G1Point[coefficients.Length];
        for (int k = 0; k < terms.Length; k++)
        {
            terms[k] = coefficients[k].Multiply(power);
            power *= Scalar.From(x);
        }

        Assert.True(G1Point.TrySum(terms, out G1Point sum));
        return sum;
    }
}

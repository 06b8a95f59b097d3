using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cryptography.SecretSharing;

/// <summary>
/// A secret polynomial over the scalar field, whose values are shares of its constant term. Zeroed when
/// disposed.
/// </summary>
public sealed class SecretPolynomial : IDisposable
{
    private readonly SecretScalar[] _coefficients;

    private SecretPolynomial(SecretScalar[] coefficients) => _coefficients = coefficients;

    /// <summary>The polynomial of degree t - 1 that a seed determines.</summary>
    /// <param name="seed">Persisted before anything made of the polynomial is sent, so that a restart repeats
    /// it.</param>
    /// <param name="threshold">t, the number of shares that determine the secret; at least 1.</param>
    /// <param name="constantTerm">The secret to share; null to share one that the seed determines
    /// too.</param>
    public static SecretPolynomial Derive(SecretBytes seed, int threshold, SecretScalar? constantTerm)
    {
        ArgumentNullException.ThrowIfNull(seed);
        ArgumentOutOfRangeException.ThrowIfLessThan(threshold, 1);
        var coefficients = new SecretScalar[threshold];
        for (int k = 0; k < threshold; k++)
        {
            coefficients[k] = k == 0 && constantTerm is not null
                ? constantTerm.Copy()
                : seed.DeriveScalar($"coefficient {k}");
        }

        return new(coefficients);
    }

    /// <summary>The value at an operator's index: that operator's share.</summary>
    public SecretScalar Evaluate(OperatorId at)
    {
        // Horner's rule.
        Scalar x = Scalar.IndexOf(at);
        SecretScalar value = _coefficients[^1].Copy();
        for (int k = _coefficients.Length - 2; k >= 0; k--)
        {
            value.MultiplyBy(x);
            value.Add(_coefficients[k]);
        }

        return value;
    }

    /// <summary>The commitments: a generator times each coefficient, from the constant term on.</summary>
    /// <param name="generator">A generator of G1.</param>
    public G1Point[] Commit(G1Point generator)
    {
        bool isStandard = generator == G1Point.Generator;
        return Array.ConvertAll(
            _coefficients, c => isStandard ? c.ToPublicPoint() : c.Multiply(generator));
    }

    /// <summary>Zeroes the coefficients.</summary>
    public void Dispose()
    {
        foreach (SecretScalar coefficient in _coefficients)
        {
            coefficient.Dispose();
        }
    }

    public override string ToString() => "(secret)";
}

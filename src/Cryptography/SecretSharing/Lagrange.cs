using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cryptography.SecretSharing;

/// <summary>Lagrange interpolation over the scalar field.</summary>
/// <remarks>
/// The value at x of the polynomial of degree below t through t points (x_i, y_i) is the sum of y_i times
/// lambda_i(x) = prod over j != i of (x - x_j) / (x_i - x_j) (Shamir, "How to share a secret", 1979).
/// Only the coefficients are computed here; they are public, whatever the y_i are.
/// </remarks>
public static class Lagrange
{
    /// <summary>The coefficients for the value at 0, where the shared secret lies.</summary>
    /// <param name="indices">Distinct operators; at least one.</param>
    public static Scalar[] CoefficientsAtZero(ReadOnlySpan<OperatorId> indices) =>
        Coefficients(indices, default);

    /// <summary>The coefficients for the value at another share's index.</summary>
    /// <param name="indices">Distinct operators; at least one.</param>
    /// <param name="at">Where the value is wanted; not among the indices.</param>
    public static Scalar[] CoefficientsAt(ReadOnlySpan<OperatorId> indices, OperatorId at) =>
        Coefficients(indices, Scalar.IndexOf(at));

    private static Scalar[] Coefficients(ReadOnlySpan<OperatorId> indices, Scalar at)
    {
        Invariant.Holds(indices.Length > 0, "An interpolation has at least one point.");
        var points = new Scalar[indices.Length];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = Scalar.IndexOf(indices[i]);
        }

        var coefficients = new Scalar[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            coefficients[i] = Coefficient(points, i, at);
        }

        return coefficients;
    }

    private static Scalar Coefficient(Scalar[] points, int i, Scalar at)
    {
        Scalar numerator = Scalar.One;
        Scalar denominator = Scalar.One;
        for (int j = 0; j < points.Length; j++)
        {
            if (j != i)
            {
                numerator *= at - points[j];
                denominator *= points[i] - points[j];
            }
        }

        // The inverse fails on a repeated index, which is a defect of the caller.
        return numerator * denominator.Inverse();
    }
}

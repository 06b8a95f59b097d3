using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.Numerics;

/// <summary>The chances that at least so many of n independent trials succeed.</summary>
/// <remarks>
/// Weights relative to that of the mode, by the quotients of neighbours, over their sum: nothing overflows,
/// what underflows is below 10^-300 of the whole, and a set of tails takes n steps. Sums begin at the far
/// end, so that small tails keep their digits.
/// </remarks>
public sealed class BinomialTails
{
    // [k] is the chance of k or more.
    private readonly double[] _atLeast;

    /// <summary>Computes all tails.</summary>
    /// <param name="trials">n, at least 0.</param>
    /// <param name="chance">Of one success, from 0 to 1.</param>
    public BinomialTails(int trials, double chance)
    {
        Invariant.Holds(trials >= 0, "A number of trials is not negative.");
        Invariant.Holds(chance is >= 0 and <= 1, "A probability is from 0 to 1.");
        int mode = Math.Min(trials, (int)((trials + 1) * chance));
        _atLeast = new double[trials + 1];
        _atLeast[mode] = 1;
        for (int k = mode; k < trials; k++)
        {
            _atLeast[k + 1] = _atLeast[k] * (trials - k) * chance / ((k + 1) * (1 - chance));
        }

        for (int k = mode; k > 0; k--)
        {
            _atLeast[k - 1] = _atLeast[k] * k * (1 - chance) / ((trials - k + 1) * chance);
        }

        for (int k = trials - 1; k >= 0; k--)
        {
            _atLeast[k] += _atLeast[k + 1];
        }

        double total = _atLeast[0];
        for (int k = 0; k <= trials; k++)
        {
            _atLeast[k] /= total;
        }
    }

    /// <summary>The chance of so many successes or more.</summary>
    public double AtLeast(int successes) => successes <= 0 ? 1
        : successes >= _atLeast.Length ? 0
        : _atLeast[successes];
}

using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.PayoutVariance;

/// <summary>Exact variances of a miner's income under constant rewards, in squared rewards.</summary>
/// <remarks>
/// A block that the miner finds counts for it in the W pool blocks after: the income of n pool blocks is a
/// sum
/// over own blocks of (1 - s) for each within, and s/W for each of the n that come in its W. With q of the
/// pool, each pool block is its own independently, so the variance is q (1 - q) times the sum of squared
/// coefficients. Spec: docs/spec/simulation.md#payout-variance.
/// </remarks>
public static class ClosedForms
{
    /// <summary>The sum of squared coefficients over n pool blocks in the steady state.</summary>
    /// <param name="n">At least 0.</param>
    /// <param name="window">W, at least 1.</param>
    /// <param name="share">s, 0 to 1.</param>
    public static double SquaredCoefficients(double n, double window, double share)
    {
        double keep = 1 - share;
        double b = n > window ? n - ((window + 1) / 2) : n * (n - 1) / (2 * window);
        double c = n >= window
            ? n - (window / 3) + (1 / (3 * window))
            : n <= 0 ? 0 : n / window * (n / window) * (window - (n / 3) + (1 / (3 * n)));
        return (keep * keep * n) + (2 * share * keep * b) + (share * share * c);
    }

    /// <summary>The variance of a solo miner's income over n network blocks.</summary>
    /// <param name="n">The horizon.</param>
    /// <param name="hashRate">The miner's part of the network.</param>
    public static double Solo(long n, double hashRate) => n * hashRate * (1 - hashRate);

    /// <summary>
    /// The variance of a sharing miner's income over n network blocks, some of which are the pool's.
    /// </summary>
    /// <param name="n">The horizon.</param>
    /// <param name="pool">H, the pool's part of the network.</param>
    /// <param name="miner">q, the miner's part of the pool.</param>
    /// <param name="window">W.</param>
    /// <param name="share">s.</param>
    public static double Sharing(long n, double pool, double miner, double window, double share)
    {
        double ofPool = pool >= 1
            ? SquaredCoefficients(n, window, share)
            : Expectation(n, pool, blocks => SquaredCoefficients(blocks, window, share));
        return (miner * (1 - miner) * ofPool) + (miner * miner * n * pool * (1 - pool));
    }

    /// <summary>
    /// How much of the variance of the pool's division K weak shares a block leave over a long time, beside
    /// the pool's own luck: q + (1 - q) / K.
    /// </summary>
    public static double WeakShareFactor(double miner, int weakShares) => miner + ((1 - miner) / weakShares);

    /// <summary>
    /// The expectation of a function of a binomial number, from its mode to both sides until what is left
    /// does not count.
    /// </summary>
    private static double Expectation(long n, double p, Func<double, double> of)
    {
        long mode = Math.Min(n, (long)((n + 1) * p));
        double odds = p / (1 - p);
        double weight = 1;
        (double sum, double total) = (of(mode), 1);
        for (long k = mode; k < n && weight > 1e-18; k++)
        {
            weight *= (n - k) * odds / (k + 1);
            sum += weight * of(k + 1);
            total += weight;
        }

        weight = 1;
        for (long k = mode; k > 0 && weight > 1e-18; k--)
        {
            weight *= k / ((n - k + 1) * odds);
            sum += weight * of(k - 1);
            total += weight;
        }

        Invariant.Holds(total >= 1, "Probabilities add up.");
        return sum / total;
    }
}

using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.Questions;

/// <summary>What a sample says of a mean.</summary>
/// <param name="Count">How many replicas, at least 1.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Variance">Unbiased; zero for one replica.</param>
public readonly record struct Estimate(int Count, double Mean, double Variance)
{
    /// <summary>The two-sided 95 % point of the normal distribution.</summary>
    public const double Normal95 = 1.959963984540054;

    /// <summary>The standard deviation of one replica.</summary>
    public double Deviation => Math.Sqrt(Variance);

    /// <summary>The standard deviation of the mean.</summary>
    public double StandardError => Math.Sqrt(Variance / Count);

    /// <summary>The lower end of the mean's 95 % confidence interval, by the normal distribution.</summary>
    public double Low => Mean - (Normal95 * StandardError);

    /// <summary>The upper end of the mean's 95 % confidence interval, by the normal distribution.</summary>
    public double High => Mean + (Normal95 * StandardError);

    /// <summary>Takes up a sample in its order, so that the bytes are the same everywhere.</summary>
    /// <param name="sample">Finite numbers, not empty.</param>
    /// <remarks>Welford, "Note on a method for calculating corrected sums of squares", 1962.</remarks>
    public static Estimate Of(IEnumerable<double> sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        int count = 0;
        double mean = 0;
        double squares = 0;
        foreach (double value in sample)
        {
            count++;
            double difference = value - mean;
            mean += difference / count;
            squares += difference * (value - mean);
        }

        Invariant.Holds(count > 0, "A sample is not empty.");
        return new(count, mean, count == 1 ? 0 : squares / (count - 1));
    }
}

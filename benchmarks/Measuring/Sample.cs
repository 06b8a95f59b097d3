namespace TrustlessPools.Benchmarks.Measuring;

/// <summary>Repeated measurements of one thing.</summary>
internal static class Sample
{
    /// <summary>The middle one, or the mean of the two in the middle.</summary>
    internal static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>
    /// The median milliseconds of an act that is repeated after one repetition that warms up.
    /// </summary>
    internal static double Median(int repeats, Action act)
    {
        act();
        return Median(Enumerable.Range(0, repeats).Select(_ => CpuTime.Of(act)));
    }
}

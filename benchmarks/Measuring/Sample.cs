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

    /// <summary>
    /// The mean milliseconds of an act that is repeated after as many repetitions that warm up.
    /// </summary>
    /// <remarks>
    /// Of short acts the clock sees nothing; and the collector, which comes now and then, has its share.
    /// </remarks>
    internal static double Mean(int repeats, Action act)
    {
        Repeat(repeats, act);
        return CpuTime.Of(() => Repeat(repeats, act)) / repeats;
    }

    private static void Repeat(int repeats, Action act)
    {
        for (int i = 0; i < repeats; i++)
        {
            act();
        }
    }
}

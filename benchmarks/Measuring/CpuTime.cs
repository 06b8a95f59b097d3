namespace TrustlessPools.Benchmarks.Measuring;

/// <summary>
/// The time that the process has spent computing, by all its threads, in user and kernel mode.
/// </summary>
/// <remarks>
/// On a shared machine a wall clock also counts what others compute. The just-in-time compiler and the
/// garbage collector are counted, as a real operator pays for them too.
/// </remarks>
internal static class CpuTime
{
    /// <summary>The milliseconds that an act takes.</summary>
    internal static double Of(Action act)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        act();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }
}

using System.Diagnostics;

namespace TrustlessPools.Node.Tests;

/// <summary>Waits for something that other threads bring about, up to a deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    internal static async Task HoldsAsync(Func<bool> condition, string? what = null)
    {
        long began = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Deadline, what ?? "It did not come true in time.");
            await Task.Delay(Pause);
        }
    }
}

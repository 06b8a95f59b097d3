using System.Diagnostics;

namespace TrustlessPools.Testing;

/// <summary>Waits for something that other threads or processes bring about, up to a deadline.</summary>
public static class Eventually
{
    private static readonly TimeSpan DeadlineUsual = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Polls a condition until it holds; fails the test at the deadline.</summary>
    /// <param name="condition">Cheap to evaluate.</param>
    /// <param name="what">What did not come true, for the failure.</param>
    /// <param name="deadline">30 seconds unless given.</param>
    public static Task HoldsAsync(Func<bool> condition, string? what = null, TimeSpan? deadline = null) =>
        HoldsAsync(() => Task.FromResult(condition()), what, deadline);

    /// <summary>As the other overload, for a condition that has to be asked for.</summary>
    public static async Task HoldsAsync(
        Func<Task<bool>> condition, string? what = null, TimeSpan? deadline = null)
    {
        ArgumentNullException.ThrowIfNull(condition);
        long began = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(
                Stopwatch.GetElapsedTime(began) < (deadline ?? DeadlineUsual), what
                    ?? "It did not come true in time.");
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }
}

using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentNode.Tests;

/// <summary>
/// A clock that stands still until a test moves it; timers that fall due are called on the way.
/// </summary>
internal sealed class ManualTime(Instant start) : TimeProvider
{
    private readonly Lock _guard = new();
    private readonly List<ManualTimer> _timers = [];
    private long _now = start.UnixMilliseconds;

    /// <summary>The number of times that timers were called.</summary>
    internal int Calls { get; private set; }

    public override DateTimeOffset GetUtcNow() =>
        DateTimeOffset.FromUnixTimeMilliseconds(Volatile.Read(ref _now));

    public override ITimer CreateTimer(
        TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (_guard)
        {
            _timers.Add(timer);
        }

        return timer;
    }

    /// <summary>Moves the clock to a moment.</summary>
    internal void MoveTo(Instant moment)
    {
        while (NextDue(moment) is ManualTimer timer)
        {
            Volatile.Write(ref _now, Math.Max(_now, timer.Due!.Value));
            timer.Due = null;
            Calls++;
            timer.Call();
        }

        Volatile.Write(ref _now, moment.UnixMilliseconds);
    }

    /// <summary>Moves the clock and calls no timer, as if all of them were late.</summary>
    internal void MoveUnnoticed(Instant moment) => Volatile.Write(ref _now, moment.UnixMilliseconds);

    private ManualTimer? NextDue(Instant moment)
    {
        lock (_guard)
        {
            return _timers.Where(t => t.Due <= moment.UnixMilliseconds).MinBy(static t => t.Due);
        }
    }

    private sealed class ManualTimer(ManualTime clock, Action call) : ITimer
    {
        internal Action Call { get; } = call;

        internal long? Due { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Assert.Equal(Timeout.InfiniteTimeSpan, period);
            Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + (long)dueTime.TotalMilliseconds;
            return true;
        }

        public void Dispose() => Due = null;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

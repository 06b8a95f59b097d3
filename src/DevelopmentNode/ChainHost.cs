using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentNode.Events;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentNode;

/// <summary>
/// Holds the chain: time and inputs change it one after the other, readers take what is there.
/// </summary>
/// <remarks>
/// The clock decides the slot, not the timer: whoever asks first in a slot lets it begin, and a timer does
/// when nobody asks, so that nothing is ever answered from a slot that is over, and each slot begins once
/// however late a timer is. A clock that is set back stops the chain until it has caught up.
/// </remarks>
internal sealed class ChainHost : IAsyncDisposable
{
    private static readonly TimeSpan SleepMax = TimeSpan.FromHours(1);
    private static readonly TimeSpan SleepMin = TimeSpan.FromMilliseconds(1);

    private readonly DevelopmentNodeSettings _settings;
    private readonly EventFeed _events;
    private readonly ITimer _timer;
    private readonly Lock _writing = new();
    private volatile BeaconChain? _chain;

    internal ChainHost(DevelopmentNodeSettings settings, EventFeed events)
    {
        Invariant.Holds(
            settings.GenesisTime.UnixMilliseconds % 1000 == 0, "A chain begins at a whole second.");
        _settings = settings;
        _events = events;
        _timer = settings.Time.CreateTimer(
            static host => ((ChainHost)host!).OnTimer(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
    }

    /// <summary>True once slot 0 has begun.</summary>
    internal bool HasBegun => Now >= _settings.GenesisTime;

    private Instant Now => new(_settings.Time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Begins the chain, once.</summary>
    internal void Begin(Genesis genesis)
    {
        Invariant.Holds(
            genesis.Time == _settings.GenesisTime, "A chain begins when its node was told it would.");
        BeaconChain chain = BeaconChain.Begin(_settings.Config, genesis);
        lock (_writing)
        {
            Invariant.Holds(_chain is null, "A chain begins once.");
            _chain = chain;
        }

        OnTimer();
    }

    /// <summary>The chain at the clock's slot; null before it begins.</summary>
    internal BeaconChain? Current()
    {
        BeaconChain? chain = _chain;
        if (chain is null || SlotByClock() <= chain.Slot)
        {
            return chain;
        }

        lock (_writing)
        {
            return CatchUp();
        }
    }

    /// <summary>Puts something into the chain at the clock's slot.</summary>
    /// <param name="submit">Takes the chain; pure.</param>
    /// <returns>What became of it; null before the chain begins.</returns>
    internal Outcome? Submit(Func<BeaconChain, Outcome> submit)
    {
        lock (_writing)
        {
            return CatchUp() is BeaconChain chain ? Take(submit(chain)) : null;
        }
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    /// <summary>Lets the slots begin that have begun by the clock. The lock is held.</summary>
    private BeaconChain? CatchUp()
    {
        if (_chain is BeaconChain chain && SlotByClock() is Slot slot && slot > chain.Slot)
        {
            Take(chain.AdvanceTo(slot));
        }

        return _chain;
    }

    /// <summary>
    /// Makes an outcome the chain, and tells of it. The lock is held, so events are in order.
    /// </summary>
    private Outcome Take(Outcome outcome)
    {
        _chain = outcome.Chain;
        _events.Publish(outcome.Events);
        return outcome;
    }

    private void OnTimer()
    {
        Current();
        Instant next = _settings.GenesisTime
            + (_settings.Config.SlotDuration * (HasBegun ? (long)SlotByClock().Value + 1 : 0));
        TimeSpan sleep = TimeSpan.FromMilliseconds((next - Now).Milliseconds);
        sleep = sleep < SleepMin ? SleepMin : sleep > SleepMax ? SleepMax : sleep;
        _timer.Change(sleep, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The slot that has begun; slot 0 also before the genesis.</summary>
    private Slot SlotByClock()
    {
        long passed = Math.Max(0, (Now - _settings.GenesisTime).Milliseconds);
        return new((ulong)(passed / _settings.Config.SlotDuration.Milliseconds));
    }
}

using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Genesis;

/// <summary>How ticks of the pool chain, slots of the beacon chain and moments correspond.</summary>
/// <remarks>
/// A tick is as long as a slot and begins with one. Ticks may begin before the beacon chain does.
/// </remarks>
public sealed class ChainClock
{
    private readonly ChainParameters _parameters;
    private readonly long _slotOfTickZero;

    /// <summary>The clock of a network.</summary>
    public ChainClock(ChainParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _parameters = parameters;
        _slotOfTickZero =
            ((long)parameters.TickOrigin - (long)parameters.BeaconGenesis) / (long)parameters.SecondsPerSlot;
    }

    /// <summary>The length of a slot and of a tick.</summary>
    public Duration SlotLength => Duration.FromSeconds((long)_parameters.SecondsPerSlot);

    /// <summary>When a tick begins.</summary>
    public Instant StartOf(Tick tick) =>
        new((long)(_parameters.TickOrigin + (tick.Value * _parameters.SecondsPerSlot)) * 1000);

    /// <summary>When a slot begins.</summary>
    public Instant StartOf(Slot slot) =>
        new((long)(_parameters.BeaconGenesis + (slot.Value * _parameters.SecondsPerSlot)) * 1000);

    /// <summary>The tick at a moment; none before the first.</summary>
    public Optional<Tick> TickAt(Instant now)
    {
        long since = now.UnixMilliseconds - StartOf(default(Tick)).UnixMilliseconds;
        return since < 0 ? default : new(new Tick((ulong)(since / SlotLength.Milliseconds)));
    }

    /// <summary>The slot that begins with a tick; none before the beacon chain's genesis.</summary>
    public Optional<Slot> SlotAt(Tick tick)
    {
        long slot = _slotOfTickZero + (long)tick.Value;
        return slot < 0 ? default : new(new Slot((ulong)slot));
    }

    /// <summary>The epoch that holds a tick; none before the beacon chain's genesis.</summary>
    public Optional<Epoch> EpochAt(Tick tick) =>
        SlotAt(tick).TryGet(out Slot slot) ? new(slot.EpochAt(_parameters.SlotsPerEpoch)) : default;

    /// <summary>The tick that begins with a slot; tick 0 for slots before it.</summary>
    public Tick TickOf(Slot slot)
    {
        long tick = (long)slot.Value - _slotOfTickZero;
        return new((ulong)Math.Max(tick, 0));
    }

    /// <summary>The tick that begins with an epoch; tick 0 for epochs before it.</summary>
    public Tick TickOf(Epoch epoch) => TickOf(epoch.FirstSlot(_parameters.SlotsPerEpoch));

    /// <summary>The first slot that begins after a tick; slot 0 before the beacon chain's genesis.</summary>
    public Slot SlotAfter(Tick tick) => SlotAt(tick + 1).TryGet(out Slot slot) ? slot : default;

    /// <summary>
    /// The first epoch that begins after a tick; epoch 0 before the beacon chain's genesis.
    /// </summary>
    public Epoch EpochAfter(Tick tick) => EpochAt(tick).TryGet(out Epoch epoch) ? epoch + 1 : default;
}

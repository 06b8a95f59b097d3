using TrustlessPools.Primitives;

namespace TrustlessPools.Simulation.World;

/// <summary>The times of a simulated world, the same in every run.</summary>
public static class WorldClock
{
    private const ulong BeaconGenesisSeconds = 1_700_000_000;
    private const ulong SlotsPerEpoch = 8;

    /// <summary>Unix time of the beacon chain's slot 0.</summary>
    public static ulong BeaconGenesis => BeaconGenesisSeconds;

    /// <summary>Unix time of the pool chain's tick 0.</summary>
    public static ulong TickOrigin =>
        BeaconGenesisSeconds - (ClusterSettings.TicksBeforeGenesis * ClusterSettings.SecondsPerSlot);

    /// <summary>When the run starts.</summary>
    public static Instant Start => new((long)TickOrigin * 1000);

    /// <summary>When an epoch of the beacon chain begins.</summary>
    public static Instant StartOfEpoch(int epoch)
    {
        ulong since = (ulong)epoch * SlotsPerEpoch * ClusterSettings.SecondsPerSlot;
        return new((long)(BeaconGenesisSeconds + since) * 1000);
    }

    internal static Instant Between(SeededGenerator random, Instant from, Instant until) =>
        from + new Duration((long)random.NextBelow((ulong)(until - from).Milliseconds));
}

using System.Security.Cryptography;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Devnet;

/// <summary>When a devnet's own beacon chain begins, and by what chance.</summary>
internal static class DevnetClock
{
    // What operators take to start, and a ceremony at the least, on a busy machine.
    private static readonly Duration StartUp = Duration.FromSeconds(6);
    private static readonly Duration CeremonyMin = Duration.FromSeconds(24);

    /// <summary>The moment by this machine's clock.</summary>
    internal static Instant Now() => new(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>A whole second, after so many ticks in which the pools' keys are generated.</summary>
    /// <param name="slot">The length of a slot.</param>
    /// <param name="ticks">Of the pool chain, before the beacon chain's genesis.</param>
    /// <param name="more">What else must be done before.</param>
    internal static Instant GenesisAfter(Duration slot, int ticks, Duration more)
    {
        long now = Now().UnixMilliseconds / 1000;
        Duration ceremony = slot * ticks;
        ceremony = ceremony < CeremonyMin ? CeremonyMin : ceremony;
        return new Instant(now * 1000) + StartUp + ceremony + more;
    }

    /// <summary>A seed that nobody chose.</summary>
    internal static Hash32 FreshSeed() => new(RandomNumberGenerator.GetBytes(Hash32.Size));
}

using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.BeaconApi;

/// <summary>How a chain began (Beacon API, <c>getGenesis</c>).</summary>
/// <param name="Time">The start of slot 0, in whole seconds.</param>
/// <param name="ValidatorsRoot">Tells chains apart in every signature.</param>
/// <param name="ForkVersion">GENESIS_FORK_VERSION.</param>
public sealed record Genesis(Instant Time, Hash32 ValidatorsRoot, ForkVersion ForkVersion)
{
    private const ulong UnixSecondsMax = 1UL << 40;

    public static JsonShape<Genesis> Shape { get; } = JsonObject.Of<Genesis>()
        .Member("genesis_time", JsonShapes.Of(SszTypes.Uint64).As(FromSeconds, ToSeconds), static x => x.Time)
        .Member("genesis_validators_root", JsonShapes.Of(SszTypes.Hash32), static x => x.ValidatorsRoot)
        .Member("genesis_fork_version", JsonShapes.Of(ForkVersion.Ssz), static x => x.ForkVersion)
        .Build(static m => new(m.Take<Instant>(), m.Take<Hash32>(), m.Take<ForkVersion>()));

    private static Instant FromSeconds(ulong seconds) => seconds <= UnixSecondsMax
        ? new Instant(0) + Duration.FromSeconds((long)seconds)
        : throw new FormatException($"{seconds} s is no time of a genesis.");

    private static ulong ToSeconds(Instant time) => (ulong)(time.UnixMilliseconds / 1000);
}

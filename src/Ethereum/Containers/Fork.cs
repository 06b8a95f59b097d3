using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Containers;

/// <summary>The fork a state is in (consensus-specs <c>phase0/beacon-chain.md#fork</c>).</summary>
/// <param name="PreviousVersion">The version before <paramref name="Epoch"/>.</param>
/// <param name="CurrentVersion">The version from <paramref name="Epoch"/> on.</param>
/// <param name="Epoch">When the version changed.</param>
public sealed record Fork(ForkVersion PreviousVersion, ForkVersion CurrentVersion, Epoch Epoch)
{
    public static SszContainer<Fork> Ssz { get; } = SszContainer.Of<Fork>()
        .Field("previous_version", ForkVersion.Ssz, static x => x.PreviousVersion)
        .Field("current_version", ForkVersion.Ssz, static x => x.CurrentVersion)
        .Field("epoch", SszTypes.Epoch, static x => x.Epoch)
        .Build(static v => new(
            PreviousVersion: v.Take<ForkVersion>(), CurrentVersion: v.Take<ForkVersion>(), v.Take<Epoch>()));
}

using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Containers;

/// <summary>What a domain is made from (consensus-specs <c>phase0/beacon-chain.md#forkdata</c>).</summary>
public sealed record ForkData(ForkVersion CurrentVersion, Hash32 GenesisValidatorsRoot)
{
    public static SszContainer<ForkData> Ssz { get; } = SszContainer.Of<ForkData>()
        .Field("current_version", ForkVersion.Ssz, static x => x.CurrentVersion)
        .Field("genesis_validators_root", SszTypes.Hash32, static x => x.GenesisValidatorsRoot)
        .Build(static v => new(v.Take<ForkVersion>(), v.Take<Hash32>()));
}

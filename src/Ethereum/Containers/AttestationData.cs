using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Containers;

/// <summary>
/// What an attester votes for (consensus-specs <c>phase0/beacon-chain.md#attestationdata</c>).
/// </summary>
/// <param name="Slot">The slot that is attested.</param>
/// <param name="Index">The committee before Electra; 0 since (EIP-7549).</param>
/// <param name="BeaconBlockRoot">The head vote.</param>
/// <param name="Source">The vote's justified checkpoint.</param>
/// <param name="Target">The vote's checkpoint of the slot's epoch.</param>
public sealed record AttestationData(
    Slot Slot, ulong Index, Hash32 BeaconBlockRoot, Checkpoint Source, Checkpoint Target)
{
    public static SszContainer<AttestationData> Ssz { get; } = SszContainer.Of<AttestationData>()
        .Field("slot", SszTypes.Slot, static x => x.Slot)
        .Field("index", SszTypes.Uint64, static x => x.Index)
        .Field("beacon_block_root", SszTypes.Hash32, static x => x.BeaconBlockRoot)
        .Field("source", Checkpoint.Ssz, static x => x.Source)
        .Field("target", Checkpoint.Ssz, static x => x.Target)
        .Build(static v => new(
            v.Take<Slot>(), v.Take<ulong>(), v.Take<Hash32>(), v.Take<Checkpoint>(), v.Take<Checkpoint>()));
}

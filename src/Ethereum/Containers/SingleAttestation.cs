using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Containers;

/// <summary>
/// One validator's vote as it is sent to a beacon node (consensus-specs
/// <c>electra/beacon-chain.md#singleattestation</c>).
/// </summary>
public sealed record SingleAttestation(
    ulong CommitteeIndex, ValidatorIndex AttesterIndex, AttestationData Data, G2Bytes Signature)
{
    public static SszContainer<SingleAttestation> Ssz { get; } = SszContainer.Of<SingleAttestation>()
        .Field("committee_index", SszTypes.Uint64, static x => x.CommitteeIndex)
        .Field("attester_index", SszTypes.ValidatorIndex, static x => x.AttesterIndex)
        .Field("data", AttestationData.Ssz, static x => x.Data)
        .Field("signature", G2Bytes.Ssz, static x => x.Signature)
        .Build(static v => new(
            v.Take<ulong>(), v.Take<ValidatorIndex>(), v.Take<AttestationData>(), v.Take<G2Bytes>()));
}

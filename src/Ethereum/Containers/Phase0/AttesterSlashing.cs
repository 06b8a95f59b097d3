using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Containers.Phase0;

/// <summary>
/// Two votes before Electra that contradict each other (consensus-specs
/// <c>phase0/beacon-chain.md#attesterslashing</c>).
/// </summary>
public sealed record AttesterSlashing(IndexedAttestation Attestation1, IndexedAttestation Attestation2)
{
    public static SszContainer<AttesterSlashing> Ssz { get; } = SszContainer.Of<AttesterSlashing>()
        .Field("attestation_1", IndexedAttestation.Ssz, static x => x.Attestation1)
        .Field("attestation_2", IndexedAttestation.Ssz, static x => x.Attestation2)
        .Build(static v => new(
            Attestation1: v.Take<IndexedAttestation>(), Attestation2: v.Take<IndexedAttestation>()));
}

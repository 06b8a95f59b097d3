using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Containers;

/// <summary>
/// Two votes that contradict each other (consensus-specs <c>electra/beacon-chain.md#attesterslashing</c>).
/// </summary>
public sealed record AttesterSlashing(IndexedAttestation Attestation1, IndexedAttestation Attestation2)
{
    /// <summary>The schema under a preset, which fixes MAX_COMMITTEES_PER_SLOT.</summary>
    public static SszContainer<AttesterSlashing> SszFor(Preset preset) => SszContainer.Of<AttesterSlashing>()
        .Field("attestation_1", IndexedAttestation.SszFor(preset), static x => x.Attestation1)
        .Field("attestation_2", IndexedAttestation.SszFor(preset), static x => x.Attestation2)
        .Build(static v => new(
            Attestation1: v.Take<IndexedAttestation>(), Attestation2: v.Take<IndexedAttestation>()));
}

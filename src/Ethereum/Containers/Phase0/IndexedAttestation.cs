using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Containers.Phase0;

/// <summary>
/// An aggregate before Electra with its attesters named (consensus-specs
/// <c>phase0/beacon-chain.md#indexedattestation</c>).
/// </summary>
/// <param name="AttestingIndices">Who signed, ascending and without repetition when valid.</param>
/// <param name="Data">The vote.</param>
/// <param name="Signature">The aggregate of theirs.</param>
public sealed record IndexedAttestation(
    Sequence<ValidatorIndex> AttestingIndices, AttestationData Data, G2Bytes Signature)
{
    public static SszContainer<IndexedAttestation> Ssz { get; } = SszContainer.Of<IndexedAttestation>()
        .Field(
            "attesting_indices",
            SszTypes.List(SszTypes.ValidatorIndex, Attestation.MaxValidatorsPerCommittee),
            static x => x.AttestingIndices)
        .Field("data", AttestationData.Ssz, static x => x.Data)
        .Field("signature", G2Bytes.Ssz, static x => x.Signature)
        .Build(static v => new(
            v.Take<Sequence<ValidatorIndex>>(), v.Take<AttestationData>(), v.Take<G2Bytes>()));
}

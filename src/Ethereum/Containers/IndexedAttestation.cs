using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Containers;

/// <summary>
/// An aggregate with its attesters named (consensus-specs <c>electra/beacon-chain.md#indexedattestation</c>).
/// </summary>
/// <param name="AttestingIndices">Who signed, ascending and without repetition when valid.</param>
/// <param name="Data">The vote.</param>
/// <param name="Signature">The aggregate of theirs.</param>
public sealed record IndexedAttestation(
    Sequence<ValidatorIndex> AttestingIndices, AttestationData Data, G2Bytes Signature)
{
    /// <summary>The schema under a preset, which fixes MAX_COMMITTEES_PER_SLOT.</summary>
    public static SszContainer<IndexedAttestation> SszFor(Preset preset) => SszContainer
        .Of<IndexedAttestation>()
        .Field(
            "attesting_indices",
            SszTypes.List(SszTypes.ValidatorIndex, preset.MaxAttestersPerAggregate),
            static x => x.AttestingIndices)
        .Field("data", AttestationData.Ssz, static x => x.Data)
        .Field("signature", G2Bytes.Ssz, static x => x.Signature)
        .Build(static v => new(
            v.Take<Sequence<ValidatorIndex>>(), v.Take<AttestationData>(), v.Take<G2Bytes>()));
}

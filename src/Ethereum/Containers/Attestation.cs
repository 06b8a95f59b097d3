using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Containers;

/// <summary>
/// An aggregate of votes of one or several committees (consensus-specs
/// <c>electra/beacon-chain.md#attestation</c>).
/// </summary>
/// <param name="AggregationBits">Who of the committees signed, one committee behind the other.</param>
/// <param name="Data">The vote; its index is 0.</param>
/// <param name="Signature">The aggregate.</param>
/// <param name="CommitteeBits">Which committees of the slot.</param>
public sealed record Attestation(
    BitString AggregationBits, AttestationData Data, G2Bytes Signature, BitString CommitteeBits)
{
    /// <summary>The schema under a preset, which fixes MAX_COMMITTEES_PER_SLOT.</summary>
    public static SszContainer<Attestation> SszFor(Preset preset) => SszContainer.Of<Attestation>()
        .Field(
            "aggregation_bits",
            SszTypes.Bitlist(preset.MaxAttestersPerAggregate),
            static x => x.AggregationBits)
        .Field("data", AttestationData.Ssz, static x => x.Data)
        .Field("signature", G2Bytes.Ssz, static x => x.Signature)
        .Field("committee_bits", SszTypes.Bitvector(preset.MaxCommitteesPerSlot), static x => x.CommitteeBits)
        .Build(static v => new(
            v.Take<BitString>(), v.Take<AttestationData>(), v.Take<G2Bytes>(), v.Take<BitString>()));
}

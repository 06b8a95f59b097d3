using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Containers.Phase0;

/// <summary>
/// An aggregate of votes of one committee before Electra (consensus-specs
/// <c>phase0/beacon-chain.md#attestation</c>).
/// </summary>
/// <param name="AggregationBits">Who of the committee signed.</param>
/// <param name="Data">The vote; its index names the committee.</param>
/// <param name="Signature">The aggregate.</param>
public sealed record Attestation(BitString AggregationBits, AttestationData Data, G2Bytes Signature)
{
    /// <summary>MAX_VALIDATORS_PER_COMMITTEE.</summary>
    public const int MaxValidatorsPerCommittee = 2048;

    public static SszContainer<Attestation> Ssz { get; } = SszContainer.Of<Attestation>()
        .Field("aggregation_bits", SszTypes.Bitlist(MaxValidatorsPerCommittee), static x => x.AggregationBits)
        .Field("data", AttestationData.Ssz, static x => x.Data)
        .Field("signature", G2Bytes.Ssz, static x => x.Signature)
        .Build(static v => new(v.Take<BitString>(), v.Take<AttestationData>(), v.Take<G2Bytes>()));
}

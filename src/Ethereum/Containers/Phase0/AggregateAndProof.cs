using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Containers.Phase0;

/// <summary>
/// What an aggregator before Electra publishes (consensus-specs
/// <c>phase0/validator.md#aggregateandproof</c>).
/// </summary>
/// <param name="AggregatorIndex">Who aggregated.</param>
/// <param name="Aggregate">The aggregate.</param>
/// <param name="SelectionProof">The aggregator's signature of the slot, which selects it.</param>
public sealed record AggregateAndProof(
    ValidatorIndex AggregatorIndex, Attestation Aggregate, G2Bytes SelectionProof)
{
    public static SszContainer<AggregateAndProof> Ssz { get; } = SszContainer.Of<AggregateAndProof>()
        .Field("aggregator_index", SszTypes.ValidatorIndex, static x => x.AggregatorIndex)
        .Field("aggregate", Attestation.Ssz, static x => x.Aggregate)
        .Field("selection_proof", G2Bytes.Ssz, static x => x.SelectionProof)
        .Build(static v => new(v.Take<ValidatorIndex>(), v.Take<Attestation>(), v.Take<G2Bytes>()));
}

using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Containers;

/// <summary>
/// What an aggregator publishes (consensus-specs <c>electra/validator.md#aggregateandproof</c>).
/// </summary>
/// <param name="AggregatorIndex">Who aggregated.</param>
/// <param name="Aggregate">The aggregate.</param>
/// <param name="SelectionProof">The aggregator's signature of the slot, which selects it.</param>
public sealed record AggregateAndProof(
    ValidatorIndex AggregatorIndex, Attestation Aggregate, G2Bytes SelectionProof)
{
    /// <summary>The schema under a preset, which fixes MAX_COMMITTEES_PER_SLOT.</summary>
    public static SszContainer<AggregateAndProof> SszFor(Preset preset) => SszContainer
        .Of<AggregateAndProof>()
        .Field("aggregator_index", SszTypes.ValidatorIndex, static x => x.AggregatorIndex)
        .Field("aggregate", Attestation.SszFor(preset), static x => x.Aggregate)
        .Field("selection_proof", G2Bytes.Ssz, static x => x.SelectionProof)
        .Build(static v => new(v.Take<ValidatorIndex>(), v.Take<Attestation>(), v.Take<G2Bytes>()));
}

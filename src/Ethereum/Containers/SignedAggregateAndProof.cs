using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Containers;

/// <summary>
/// The same with its aggregator's signature (consensus-specs
/// <c>electra/validator.md#signedaggregateandproof</c>).
/// </summary>
public sealed record SignedAggregateAndProof(AggregateAndProof Message, G2Bytes Signature)
{
    /// <summary>The schema under a preset, which fixes MAX_COMMITTEES_PER_SLOT.</summary>
    public static SszContainer<SignedAggregateAndProof> SszFor(Preset preset) => SszContainer
        .Of<SignedAggregateAndProof>()
        .Field("message", AggregateAndProof.SszFor(preset), static x => x.Message)
        .Field("signature", G2Bytes.Ssz, static x => x.Signature)
        .Build(static v => new(v.Take<AggregateAndProof>(), v.Take<G2Bytes>()));
}

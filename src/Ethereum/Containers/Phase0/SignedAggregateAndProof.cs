using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Containers.Phase0;

/// <summary>
/// The same before Electra with its aggregator's signature (consensus-specs
/// <c>phase0/validator.md#signedaggregateandproof</c>).
/// </summary>
public sealed record SignedAggregateAndProof(AggregateAndProof Message, G2Bytes Signature)
{
    public static SszContainer<SignedAggregateAndProof> Ssz { get; } = SszContainer
        .Of<SignedAggregateAndProof>()
        .Field("message", AggregateAndProof.Ssz, static x => x.Message)
        .Field("signature", G2Bytes.Ssz, static x => x.Signature)
        .Build(static v => new(v.Take<AggregateAndProof>(), v.Take<G2Bytes>()));
}

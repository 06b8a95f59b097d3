using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.BeaconApi;

/// <summary>When a validator proposes (Beacon API, <c>ProposerDuty</c>).</summary>
public sealed record ProposerDuty(G1Bytes PublicKey, ValidatorIndex ValidatorIndex, Slot Slot)
{
    /// <summary>The schema, of which the Beacon API uses the JSON.</summary>
    public static SszContainer<ProposerDuty> Ssz { get; } = SszContainer.Of<ProposerDuty>()
        .Field("pubkey", G1Bytes.Ssz, static x => x.PublicKey)
        .Field("validator_index", SszTypes.ValidatorIndex, static x => x.ValidatorIndex)
        .Field("slot", SszTypes.Slot, static x => x.Slot)
        .Build(static v => new(v.Take<G1Bytes>(), v.Take<ValidatorIndex>(), v.Take<Slot>()));
}

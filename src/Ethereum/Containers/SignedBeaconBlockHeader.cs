using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Containers;

/// <summary>
/// A header with its proposer's signature (consensus-specs
/// <c>phase0/beacon-chain.md#signedbeaconblockheader</c>).
/// </summary>
public sealed record SignedBeaconBlockHeader(BeaconBlockHeader Message, G2Bytes Signature)
{
    public static SszContainer<SignedBeaconBlockHeader> Ssz { get; } = SszContainer
        .Of<SignedBeaconBlockHeader>()
        .Field("message", BeaconBlockHeader.Ssz, static x => x.Message)
        .Field("signature", G2Bytes.Ssz, static x => x.Signature)
        .Build(static v => new(v.Take<BeaconBlockHeader>(), v.Take<G2Bytes>()));
}

using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Containers;

/// <summary>
/// Two blocks of one proposer for one slot (consensus-specs <c>phase0/beacon-chain.md#proposerslashing</c>).
/// </summary>
public sealed record ProposerSlashing(
    SignedBeaconBlockHeader SignedHeader1, SignedBeaconBlockHeader SignedHeader2)
{
    public static SszContainer<ProposerSlashing> Ssz { get; } = SszContainer.Of<ProposerSlashing>()
        .Field("signed_header_1", SignedBeaconBlockHeader.Ssz, static x => x.SignedHeader1)
        .Field("signed_header_2", SignedBeaconBlockHeader.Ssz, static x => x.SignedHeader2)
        .Build(static v => new(
            SignedHeader1: v.Take<SignedBeaconBlockHeader>(),
            SignedHeader2: v.Take<SignedBeaconBlockHeader>()));
}

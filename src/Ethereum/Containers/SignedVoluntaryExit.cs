using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Containers;

/// <summary>
/// An exit with the validator's signature (consensus-specs
/// <c>phase0/beacon-chain.md#signedvoluntaryexit</c>).
/// </summary>
public sealed record SignedVoluntaryExit(VoluntaryExit Message, G2Bytes Signature)
{
    public static SszContainer<SignedVoluntaryExit> Ssz { get; } = SszContainer.Of<SignedVoluntaryExit>()
        .Field("message", VoluntaryExit.Ssz, static x => x.Message)
        .Field("signature", G2Bytes.Ssz, static x => x.Signature)
        .Build(static v => new(v.Take<VoluntaryExit>(), v.Take<G2Bytes>()));
}

using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.Verification;

/// <summary>A header with all that its certificate is checked by; the operations are left out.</summary>
/// <param name="Signed">The header.</param>
/// <param name="Certificate">Who certified it.</param>
/// <param name="Voters">Who voted on it: those that its parent's state names.</param>
public sealed record CertifiedHeader(
    SignedHeader Signed, BlockCertificate Certificate, Sequence<Voter> Voters)
{
    public static SszContainer<CertifiedHeader> Ssz { get; } = SszContainer.Of<CertifiedHeader>()
        .Field("signed", SignedHeader.Ssz, static x => x.Signed)
        .Field("certificate", BlockCertificate.Ssz, static x => x.Certificate)
        .Field("voters", Voter.ListSsz, static x => x.Voters)
        .Build(static v => new(
            v.Take<SignedHeader>(), v.Take<BlockCertificate>(), v.Take<Sequence<Voter>>()));

    /// <summary>The header itself.</summary>
    public BlockHeader Header => Signed.Header;
}

using TrustlessPools.Cryptography.Bls;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.Operations;

/// <summary>
/// Takes a further operator into the network, with the consent of a quorum; it votes from the next term on.
/// </summary>
/// <param name="Identity">The operator's public file.</param>
/// <param name="Sponsors">Which of the voters consent, in the voters' order.</param>
/// <param name="Signature">The aggregate of their signatures.</param>
public sealed record RegisterOperator(
    PublicIdentity Identity, BitString Sponsors, G2Bytes Signature) : Operation
{
    public static new SszContainer<RegisterOperator> Ssz { get; } = SszContainer.Of<RegisterOperator>()
        .Field("identity", PublicIdentity.Ssz, static x => x.Identity)
        .Field("sponsors", SszTypes.Bitlist(NetworkGenesis.OperatorsMax), static x => x.Sponsors)
        .Field("signature", G2Bytes.Ssz, static x => x.Signature)
        .Build(static v => new(v.Take<PublicIdentity>(), v.Take<BitString>(), v.Take<G2Bytes>()));

    /// <summary>What each sponsor signs.</summary>
    public static Hash32 SigningRoot(PublicIdentity identity, Hash32 network) =>
        IdentitySignature.SigningRoot(
        IdentityDomain.Sponsorship, network, PublicIdentity.Ssz.HashTreeRoot(identity));
}

/// <summary>
/// Leaves: the sender is drawn no more, and stops voting when it holds no share any longer.
/// </summary>
/// <param name="After">The term that the sender serves last; it says when, and keeps the operation from being
/// replayed.</param>
public sealed record RetireOperator(Term After) : Operation
{
    public static new SszContainer<RetireOperator> Ssz { get; } = SszContainer.Of<RetireOperator>()
        .Field("after", SszTypes.Term, static x => x.After)
        .Build(static v => new(v.Take<Term>()));
}

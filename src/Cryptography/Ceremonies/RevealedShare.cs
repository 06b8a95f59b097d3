using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Cryptography.SecretSharing;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Cryptography.Ceremonies;

/// <summary>
/// A member's public share of a generated key, with the proof that it is the committed one.
/// </summary>
/// <param name="Key">g times the member's share s.</param>
/// <param name="Proof">That Key to the base g and the commitment to the base H have the same
/// logarithm.</param>
/// <remarks>
/// Posted once the dealers are fixed, so that the public key that comes of it can no longer be influenced by
/// who deals and who leaves. Any t of them give the group key and every member's public share, in the
/// exponent; no secret is opened.
/// </remarks>
public sealed record RevealedShare(G1Bytes Key, DiscreteLogProof Proof)
{
    public static SszContainer<RevealedShare> Ssz { get; } = SszContainer.Of<RevealedShare>()
        .Field("key", G1Bytes.Ssz, static x => x.Key)
        .Field("proof", DiscreteLogProof.Ssz, static x => x.Proof)
        .Build(static v => new(v.Take<G1Bytes>(), v.Take<DiscreteLogProof>()));

    /// <summary>Reveals the public side of a share.</summary>
    /// <param name="context">The attempt.</param>
    /// <param name="share">The member's share.</param>
    /// <param name="nonceSeed">Secret; the proof's nonce is derived from it.</param>
    public static RevealedShare Make(CeremonyContext context, SecretScalar share, SecretBytes nonceSeed)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(share);
        DiscreteLogProof proof = DiscreteLogProof.Prove(
            context.Root, share, nonceSeed, G1Point.Generator, CeremonyContext.SecondGenerator);
        return new(share.ToPublicPoint().ToBytes(), proof);
    }

    /// <summary>Checks the proof against the member's commitment.</summary>
    public bool Verify(CeremonyContext context, OperatorId member, NewSharing sharing)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(sharing);
        return G1Point.TryDecode(Key, out G1Point point)
            && sharing.TryCommitmentOf(member, out G1Point commitment)
            && Proof.Verify(
                context.Root, [G1Point.Generator, CeremonyContext.SecondGenerator], [point, commitment]);
    }

    /// <summary>The public sharing that t verified public shares determine.</summary>
    /// <param name="context">The attempt.</param>
    /// <param name="revealed">
    /// At least t verified shares of distinct members. The first t give the group key and the shares of those
    /// who revealed none; the proofs hold that all lie on one polynomial.
    /// </param>
    /// <returns>Null when the group key or a public share is infinity, which fails the attempt.</returns>
    public static PublicSharing? Interpolate(CeremonyContext context, IReadOnlyList<PublicShare> revealed)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(revealed);
        Invariant.Holds(
            revealed.Count >= context.Threshold, "A key is interpolated from at least t public shares.");
        OperatorId[] indices = [.. revealed.Take(context.Threshold).Select(static r => r.Member)];
        G1Point[] points = [.. revealed.Take(context.Threshold).Select(Decode)];
        if (!G1Point.TryCombine(points, Lagrange.CoefficientsAtZero(indices), out G1Point groupKey))
        {
            return null;
        }

        var known = revealed.ToDictionary(static r => r.Member, static r => r.Key);
        var members = new List<PublicShare>();
        foreach (OperatorId member in context.Recipients.Map(static r => r.Member))
        {
            if (!known.TryGetValue(member, out G1Bytes key))
            {
                if (!G1Point.TryCombine(points, Lagrange.CoefficientsAt(indices, member), out G1Point point))
                {
                    return null;
                }

                key = point.ToBytes();
            }

            members.Add(new(member, key));
        }

        return new(groupKey.ToBytes(), context.Threshold, members.ToSequence());
    }

    private static G1Point Decode(PublicShare share)
    {
        bool decoded = G1Point.TryDecode(share.Key, out G1Point point);
        Invariant.Holds(decoded, "Public shares were checked when they were posted.");
        return point;
    }
}

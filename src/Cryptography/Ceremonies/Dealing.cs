using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Cryptography.SecretSharing;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Cryptography.Ceremonies;

/// <summary>
/// What a dealer posts: commitments to a polynomial, and its value at each recipient, encrypted.
/// </summary>
/// <param name="Commitments">Exactly t points, from the constant term on.</param>
/// <param name="Ephemeral">The dealer's one-time point E = g^e of this dealing.</param>
/// <param name="EncryptedShares">A share for each recipient, in the recipients' order.</param>
/// <param name="Proof">
/// Proves knowledge of e, bound to the whole dealing. Without it a dealer could copy or shift an honest
/// dealer's point, and the disputes about the copy would decrypt the honest shares.
/// </param>
public sealed record Dealing(
    Sequence<G1Bytes> Commitments,
    G1Bytes Ephemeral,
    Sequence<Hash32> EncryptedShares,
    DiscreteLogProof Proof)
{
    public static SszContainer<Dealing> Ssz { get; } = SszContainer.Of<Dealing>()
        .Field("commitments", SszTypes.List(G1Bytes.Ssz, PublicSharing.MembersMax), static x => x.Commitments)
        .Field("ephemeral", G1Bytes.Ssz, static x => x.Ephemeral)
        .Field(
            "encrypted_shares",
            SszTypes.List(SszTypes.Hash32, PublicSharing.MembersMax),
            static x => x.EncryptedShares)
        .Field("proof", DiscreteLogProof.Ssz, static x => x.Proof)
        .BuildRemembering(static v => new(
            v.Take<Sequence<G1Bytes>>(),
            v.Take<G1Bytes>(),
            v.Take<Sequence<Hash32>>(),
            v.Take<DiscreteLogProof>()));

    /// <summary>Deals.</summary>
    /// <param name="context">The attempt.</param>
    /// <param name="dealer">Who deals.</param>
    /// <param name="seed">Persisted before; the dealing is a function of it, so a restarted dealer repeats
    /// itself.</param>
    /// <param name="oldShare">The dealer's share of the key that is handed over; null when a key is
    /// generated.</param>
    public static Dealing Make(
        CeremonyContext context, OperatorId dealer, SecretBytes seed, SecretScalar? oldShare)
    {
        ArgumentNullException.ThrowIfNull(context);
        Invariant.Holds(
            context.IsHandOver == oldShare is not null, "An old share is dealt in a hand-over only.");
        using SecretPolynomial polynomial = SecretPolynomial.Derive(seed, context.Threshold, oldShare);
        using SecretScalar ephemeral = seed.DeriveScalar("ephemeral");
        Sequence<Hash32> shares = context.Recipients.Map(
            recipient => Seal(context, dealer, recipient, polynomial, ephemeral));
        Sequence<G1Bytes> commitments =
            polynomial.Commit(context.CommitmentGenerator).Select(static c => c.ToBytes()).ToSequence();
        G1Bytes point = ephemeral.ToPublicPoint().ToBytes();
        Hash32 statement = ProofContext(context, dealer, commitments, point, shares);
        return new(
            commitments,
            point,
            shares,
            DiscreteLogProof.Prove(statement, ephemeral, seed, G1Point.Generator));
    }

    /// <summary>
    /// What the proof is bound to: the attempt, the dealer and every other part of the dealing.
    /// </summary>
    internal static Hash32 ProofContext(
        CeremonyContext context,
        OperatorId dealer,
        Sequence<G1Bytes> commitments,
        G1Bytes ephemeral,
        Sequence<Hash32> shares)
    {
        var transcript = new Transcript("dealing");
        transcript.Append(context.Root);
        transcript.Append(SszTypes.OperatorId.Serialize(dealer));
        transcript.Append(SszTypes.List(G1Bytes.Ssz, PublicSharing.MembersMax).Serialize(commitments));
        transcript.Append(ephemeral.AsSpan());
        transcript.Append(SszTypes.List(SszTypes.Hash32, PublicSharing.MembersMax).Serialize(shares));
        return transcript.ToHash();
    }

    private static Hash32 Seal(
        CeremonyContext context,
        OperatorId dealer,
        Recipient recipient,
        SecretPolynomial polynomial,
        SecretScalar ephemeral)
    {
        bool decoded = G1Point.TryDecode(recipient.EncryptionKey, out G1Point key);
        Invariant.Holds(decoded, "Encryption keys were checked when they were posted.");
        using SecretScalar share = polynomial.Evaluate(recipient.Member);
        return SealedShare.Seal(share, ephemeral.Multiply(key), context, dealer, recipient.Member);
    }
}

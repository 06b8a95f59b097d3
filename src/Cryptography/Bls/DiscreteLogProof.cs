using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Cryptography.Bls;

/// <summary>
/// A proof that one secret x is the logarithm of several points, each to a base of its own.
/// </summary>
/// <param name="Challenge">c.</param>
/// <param name="Response">z = k - c x.</param>
/// <remarks>
/// With one pair it is Schnorr's proof of knowledge; with two it is Chaum and Pedersen's proof of equal
/// logarithms (DLEQ), both made non-interactive by Fiat and Shamir. The challenge hashes the context, the
/// bases, the points and the commitments, so a proof holds in no other place.
/// </remarks>
public sealed record DiscreteLogProof(Scalar Challenge, Scalar Response)
{
    private static readonly DomainSeparationTag Tag = new("TPOOL-DLEQ-BLS12381G1_XMD:SHA-256_V1");

    public static SszContainer<DiscreteLogProof> Ssz { get; } = SszContainer.Of<DiscreteLogProof>()
        .Field("challenge", Scalar.Ssz, static x => x.Challenge)
        .Field("response", Scalar.Ssz, static x => x.Response)
        .Build(static v => new(v.Take<Scalar>(), v.Take<Scalar>()));

    /// <summary>Proves knowledge of the logarithm of each point.</summary>
    /// <param name="context">What the proof is bound to.</param>
    /// <param name="secret">x.</param>
    /// <param name="nonceSeed">Secret; the nonce is derived from it and the statement, so no nonce serves two
    /// statements.</param>
    /// <param name="bases">At least one; the points are x times them.</param>
    public static DiscreteLogProof Prove(
        Hash32 context, SecretScalar secret, SecretBytes nonceSeed, params ReadOnlySpan<G1Point> bases)
    {
        ArgumentNullException.ThrowIfNull(secret);
        ArgumentNullException.ThrowIfNull(nonceSeed);
        var points = new G1Point[bases.Length];
        for (int i = 0; i < bases.Length; i++)
        {
            points[i] = secret.Multiply(bases[i]);
        }

        Hash32 statement = Statement(context, bases, points);
        using SecretScalar nonce = nonceSeed.DeriveScalar($"nonce {statement}");
        var commitments = new G1Point[bases.Length];
        for (int i = 0; i < bases.Length; i++)
        {
            commitments[i] = nonce.Multiply(bases[i]);
        }

        Scalar challenge = ChallengeOf(statement, commitments);
        return new(challenge, secret.Answer(nonce, challenge));
    }

    /// <summary>Verifies the proof for pairs of base and point.</summary>
    /// <param name="context">What the proof is bound to.</param>
    /// <param name="bases">At least one.</param>
    /// <param name="points">As many.</param>
    public bool Verify(Hash32 context, ReadOnlySpan<G1Point> bases, ReadOnlySpan<G1Point> points)
    {
        Invariant.Holds(bases.Length > 0 && bases.Length == points.Length, "Each point has its base.");
        var commitments = new G1Point[bases.Length];
        for (int i = 0; i < bases.Length; i++)
        {
            // base^z * point^c is the commitment base^k of an honest prover.
            if (!G1Point.TryCombine([bases[i], points[i]], [Response, Challenge], out commitments[i]))
            {
                return false;
            }
        }

        return ChallengeOf(Statement(context, bases, points), commitments) == Challenge;
    }

    private static Hash32 Statement(Hash32 context, ReadOnlySpan<G1Point> bases, ReadOnlySpan<G1Point> points)
    {
        var transcript = new Transcript("equal logarithms");
        transcript.Append(context);
        for (int i = 0; i < bases.Length; i++)
        {
            transcript.Append(bases[i]);
            transcript.Append(points[i]);
        }

        return transcript.ToHash();
    }

    private static Scalar ChallengeOf(Hash32 statement, ReadOnlySpan<G1Point> commitments)
    {
        var transcript = new Transcript("challenge");
        transcript.Append(statement);
        foreach (G1Point commitment in commitments)
        {
            transcript.Append(commitment);
        }

        return transcript.ToChallenge(Tag);
    }
}

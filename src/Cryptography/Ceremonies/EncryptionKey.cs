using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Cryptography.Ceremonies;

/// <summary>
/// A key under which shares of one attempt are encrypted, with the proof that its owner knows the secret.
/// </summary>
/// <remarks>
/// Fresh for each term and attempt and erased when the attempt is over: dealings stay on the pool chain for
/// ever, and a key that decrypts them would bring erased shares back.
/// </remarks>
public sealed record EncryptionKey(G1Bytes Key, DiscreteLogProof Proof)
{
    public static SszContainer<EncryptionKey> Ssz { get; } = SszContainer.Of<EncryptionKey>()
        .Field("key", G1Bytes.Ssz, static x => x.Key)
        .Field("proof", DiscreteLogProof.Ssz, static x => x.Proof)
        .Build(static v => new(v.Take<G1Bytes>(), v.Take<DiscreteLogProof>()));

    /// <summary>The secret that a seed determines.</summary>
    public static SecretScalar SecretFrom(SecretBytes seed)
    {
        ArgumentNullException.ThrowIfNull(seed);
        return seed.DeriveScalar("encryption key");
    }

    /// <summary>Makes the public side.</summary>
    /// <param name="context">Network, operator, term and attempt, hashed.</param>
    /// <param name="seed">The seed that also determines the secret.</param>
    public static EncryptionKey From(Hash32 context, SecretBytes seed)
    {
        using SecretScalar secret = SecretFrom(seed);
        return new(
            secret.ToPublicPoint().ToBytes(),
            DiscreteLogProof.Prove(context, secret, seed, G1Point.Generator));
    }

    /// <summary>Checks the point and the proof.</summary>
    public bool Verify(Hash32 context) =>
        G1Point.TryDecode(Key, out G1Point point) && Proof.Verify(context, [G1Point.Generator], [point]);
}

using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Operations;

/// <summary>That several keys signed one thing.</summary>
/// <param name="Keys">At least one, of owners whose proofs of possession were verified.</param>
/// <param name="SigningRoot">From <see cref="IdentitySignature.SigningRoot"/>.</param>
/// <param name="Signature">The aggregate that was received.</param>
public sealed record AggregateClaim(Sequence<G1Bytes> Keys, Hash32 SigningRoot, G2Bytes Signature)
{
    /// <summary>Names the claim.</summary>
    public Hash32 Digest { get; } = DigestOf(Keys, SigningRoot, Signature);

    private static Hash32 DigestOf(Sequence<G1Bytes> keys, Hash32 signingRoot, G2Bytes signature)
    {
        var transcript = new Transcript("aggregate");
        transcript.Append(signingRoot);
        transcript.Append(signature.AsSpan());
        foreach (G1Bytes key in keys.AsSpan())
        {
            transcript.Append(key.AsSpan());
        }

        return transcript.ToHash();
    }
}

using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain;

/// <summary>
/// Judges a signature; a pure function, so that a simulation may remember its answers by its input.
/// </summary>
/// <param name="key">The signer's public key, not decoded yet.</param>
/// <param name="signingRoot">What is signed: the object with its domain.</param>
/// <param name="signature">The signature, not decoded yet.</param>
/// <returns>
/// True when the signature is valid; false also for a key or a signature that does not decode.
/// </returns>
public delegate bool SignatureVerifier(G1Bytes key, Hash32 signingRoot, G2Bytes signature);

/// <summary>The verification that is real.</summary>
public static class BlsVerification
{
    /// <summary>BLS verification under Ethereum's domain separation tag.</summary>
    public static bool Verify(G1Bytes key, Hash32 signingRoot, G2Bytes signature) =>
        G1Point.TryDecode(key, out G1Point point)
        && G2Point.TryDecode(signature, out G2Point signed)
        && Signatures.Verify(point, signingRoot.ToArray(), signed, DomainSeparationTag.Signature);
}

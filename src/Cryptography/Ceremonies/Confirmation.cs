using TrustlessPools.Cryptography.Bls;

namespace TrustlessPools.Cryptography.Ceremonies;

/// <summary>A recipient's proof that it holds its new share: a partial signature over the attempt.</summary>
/// <remarks>
/// Made under a domain separation tag of its own, so that no collection of confirmations is ever a
/// validator's signature.
/// </remarks>
public static class Confirmation
{
    private static readonly DomainSeparationTag Tag = new("TPOOL-CONFIRM-BLS12381G2_XMD:SHA-256_SSWU_RO_V1");

    /// <summary>Confirms.</summary>
    public static G2Bytes Make(CeremonyContext context, SecretScalar share)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(share);
        return share.Sign(context.Root.ToArray(), Tag).ToBytes();
    }

    /// <summary>Checks a confirmation against the member's public share.</summary>
    public static bool Verify(CeremonyContext context, G1Bytes publicShare, G2Bytes confirmation)
    {
        ArgumentNullException.ThrowIfNull(context);
        return G1Point.TryDecode(publicShare, out G1Point key)
            && G2Point.TryDecode(confirmation, out G2Point signature)
            && Signatures.Verify(key, context.Root.ToArray(), signature, Tag);
    }
}

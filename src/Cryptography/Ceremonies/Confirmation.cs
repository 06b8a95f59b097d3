using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;

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

    /// <summary>
    /// Checks many confirmations of an attempt at once, for little more than the price of one.
    /// </summary>
    /// <param name="context">The attempt.</param>
    /// <param name="confirmations">At least one, each with its member's public share.</param>
    /// <returns>True when all hold; false tells nothing of which does not.</returns>
    public static bool VerifyAll(
        CeremonyContext context, IReadOnlyList<(G1Bytes PublicShare, G2Bytes Confirmation)> confirmations)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(confirmations);
        var signatures = new G2Point[confirmations.Count];
        for (int i = 0; i < signatures.Length; i++)
        {
            if (!G2Point.TryDecode(confirmations[i].Confirmation, out signatures[i]))
            {
                return false;
            }
        }

        var message = new ByteString(context.Root.ToArray());
        return G1Point.TryDecodeAll([.. confirmations.Select(static c => c.PublicShare)], out G1Point[] keys)
            && Signatures.VerifyBatch(keys, [.. keys.Select(_ => message)], signatures, Tag);
    }
}

using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Cryptography.SecretSharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cryptography.ThresholdSignatures;

/// <summary>Signing together: any t partial signatures give the group's signature (Boldyreva 2003).</summary>
public static class ThresholdSignature
{
    /// <summary>Interpolates the group signature from partial signatures.</summary>
    /// <param name="sharing">The committee's public side.</param>
    /// <param name="message">What was signed: a signing root.</param>
    /// <param name="tag">The domain separation tag.</param>
    /// <param name="partials">By member; others than members count for nothing.</param>
    /// <returns>The verified signature, if t partials are valid, and the members whose partial signature is
    /// not.</returns>
    /// <remarks>
    /// docs/spec/cryptography.md#combine. Interpolates first and verifies the result once; only when that
    /// fails are partials verified one by one. The culprits are named only then: a bad partial that was not
    /// needed is not looked at.
    /// </remarks>
    public static Combination Combine(
        PublicSharing sharing,
        ReadOnlySpan<byte> message,
        DomainSeparationTag tag,
        IEnumerable<KeyValuePair<OperatorId, G2Bytes>> partials)
    {
        ArgumentNullException.ThrowIfNull(sharing);
        SortedDictionary<OperatorId, G2Point> points = Decode(
            sharing, partials, out List<OperatorId> culprits);
        if (points.Count < sharing.Threshold)
        {
            return new(null, culprits);
        }

        if (TryInterpolate(sharing, message, tag, points, out G2Point signature))
        {
            return new(signature.ToBytes(), culprits);
        }

        foreach (OperatorId member in points.Keys.ToArray())
        {
            if (!VerifyPartial(sharing, member, message, tag, points[member]))
            {
                culprits.Add(member);
                points.Remove(member);
            }
        }

        bool isWhole = points.Count >= sharing.Threshold
            && TryInterpolate(sharing, message, tag, points, out signature);
        return new(isWhole ? signature.ToBytes() : null, culprits);
    }

    /// <summary>Verifies one member's partial signature.</summary>
    public static bool VerifyPartial(
        PublicSharing sharing,
        OperatorId member,
        ReadOnlySpan<byte> message,
        DomainSeparationTag tag,
        G2Bytes partial) =>
        G2Point.TryDecode(partial, out G2Point point) && VerifyPartial(sharing, member, message, tag, point);

    private static bool VerifyPartial(
        PublicSharing sharing,
        OperatorId member,
        ReadOnlySpan<byte> message,
        DomainSeparationTag tag,
        G2Point partial)
    {
        ArgumentNullException.ThrowIfNull(sharing);
        return sharing.ShareOf(member) is { } share
            && G1Point.TryDecode(share, out G1Point key)
            && Signatures.Verify(key, message, partial, tag);
    }

    private static SortedDictionary<OperatorId, G2Point> Decode(
        PublicSharing sharing,
        IEnumerable<KeyValuePair<OperatorId, G2Bytes>> partials,
        out List<OperatorId> culprits)
    {
        var points = new SortedDictionary<OperatorId, G2Point>();
        culprits = [];
        foreach ((OperatorId member, G2Bytes partial) in partials)
        {
            if (sharing.ShareOf(member) is null)
            {
                continue;
            }

            if (G2Point.TryDecode(partial, out G2Point point))
            {
                points[member] = point;
            }
            else
            {
                culprits.Add(member);
            }
        }

        return points;
    }

    private static bool TryInterpolate(
        PublicSharing sharing,
        ReadOnlySpan<byte> message,
        DomainSeparationTag tag,
        SortedDictionary<OperatorId, G2Point> points,
        out G2Point signature)
    {
        OperatorId[] signers = [.. points.Keys.Take(sharing.Threshold)];
        G2Point[] partials = [.. points.Values.Take(sharing.Threshold)];
        return G2Point.TryCombine(partials, Lagrange.CoefficientsAtZero(signers), Scalar.Bits, out signature)
            && G1Point.TryDecode(sharing.GroupKey, out G1Point groupKey)
            && Signatures.Verify(groupKey, message, signature, tag);
    }
}

/// <summary>What combining partial signatures gave.</summary>
/// <param name="Signature">Verified under the group key, or null when fewer than t partials are
/// valid.</param>
/// <param name="Culprits">Members whose partial signature is invalid.</param>
public sealed record Combination(G2Bytes? Signature, IReadOnlyList<OperatorId> Culprits);

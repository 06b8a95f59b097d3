using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Cryptography.SecretSharing;

/// <summary>
/// What everybody knows of a shared key: the group's public key, the threshold, and each member's public
/// share.
/// </summary>
/// <param name="GroupKey">The public key that signatures of the group verify under.</param>
/// <param name="Threshold">t: any t members sign for the group, fewer cannot.</param>
/// <param name="Members">In ascending order of the operators.</param>
public sealed record PublicSharing(G1Bytes GroupKey, int Threshold, Sequence<PublicShare> Members)
{
    /// <summary>The largest committee that the formats allow.</summary>
    public const int MembersMax = 256;

    public static SszContainer<PublicSharing> Ssz { get; } = SszContainer.Of<PublicSharing>()
        .Field("group_key", G1Bytes.Ssz, static x => x.GroupKey)
        .Field("threshold", SszTypes.Uint16, static x => (ulong)x.Threshold)
        .Field("members", SszTypes.List(PublicShare.Ssz, MembersMax), static x => x.Members)
        .BuildRemembering(
            static v => new(v.Take<G1Bytes>(), (int)v.Take<ulong>(), v.Take<Sequence<PublicShare>>()));

    /// <summary>The public share of a member, or null for somebody else.</summary>
    public G1Bytes? ShareOf(OperatorId member)
    {
        foreach (PublicShare share in Members.AsSpan())
        {
            if (share.Member == member)
            {
                return share.Key;
            }
        }

        return null;
    }
}

/// <summary>A member's public share: the generator times the secret share.</summary>
public sealed record PublicShare(OperatorId Member, G1Bytes Key)
{
    public static SszContainer<PublicShare> Ssz { get; } = SszContainer.Of<PublicShare>()
        .Field("member", SszTypes.OperatorId, static x => x.Member)
        .Field("key", G1Bytes.Ssz, static x => x.Key)
        .BuildRemembering(static v => new(v.Take<OperatorId>(), v.Take<G1Bytes>()));
}

using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Consensus;

/// <summary>What a participant states; its hash tree root is what is signed.</summary>
/// <param name="Kind">What is stated.</param>
/// <param name="Instance">
/// Names what is agreed on, such as a chain and height, or a committee and duty.
/// </param>
/// <param name="Round">The round it is stated for, from 1.</param>
/// <param name="Digest">The digest of the value, see <see cref="QbftValue"/>; zero in a round change.</param>
/// <param name="PreparedRound">In a round change the last round prepared in, if any; otherwise none.</param>
/// <param name="PreparedDigest">In a round change the digest of the value prepared; otherwise zero.</param>
/// <remarks>
/// The sender is not part of the message: commits of one instance, round and digest are one message with one
/// root, whoever signs, so that they aggregate into one certificate. Spec: docs/spec/consensus.md#messages.
/// </remarks>
public sealed record QbftMessage(
    QbftKind Kind, Hash32 Instance, Round Round, Hash32 Digest, Round PreparedRound, Hash32 PreparedDigest)
{
    public static SszContainer<QbftMessage> Ssz { get; } = SszContainer.Of<QbftMessage>()
        .Field("kind", QbftKinds.Ssz, static x => x.Kind)
        .Field("instance", SszTypes.Hash32, static x => x.Instance)
        .Field("round", Round.Ssz, static x => x.Round)
        .Field("digest", SszTypes.Hash32, static x => x.Digest)
        .Field("prepared_round", Round.Ssz, static x => x.PreparedRound)
        .Field("prepared_digest", SszTypes.Hash32, static x => x.PreparedDigest)
        .Build(static v => new(
            v.Take<QbftKind>(),
            v.Take<Hash32>(),
            v.Take<Round>(),
            v.Take<Hash32>(),
            v.Take<Round>(),
            v.Take<Hash32>()));

    /// <summary>The hash tree root, which the host signs under a domain of its own.</summary>
    public Hash32 Root() => Ssz.HashTreeRoot(this);

    /// <summary>
    /// True when the fields that the kind leaves zero are zero, and what was prepared is told whole.
    /// </summary>
    internal bool IsCanonical => Kind == QbftKind.RoundChange
        ? Digest.IsZero && PreparedRound.IsNone == PreparedDigest.IsZero
        : PreparedRound.IsNone && PreparedDigest.IsZero;

    /// <summary>The message by which a leader proposes the value with this digest.</summary>
    public static QbftMessage Proposal(Hash32 instance, Round round, Hash32 digest) =>
        new(QbftKind.Proposal, instance, round, digest, default, default);

    /// <summary>The message by which a participant accepts the proposal of this digest.</summary>
    public static QbftMessage Prepare(Hash32 instance, Round round, Hash32 digest) =>
        new(QbftKind.Prepare, instance, round, digest, default, default);

    /// <summary>The message by which a participant tells that it is prepared on this digest.</summary>
    public static QbftMessage Commit(Hash32 instance, Round round, Hash32 digest) =>
        new(QbftKind.Commit, instance, round, digest, default, default);

    /// <summary>The message by which a participant tells that it moved to a round.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="round">The round it moved to.</param>
    /// <param name="prepared">What it is prepared on, or null.</param>
    public static QbftMessage RoundChange(Hash32 instance, Round round, PreparedCertificate? prepared) =>
        new(
            QbftKind.RoundChange,
            instance,
            round,
            Digest: default,
            prepared?.Round ?? default,
            prepared?.Digest ?? default);
}

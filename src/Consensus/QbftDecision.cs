using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Consensus;

/// <summary>What an instance decided, with its certificate.</summary>
/// <param name="Value">The value.</param>
/// <param name="Round">
/// The round in which it was committed; participants may decide by commits of other rounds.
/// </param>
/// <param name="Commits">A quorum of commits of one instance, this round and the value's digest.</param>
public sealed record QbftDecision(ByteString Value, Round Round, Sequence<SignedQbftMessage> Commits)
{
    public static SszContainer<QbftDecision> Ssz { get; } = SszContainer.Of<QbftDecision>()
        .Field("value", QbftValue.Ssz, static x => x.Value)
        .Field("round", Round.Ssz, static x => x.Round)
        .Field(
            "commits",
            SszTypes.List(SignedQbftMessage.Ssz, QbftLimits.ParticipantsMax),
            static x => x.Commits)
        .Build(static v => new(v.Take<ByteString>(), v.Take<Round>(), v.Take<Sequence<SignedQbftMessage>>()));

    /// <summary>The digest of the value.</summary>
    public Hash32 Digest => Commits[0].Message.Digest;

    /// <summary>
    /// The envelope that proves the decision to anyone; <see cref="QbftEnvelope.IsDecision"/> holds.
    /// </summary>
    public QbftEnvelope ToEnvelope() => new(Commits[0], Value, Commits.Skip(1).ToSequence());
}

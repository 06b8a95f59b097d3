using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Consensus;

/// <summary>
/// What must survive a crash so that who restarts never contradicts a message that it sent.
/// </summary>
/// <param name="Instance">The instance.</param>
/// <param name="Round">The current round: messages of earlier rounds are never sent again.</param>
/// <param name="Prepared">What round changes must tell of, with its proof.</param>
/// <param name="Sent">
/// The own messages of the current round, to be sent again byte for byte; one of each kind.
/// </param>
/// <param name="Decision">
/// The decision, after which nothing is signed any more; then the rest is empty.
/// </param>
/// <remarks>
/// The host makes it durable before a message that it holds leaves the process, in the same transaction as
/// whatever else the message depends on. Votes of others are left out: they only let a participant do what it
/// may do anyway, and they are sent again. Spec: docs/spec/consensus.md#durability.
/// </remarks>
public sealed record QbftDurable(
    Hash32 Instance,
    Round Round,
    Optional<PreparedCertificate> Prepared,
    Sequence<QbftEnvelope> Sent,
    Optional<QbftDecision> Decision)
{
    private const int KindsCount = 4;

    public static SszContainer<QbftDurable> Ssz { get; } = SszContainer.Of<QbftDurable>()
        .Field("instance", SszTypes.Hash32, static x => x.Instance)
        .Field("round", Round.Ssz, static x => x.Round)
        .Field("prepared", SszTypes.Optional(PreparedCertificate.Ssz), static x => x.Prepared)
        .Field("sent", SszTypes.List(QbftEnvelope.Ssz, KindsCount), static x => x.Sent)
        .Field("decision", SszTypes.Optional(QbftDecision.Ssz), static x => x.Decision)
        .Build(static v => new(
            v.Take<Hash32>(),
            v.Take<Round>(),
            v.Take<Optional<PreparedCertificate>>(),
            v.Take<Sequence<QbftEnvelope>>(),
            v.Take<Optional<QbftDecision>>()));
}

using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Consensus;

/// <summary>
/// What travels between participants: a signed message with the value and the messages that justify it.
/// </summary>
/// <param name="Message">The message.</param>
/// <param name="Value">
/// A proposal's value, a prepared round change's prepared value, a decision's value; otherwise empty.
/// </param>
/// <param name="Justification">
/// For a proposal after round 1 a quorum of round changes and, if one of these is prepared, a quorum of
/// prepares; for a prepared round change a quorum of prepares; for a decision the other commits; otherwise
/// empty.
/// </param>
/// <remarks>
/// A commit with a value is a decision: it and its justification are a quorum of commits of one instance,
/// round and digest. It proves itself, so anyone may send it; every other envelope comes from the sender of
/// its message. Value and justification are not signed as such: the value is bound by its digest, and each
/// justifying message carries its own signature. Spec: docs/spec/consensus.md#messages.
/// </remarks>
public sealed record QbftEnvelope(
    SignedQbftMessage Message, ByteString Value, Sequence<SignedQbftMessage> Justification)
{
    public static SszContainer<QbftEnvelope> Ssz { get; } = SszContainer.Of<QbftEnvelope>()
        .Field("message", SignedQbftMessage.Ssz, static x => x.Message)
        .Field("value", QbftValue.Ssz, static x => x.Value)
        .Field(
            "justification",
            SszTypes.List(SignedQbftMessage.Ssz, QbftLimits.JustificationMax),
            static x => x.Justification)
        .Build(static v => new(
            v.Take<SignedQbftMessage>(), v.Take<ByteString>(), v.Take<Sequence<SignedQbftMessage>>()));

    /// <summary>True for the form of a decision; whether it proves one is not said.</summary>
    public bool IsDecision => Message.Message.Kind == QbftKind.Commit && Value.Length > 0;

    /// <summary>
    /// Every signed message inside, the outer one first; the host verifies all of their signatures.
    /// </summary>
    public IEnumerable<SignedQbftMessage> SignedMessages() => Justification.Prepend(Message);
}

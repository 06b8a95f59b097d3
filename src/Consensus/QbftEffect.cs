using TrustlessPools.Primitives;

namespace TrustlessPools.Consensus;

/// <summary>What a participant wants done, in the order given.</summary>
public abstract record QbftEffect
{
    private QbftEffect()
    {
    }

    /// <summary>
    /// Wants to know whether a value may be decided, to be answered by <see cref="QbftInput.Judged"/>.
    /// </summary>
    /// <param name="Digest">The digest of the value.</param>
    /// <param name="Value">The value.</param>
    public sealed record Judge(Hash32 Digest, ByteString Value) : QbftEffect;

    /// <summary>
    /// Wants a message signed, given back as <see cref="QbftInput.Received"/>, made durable
    /// (<see cref="QbftState.Durable"/>), and only then sent to all others.
    /// </summary>
    /// <param name="Message">What to sign.</param>
    /// <param name="Value">The value of the envelope; may be empty.</param>
    /// <param name="Justification">The justification of the envelope; may be empty.</param>
    public sealed record Send(
        QbftMessage Message, ByteString Value, Sequence<SignedQbftMessage> Justification) : QbftEffect
    {
        /// <summary>The envelope that travels.</summary>
        /// <param name="sender">This participant.</param>
        /// <param name="signature">Its signature over the message's root.</param>
        public QbftEnvelope Signed(OperatorId sender, ByteString signature) =>
            new(new(sender, Message, signature), Value, Justification);
    }

    /// <summary>Wants a durable own message sent to all others once more.</summary>
    /// <param name="Envelope">The same bytes as before.</param>
    public sealed record SendAgain(QbftEnvelope Envelope) : QbftEffect;

    /// <summary>Wants the one timer restarted for a round, in place of whichever runs.</summary>
    /// <param name="Round">The round; its length is the host's, see <see cref="RoundTimer"/>.</param>
    public sealed record StartTimer(Round Round) : QbftEffect;

    /// <summary>The instance is decided, once and for all; the timer stops.</summary>
    /// <param name="Decision">The value and its certificate.</param>
    public sealed record Decided(QbftDecision Decision) : QbftEffect;

    /// <summary>Wants the decision sent to one who seems not to know of it.</summary>
    /// <param name="To">The one.</param>
    /// <param name="Envelope">The decision.</param>
    public sealed record SendDecided(OperatorId To, QbftEnvelope Envelope) : QbftEffect;

    /// <summary>A message was refused and changed nothing.</summary>
    /// <param name="Sender">
    /// Who signed the outer message, and the culprit unless the envelope came from somebody else: value and
    /// justification are not signed. A decision's culprit is who handed it over.
    /// </param>
    /// <param name="Reason">Which rule it breaks.</param>
    public sealed record Refused(OperatorId Sender, QbftRefusal Reason) : QbftEffect;

    /// <summary>
    /// Two messages of one kind and round contradict each other; the first counts. Evidence for anybody.
    /// </summary>
    /// <param name="Sender">Who signed both.</param>
    /// <param name="First">The one that came first.</param>
    /// <param name="Second">The other.</param>
    public sealed record Equivocated(
        OperatorId Sender, SignedQbftMessage First, SignedQbftMessage Second) : QbftEffect;
}

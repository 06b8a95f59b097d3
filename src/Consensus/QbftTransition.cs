using TrustlessPools.Primitives;

namespace TrustlessPools.Consensus;

/// <summary>What an input leads to.</summary>
/// <param name="State">The state that follows.</param>
/// <param name="Effects">What the participant wants done, in this order.</param>
public sealed record QbftTransition(QbftState State, Sequence<QbftEffect> Effects)
{
    /// <summary>A transition to a state, without effects so far.</summary>
    internal static QbftTransition To(QbftState state) => new(state, []);

    /// <summary>This transition ending in another state.</summary>
    internal QbftTransition With(QbftState state) => this with { State = state };

    /// <summary>This transition with one effect more.</summary>
    internal QbftTransition And(QbftEffect effect) => this with { Effects = Effects.Add(effect) };

    /// <summary>This transition with a message refused.</summary>
    internal QbftTransition Refuse(SignedQbftMessage message, QbftRefusal reason) =>
        And(new QbftEffect.Refused(message.Sender, reason));

    /// <summary>This transition with an own message asked for, which its state remembers.</summary>
    internal QbftTransition Send(
        QbftMessage message, ByteString value = default, Sequence<SignedQbftMessage> justification = default)
    {
        Invariant.Holds(!State.HasSent(message.Kind), "Of each kind one own message is sent in a round.");
        var send = new QbftEffect.Send(message, value, justification);
        return With(State with { Unsigned = State.Unsigned.Add(send) }).And(send);
    }

    /// <summary>
    /// This transition entering a round, where nothing of the round before is sent any more.
    /// </summary>
    internal QbftTransition Enter(Round round)
    {
        Invariant.Holds(round > State.Round, "Rounds go up.");
        return With(State with { Round = round, Proposal = null, Unsigned = [], Sent = [] })
            .And(new QbftEffect.StartTimer(round));
    }
}

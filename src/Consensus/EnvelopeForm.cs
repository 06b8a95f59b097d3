using System.Diagnostics;

namespace TrustlessPools.Consensus;

/// <summary>What an envelope must look like before anything in it is weighed; costs no hashing.</summary>
/// <remarks>Spec: docs/spec/consensus.md#messages.</remarks>
internal static class EnvelopeForm
{
    /// <summary>The first rule of form that an envelope breaks, or null.</summary>
    public static QbftRefusal? FlawIn(QbftSettings settings, QbftEnvelope envelope)
    {
        QbftMessage message = envelope.Message.Message;
        if (settings.IndexOf(envelope.Message.Sender) < 0)
        {
            return new QbftRefusal.UnknownSender(envelope.Message.Sender);
        }

        if (message.Instance != settings.Instance)
        {
            return new QbftRefusal.OtherInstance(Supplied: message.Instance, Permitted: settings.Instance);
        }

        if (message.Round.IsNone)
        {
            return new QbftRefusal.NoRound();
        }

        if (!message.IsCanonical)
        {
            return new QbftRefusal.MisplacedField(message.Kind);
        }

        int permitted = 2 * settings.Participants.Count;
        return envelope.Justification.Count > permitted
            ? new QbftRefusal.TooManyJustifications(envelope.Justification.Count, permitted)
            : FlawInParts(envelope);
    }

    private static QbftRefusal? FlawInParts(QbftEnvelope envelope)
    {
        QbftMessage message = envelope.Message.Message;
        return message.Kind switch
        {
            QbftKind.Proposal when message.Round == Round.First =>
                WithValue(envelope) ?? Unjustified(envelope),
            QbftKind.Proposal => WithValue(envelope),
            QbftKind.Prepare => Bare(envelope),
            QbftKind.Commit => envelope.IsDecision ? null : Bare(envelope),
            QbftKind.RoundChange when message.PreparedRound.IsNone => Bare(envelope),
            QbftKind.RoundChange when message.PreparedRound >= message.Round =>
                new QbftRefusal.PreparedRoundNotBelow(message.PreparedRound, message.Round.Previous),
            QbftKind.RoundChange => WithValue(envelope),
            _ => throw new UnreachableException("Other kinds do not decode."),
        };
    }

    private static QbftRefusal? WithValue(QbftEnvelope envelope) => envelope.Value.Length > 0
        ? null
        : new QbftRefusal.MissingValue(envelope.Message.Message.Kind);

    private static QbftRefusal? Bare(QbftEnvelope envelope) => envelope.Value.Length > 0
        ? new QbftRefusal.MisplacedValue(envelope.Message.Message.Kind)
        : Unjustified(envelope);

    private static QbftRefusal? Unjustified(QbftEnvelope envelope) => envelope.Justification.Count > 0
        ? new QbftRefusal.MisplacedJustification(envelope.Message.Message.Kind)
        : null;
}

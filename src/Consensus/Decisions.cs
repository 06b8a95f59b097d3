using TrustlessPools.Primitives;

namespace TrustlessPools.Consensus;

/// <summary>How a decision reaches those who did not see it happen.</summary>
internal static class Decisions
{
    private const int AnswersUntilRarer = 16;

    /// <summary>
    /// Takes a decision of good form; it ends the instance in whatever round this participant is.
    /// </summary>
    public static QbftTransition Receive(QbftTransition step, QbftEnvelope envelope)
    {
        QbftState state = step.State;
        QbftMessage commit = envelope.Message.Message;
        if (state.Decision is not null && state.Decision.Digest == commit.Digest)
        {
            return step;
        }

        QbftRefusal? flaw = Justification.FlawInDecision(state.Settings, envelope);
        if (flaw is null && state.Decision is not null)
        {
            flaw = new QbftRefusal.ContradictsDecision(
                Supplied: commit.Digest, Permitted: state.Decision.Digest);
        }

        if (flaw is not null)
        {
            return step.Refuse(envelope.Message, flaw);
        }

        Sequence<SignedQbftMessage> commits =
            Justification.FirstQuorum(state.Settings, envelope.SignedMessages());
        return NormalCase.Decide(step, new(envelope.Value, commit.Round, commits));
    }

    /// <summary>Answers a round change with the decision: who changes rounds does not know.</summary>
    // Algorithm 3:17. A faulty participant must not turn small messages into large ones at will, and an
    // honest one whose answers were lost must be answered again: so a sender is answered once a round, for
    // rounds that go up, and after 16 answers only when its round has doubled since the last. That never
    // stops, yet as a round has 32 bits it makes fewer than 16 + 32 answers.
    public static QbftTransition Answer(QbftTransition step, SignedQbftMessage signed)
    {
        QbftState state = step.State;
        int index = state.Settings.IndexOf(signed.Sender);
        DecisionAnswers answers = state.Answers[index];
        Round round = signed.Message.Round;
        bool isDue = answers.Count < AnswersUntilRarer
            ? round > answers.Last
            : round.Value / 2 >= answers.Last.Value;
        if (signed.Message.Kind != QbftKind.RoundChange || signed.Sender == state.Settings.Self || !isDue)
        {
            return step;
        }

        DecisionAnswers answered = new(answers.Count + 1, round);
        return step
            .With(state with { Answers = state.Answers.With(index, answered) })
            .And(new QbftEffect.SendDecided(signed.Sender, state.Decision!.ToEnvelope()));
    }
}

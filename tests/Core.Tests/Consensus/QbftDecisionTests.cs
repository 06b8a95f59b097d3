using TrustlessPools.Consensus;
using static TrustlessPools.Core.Tests.Consensus.Committee;

namespace TrustlessPools.Core.Tests.Consensus;

/// <summary>Algorithm 3:17: how a decision reaches who did not see it happen.</summary>
public sealed class QbftDecisionTests
{
    private static readonly Committee Four = new(4);

    [Fact]
    public void A_decision_is_accepted_in_any_round()
    {
        new Participant(Four, 2)
            .TimesOut(1, "timer 2", "send round change 2")
            .TimesOut(2, "timer 3", "send round change 3")
            .Receives(Decision(1, "A", 1, 3, 4), "decided A in 1 by 1 3 4");
        new Participant(Four, 2).Receives(Decision(8, "A", 1, 3, 4), "decided A in 8 by 1 3 4");
    }

    [Fact]
    public void A_decision_that_holds_an_own_commit_is_accepted() =>
        new Participant(Four, 2).Receives(Decision(1, "A", 2, 3, 4), "decided A in 1 by 2 3 4");

    [Fact]
    public void A_decision_padded_with_repetitions_is_kept_without_them() => new Participant(Four, 2)
        .Receives(Decision(1, "A", 1, 1, 3, 3, 4, 4, 4), "decided A in 1 by 1 3 4");

    [Fact]
    public void Who_changes_rounds_is_sent_the_decision_once_a_round()
    {
        var one = new Participant(Four, 1);
        one.Receives(Decision(1, "A", 1, 3, 4), "decided A in 1 by 1 3 4")
            .Receives(RoundChange(2, 2), "send decision to 2")
            .Receives(RoundChange(2, 2))
            .Receives(RoundChange(3, 2), "send decision to 3")
            .Receives(RoundChange(2, 5), "send decision to 2")
            .Receives(RoundChange(2, 4));
        var sent = Assert.IsType<QbftEffect.SendDecided>(Answer(one, RoundChange(2, 6)));
        new Participant(Four, 2).Receives(sent.Envelope, "decided A in 1 by 1 3 4");
    }

    [Fact]
    public void Other_messages_after_the_decision_are_passed_over() => new Participant(Four, 1)
        .Receives(Decision(1, "A", 1, 3, 4), "decided A in 1 by 1 3 4")
        .Receives(Proposal(2, 2, "B"))
        .Receives(Prepare(2, 1, "A"))
        .Receives(Commit(2, 1, "A"))
        .Receives(RoundChange(1, 2))
        .Receives(RoundChange(9, 2), "refused 9: UnknownSender");

    [Fact]
    public void Answers_get_rarer_but_never_stop()
    {
        var one = new Participant(Four, 1);
        one.Receives(Decision(1, "A", 1, 3, 4), "decided A in 1 by 1 3 4");
        var answered = new List<uint>();
        for (uint round = 2; round <= 256; round++)
        {
            answered.AddRange(Answer(one, RoundChange(2, round)) is null ? [] : [round]);
        }

        Assert.Equal([.. Enumerable.Range(2, 16).Select(static r => (uint)r), 34, 68, 136], answered);
        Assert.NotNull(Answer(one, RoundChange(2, uint.MaxValue)));
        Assert.NotNull(Answer(one, RoundChange(3, uint.MaxValue)));
        Assert.Null(Answer(one, RoundChange(3, uint.MaxValue)));
    }

    private static QbftEffect? Answer(Participant decided, QbftEnvelope change)
    {
        QbftTransition answer = Qbft.Apply(decided.State, new QbftInput.Received(change));
        if (answer.Effects.Count > 0)
        {
            decided.Receives(change, $"send decision to {change.Message.Sender}");
        }

        return answer.Effects.SingleOrDefault();
    }
}

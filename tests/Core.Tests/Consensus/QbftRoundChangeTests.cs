using TrustlessPools.Consensus;
using static TrustlessPools.Core.Tests.Consensus.Committee;

namespace TrustlessPools.Core.Tests.Consensus;

/// <summary>
/// Algorithm 3: timers, catching up, and the proposals of later leaders. Participant r leads round r.
/// </summary>
public sealed class QbftRoundChangeTests
{
    private static readonly Committee Four = new(4);

    [Fact]
    public void A_silent_leader_is_followed_by_the_next()
    {
        var two = new Participant(Four, 2);
        two.IsReady("B")
            .TimesOut(1, "timer 2", "send round change 2")
            .Receives(RoundChange(3, 2))
            .Receives(RoundChange(4, 2), "send proposal 2 B", "timer 2", "judge B");
        Assert.Equal(3, two.Sent[^1].Justification.Count);
        new Participant(Four, 3)
            .TimesOut(1, "timer 2", "send round change 2")
            .Receives(two.Sent[^1], "timer 2", "judge B")
            .Judges("B", true, "send prepare 2 B");
    }

    [Fact]
    public void A_timer_of_another_round_means_nothing()
    {
        new Participant(Four, 2)
            .TimesOut(2)
            .TimesOut(1, "timer 2", "send round change 2")
            .TimesOut(1)
            .TimesOut(2, "timer 3", "send round change 3");
    }

    [Fact]
    public void A_leader_without_a_value_waits_for_it()
    {
        new Participant(Four, 2)
            .TimesOut(1, "timer 2", "send round change 2")
            .Receives(RoundChange(3, 2))
            .Receives(RoundChange(4, 2))
            .IsReady("B", "send proposal 2 B", "timer 2", "judge B");
    }

    [Fact]
    public void Who_is_prepared_tells_so_and_proves_it()
    {
        var three = new Participant(Four, 3);
        three.Receives(Proposal(1, 1, "A"), "timer 1", "judge A")
            .Judges("A", true, "send prepare 1 A")
            .Receives(Prepare(1, 1, "A"))
            .Receives(Prepare(2, 1, "A"), "send commit 1 A")
            .TimesOut(1, "timer 2", "send round change 2 prepared 1 A");
        QbftEnvelope change = three.Sent[^1];
        Assert.Equal(Value("A"), change.Value);
        Assert.Equal([1u, 2u, 3u], change.Justification.Select(static p => p.Sender.Value));
        new Participant(Four, 2)
            .IsReady("B")
            .TimesOut(1, "timer 2", "send round change 2")
            .Receives(RoundChange(4, 2))
            .Receives(change, "send proposal 2 A", "timer 2", "judge A");
    }

    [Fact]
    public void Of_what_was_prepared_the_highest_round_is_proposed()
    {
        var four = new Participant(Four, 4);
        four.IsReady("C")
            .Receives(RoundChange(1, 4, 2, "B", 1, 2, 3))
            .Receives(
                RoundChange(2, 4, 1, "A", 1, 2, 3),
                "timer 4",
                "send round change 4",
                "send proposal 4 B",
                "timer 4",
                "judge B");
        QbftEnvelope proposal = four.Sent[^1];
        new Participant(Four, 3)
            .Receives(proposal, "timer 4", "judge B")
            .Judges("B", true, "send prepare 4 B");
    }

    [Fact]
    public void A_value_prepared_before_is_judged_again()
    {
        new Participant(Four, 3)
            .Receives(Proposal(1, 1, "A"), "timer 1", "judge A")
            .Judges("A", true, "send prepare 1 A")
            .TimesOut(1, "timer 2", "send round change 2")
            .Receives(
                Proposal(2, 2, "A", [
                    RoundChange(1, 2, 1, "A", 1, 2, 3).Message,
                    RoundChange(2, 2).Message,
                    RoundChange(4, 2).Message,
                    Prepare(1, 1, "A"), Prepare(2, 1, "A"), Prepare(3, 1, "A")]),
                "timer 2",
                "judge A")
            .Judges("A", false)
            .Receives(Prepare(1, 2, "A"))
            .Receives(Prepare(2, 2, "A"))
            .Receives(Prepare(4, 2, "A"));
    }

    [Fact]
    public void F_plus_one_rounds_ahead_are_followed_to_the_smallest()
    {
        new Participant(Four, 2)
            .Receives(RoundChange(4, 7))
            .Receives(RoundChange(3, 5), "timer 5", "send round change 5")
            .Receives(RoundChange(1, 6), "timer 6", "send round change 6");
    }

    [Fact]
    public void F_rounds_ahead_are_not_followed()
    {
        new Participant(new Committee(7), 2)
            .Receives(RoundChange(4, uint.MaxValue))
            .Receives(RoundChange(5, uint.MaxValue))
            .Receives(RoundChange(5, uint.MaxValue))
            .TimesOut(1, "timer 2", "send round change 2")
            .Receives(RoundChange(6, 2))
            .Receives(RoundChange(7, 3), "timer 3", "send round change 3");
    }

    [Fact]
    public void A_justified_proposal_of_a_later_round_is_followed()
    {
        new Participant(Four, 2)
            .Receives(
                Proposal(3, 3, "A", [
                    RoundChange(1, 3).Message, RoundChange(3, 3).Message, RoundChange(4, 3).Message]),
                "timer 3",
                "judge A")
            .Judges("A", true, "send prepare 3 A")
            .TimesOut(1)
            .TimesOut(3, "timer 4", "send round change 4");
    }

    [Fact]
    public void Messages_of_earlier_rounds_are_passed_over()
    {
        new Participant(Four, 2)
            .TimesOut(1, "timer 2", "send round change 2")
            .TimesOut(2, "timer 3", "send round change 3")
            .Receives(Proposal(1, 1, "A"))
            .Receives(Prepare(1, 1, "A"))
            .Receives(RoundChange(1, 2))
            .Receives(RoundChange(3, 2))
            .Receives(RoundChange(4, 2));
    }

    [Fact]
    public void Of_two_round_changes_the_first_counts_and_the_later_replaces_it()
    {
        new Participant(Four, 2)
            .Receives(RoundChange(3, 2))
            .Receives(RoundChange(3, 2))
            .Receives(
                RoundChange(3, 2, 1, "A", 1, 3, 4), "3 said round change 2 and round change 2 prepared 1 A")
            .Receives(RoundChange(3, 2, 1, "A", 1, 3, 4))
            .Receives(RoundChange(3, 4))
            .Receives(RoundChange(4, 2), "timer 2", "send round change 2");
    }

    [Fact]
    public void Round_changes_of_other_rounds_do_not_help_the_leader()
    {
        new Participant(Four, 2)
            .IsReady("B")
            .TimesOut(1, "timer 2", "send round change 2")
            .Receives(RoundChange(3, 2))
            .Receives(RoundChange(4, 3))
            .Receives(RoundChange(1, 2), "send proposal 2 B", "timer 2", "judge B");
    }

    [Fact]
    public void A_certificate_padded_with_repetitions_is_passed_on_without_them()
    {
        var two = new Participant(Four, 2);
        two.TimesOut(1, "timer 2", "send round change 2")
            .Receives(RoundChange(3, 2, 1, "A", 1, 1, 1, 3, 3, 3, 4, 4))
            .Receives(RoundChange(4, 2), "send proposal 2 A", "timer 2", "judge A");
        QbftEnvelope proposal = two.Sent[^1];
        Assert.Equal(6, proposal.Justification.Count);
        new Participant(Four, 1).Receives(proposal, "timer 2", "judge A");
    }

    /// <summary>
    /// The hidden lock of malachite issue 956: a faulty participant lets each leader alone become prepared,
    /// on another value each time. In QBFT nobody refuses what a quorum of round changes justifies, and every
    /// round change carries its proof, so that the first round without loss decides.
    /// </summary>
    [Fact]
    public void A_lock_that_nobody_else_saw_stops_nothing()
    {
        // Participant 4 is faulty. It prepares with 1 and 2 in round 1, but only 1 gets to see that.
        var one = new Participant(Four, 1);
        one.IsReady("A", "send proposal 1 A", "timer 1", "judge A")
            .Judges("A", true, "send prepare 1 A")
            .Receives(Prepare(2, 1, "A"))
            .Receives(Prepare(4, 1, "A"), "send commit 1 A")
            .TimesOut(1, "timer 2", "send round change 2 prepared 1 A");

        // The leader of round 2 hears of it too late and proposes its own value, which 1 must not refuse.
        var two = new Participant(Four, 2);
        two.IsReady("B")
            .TimesOut(1, "timer 2", "send round change 2")
            .Receives(RoundChange(3, 2))
            .Receives(RoundChange(4, 2), "send proposal 2 B", "timer 2", "judge B")
            .Judges("B", true, "send prepare 2 B")
            .Receives(one.Sent[^1]);
        QbftEnvelope proposal = two.Sent.Single(static e => e.Message.Message.Kind == QbftKind.Proposal);
        one.Receives(proposal, "timer 2", "judge B")
            .Judges("B", true, "send prepare 2 B");

        // Only 2 sees a quorum for B: two different values are prepared now, in rounds 1 and 2.
        two.Receives(one.Sent[^1].Message)
            .Receives(Prepare(4, 2, "B"), "send commit 2 B")
            .TimesOut(2, "timer 3", "send round change 3 prepared 2 B");
        one.TimesOut(2, "timer 3", "send round change 3 prepared 1 A");

        // Round 3 loses nothing more, and 4 says nothing more.
        var three = new Participant(Four, 3);
        three.IsReady("C")
            .Receives(one.Sent[^1])
            .Receives(
                two.Sent[^1], "timer 3", "send round change 3", "send proposal 3 B", "timer 3", "judge B")
            .Judges("B", true, "send prepare 3 B");
        one.Receives(three.Sent[1], "timer 3", "judge B").Judges("B", true, "send prepare 3 B");
        two.Receives(three.Sent[1], "timer 3", "judge B").Judges("B", true, "send prepare 3 B");
        three.Receives(one.Sent[^1]).Receives(two.Sent[^1], "send commit 3 B");
        one.Receives(two.Sent[^1]).Receives(three.Sent[^2], "send commit 3 B");
        two.Receives(three.Sent[^2]).Receives(three.Sent[^1])
            .Receives(one.Sent[^1])
            .Receives(one.Sent[^2], "send commit 3 B", "decided B in 3 by 1 2 3");
    }
}

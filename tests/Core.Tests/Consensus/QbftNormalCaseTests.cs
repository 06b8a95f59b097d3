using TrustlessPools.Consensus;
using static TrustlessPools.Core.Tests.Consensus.Committee;

namespace TrustlessPools.Core.Tests.Consensus;

/// <summary>Algorithm 2: proposal, prepare, commit, decision. Participant 1 leads round 1.</summary>
public sealed class QbftNormalCaseTests
{
    private static readonly Committee Four = new(4);

    [Fact]
    public void A_follower_prepares_commits_and_decides()
    {
        var two = new Participant(Four, 2);
        Assert.Equal(["timer 1"], two.Opening);
        two.Receives(Proposal(1, 1, "A"), "timer 1", "judge A")
            .Judges("A", true, "send prepare 1 A")
            .Receives(Prepare(1, 1, "A"))
            .Receives(Prepare(3, 1, "A"), "send commit 1 A")
            .Receives(Prepare(4, 1, "A"))
            .Receives(Commit(1, 1, "A"))
            .Receives(Commit(4, 1, "A"), "decided A in 1 by 1 2 4")
            .Receives(Commit(3, 1, "A"))
            .TimesOut(1)
            .Then(new QbftInput.Resend());
        Assert.Equal(Value("A"), two.State.Decision!.Value);
    }

    [Fact]
    public void The_leader_proposes_its_value_and_judges_it_like_any_other()
    {
        new Participant(Four, 1)
            .IsReady("A", "send proposal 1 A", "timer 1", "judge A")
            .IsReady("B")
            .Judges("A", true, "send prepare 1 A");
    }

    [Fact]
    public void A_follower_does_not_propose_its_value() => new Participant(Four, 2).IsReady("A");

    [Fact]
    public void One_participant_alone_decides()
    {
        new Participant(new Committee(1), 1)
            .IsReady("A", "send proposal 1 A", "timer 1", "judge A")
            .Judges("A", true, "send prepare 1 A", "send commit 1 A", "decided A in 1 by 1");
    }

    [Fact]
    public void A_late_proposal_finds_the_votes_that_came_before_it()
    {
        new Participant(Four, 2)
            .Receives(Prepare(3, 1, "A"))
            .Receives(Prepare(4, 1, "A"))
            .Receives(Prepare(1, 1, "A"))
            .Receives(Commit(1, 1, "A"))
            .Receives(Commit(3, 1, "A"))
            .Receives(Proposal(1, 1, "A"), "timer 1", "judge A")
            .Judges("A", true, "send prepare 1 A", "send commit 1 A", "decided A in 1 by 1 2 3");
    }

    [Fact]
    public void A_quorum_of_commits_waits_for_the_value_and_then_decides_without_a_verdict()
    {
        new Participant(Four, 2)
            .Receives(Commit(1, 1, "A"))
            .Receives(Commit(3, 1, "A"))
            .Receives(Commit(4, 1, "A"))
            .Receives(Proposal(1, 1, "A"), "decided A in 1 by 1 3 4");
    }

    [Fact]
    public void A_quorum_of_commits_decides_in_a_later_round_too()
    {
        new Participant(Four, 2)
            .TimesOut(1, "timer 2", "send round change 2")
            .Receives(Commit(1, 1, "A"))
            .Receives(Commit(3, 1, "A"))
            .Receives(Commit(4, 1, "A"))
            .Receives(Proposal(1, 1, "A"), "decided A in 1 by 1 3 4");
    }

    [Fact]
    public void A_value_that_the_commits_do_not_name_decides_nothing()
    {
        QbftEnvelope swapped = Proposal(1, 1, "A") with { Value = Value("B") };
        new Participant(Four, 2)
            .Receives(Commit(1, 1, "A"))
            .Receives(Commit(3, 1, "A"))
            .Receives(Commit(4, 1, "A"))
            .Receives(swapped, "refused 1: OtherDigest")
            .Receives(Proposal(1, 1, "B"), "timer 1", "judge B");
    }

    [Fact]
    public void Commits_of_different_rounds_are_no_quorum_together()
    {
        new Participant(Four, 2)
            .Receives(Proposal(1, 1, "A"), "timer 1", "judge A")
            .Receives(Commit(1, 1, "A"))
            .Receives(Commit(3, 1, "A"))
            .Receives(Commit(4, 2, "A"));
    }

    [Fact]
    public void Prepares_for_different_values_are_no_quorum_together()
    {
        new Participant(Four, 2)
            .Receives(Proposal(1, 1, "A"), "timer 1", "judge A")
            .Judges("A", true, "send prepare 1 A")
            .Receives(Prepare(1, 1, "A"))
            .Receives(Prepare(3, 1, "B"))
            .Receives(Prepare(4, 1, "A"), "send commit 1 A");
    }

    [Fact]
    public void A_verdict_that_is_late_holds_the_prepare_and_the_commit_back()
    {
        new Participant(Four, 2)
            .Receives(Proposal(1, 1, "A"), "timer 1", "judge A")
            .Receives(Prepare(1, 1, "A"))
            .Receives(Prepare(3, 1, "A"))
            .Receives(Prepare(4, 1, "A"))
            .Judges("B", true)
            .Judges("A", true, "send prepare 1 A", "send commit 1 A");
    }

    [Fact]
    public void An_invalid_value_is_never_prepared_whatever_the_others_do()
    {
        new Participant(Four, 2)
            .Receives(Proposal(1, 1, "A"), "timer 1", "judge A")
            .Judges("A", false)
            .Judges("A", true)
            .Receives(Prepare(1, 1, "A"))
            .Receives(Prepare(3, 1, "A"))
            .Receives(Prepare(4, 1, "A"))
            .TimesOut(1, "timer 2", "send round change 2");
    }

    [Fact]
    public void A_value_that_others_decided_is_decided_in_spite_of_the_own_verdict()
    {
        new Participant(Four, 2)
            .Receives(Proposal(1, 1, "A"), "timer 1", "judge A")
            .Judges("A", false)
            .Receives(Commit(1, 1, "A"))
            .Receives(Commit(3, 1, "A"))
            .Receives(Commit(4, 1, "A"), "decided A in 1 by 1 3 4");
    }

    [Fact]
    public void Of_two_proposals_the_first_counts_and_evidence_is_given_once()
    {
        new Participant(Four, 2)
            .Receives(Proposal(1, 1, "A"), "timer 1", "judge A")
            .Receives(Proposal(1, 1, "A"))
            .Receives(Proposal(1, 1, "B"), "1 said proposal 1 A and proposal 1 B")
            .Receives(Proposal(1, 1, "B"))
            .Receives(Proposal(1, 1, "C"))
            .Judges("B", true)
            .Judges("A", true, "send prepare 1 A");
    }

    [Fact]
    public void Of_two_votes_the_first_counts_and_evidence_is_given_once()
    {
        new Participant(Four, 2)
            .Receives(Proposal(1, 1, "A"), "timer 1", "judge A")
            .Judges("A", true, "send prepare 1 A")
            .Receives(Prepare(3, 1, "B"))
            .Receives(Prepare(3, 1, "A"), "3 said prepare 1 B and prepare 1 A")
            .Receives(Prepare(3, 1, "C"))
            .Receives(Prepare(4, 1, "A"))
            .Receives(Commit(3, 1, "A"))
            .Receives(Commit(3, 1, "B"), "3 said commit 1 A and commit 1 B")
            .Receives(Commit(3, 1, "B"))
            .Receives(Prepare(1, 1, "A"), "send commit 1 A");
    }

    [Fact]
    public void A_vote_of_a_later_round_is_evidence_of_its_own()
    {
        new Participant(Four, 2)
            .Receives(Prepare(3, 1, "B"))
            .Receives(Prepare(3, 1, "A"), "3 said prepare 1 B and prepare 1 A")
            .Receives(Prepare(3, 2, "B"))
            .Receives(Prepare(3, 2, "A"), "3 said prepare 2 B and prepare 2 A")
            .Receives(Prepare(3, 1, "A"));
    }

    [Fact]
    public void A_repeated_vote_counts_once()
    {
        new Participant(Four, 2)
            .Receives(Proposal(1, 1, "A"), "timer 1", "judge A")
            .Receives(Commit(1, 1, "A"))
            .Receives(Commit(1, 1, "A"))
            .Receives(Commit(1, 1, "A"))
            .Receives(Commit(3, 1, "A"));
    }

    [Fact]
    public void Seven_need_five()
    {
        new Participant(new Committee(7), 2)
            .Receives(Proposal(1, 1, "A"), "timer 1", "judge A")
            .Judges("A", true, "send prepare 1 A")
            .Receives(Prepare(1, 1, "A"))
            .Receives(Prepare(3, 1, "A"))
            .Receives(Prepare(4, 1, "A"))
            .Receives(Prepare(5, 1, "A"), "send commit 1 A")
            .Receives(Commit(1, 1, "A"))
            .Receives(Commit(3, 1, "A"))
            .Receives(Commit(4, 1, "A"))
            .Receives(Commit(7, 1, "A"), "decided A in 1 by 1 2 3 4 7");
    }
}

using TrustlessPools.Consensus;
using TrustlessPools.Primitives;
using static TrustlessPools.Core.Tests.Consensus.Committee;

namespace TrustlessPools.Core.Tests.Consensus;

/// <summary>
/// Every rule that refuses a message, and that a refusal changes nothing. Participant r leads round r.
/// </summary>
public sealed class QbftRefusalTests
{
    private static readonly Committee Four = new(4);
    private static readonly Hash32 Other = Hash32.Sha256("another instance"u8);

    private static readonly SignedQbftMessage[] Unprepared =
        [RoundChange(1, 2).Message, RoundChange(3, 2).Message, RoundChange(4, 2).Message];

    private static readonly SignedQbftMessage[] PreparedOnA =
        [RoundChange(1, 2, 1, "A", 1, 3, 4).Message, RoundChange(3, 2).Message, RoundChange(4, 2).Message];

    private static readonly SignedQbftMessage[] PreparesOfA =
        [Prepare(1, 1, "A"), Prepare(3, 1, "A"), Prepare(4, 1, "A")];

    [Fact]
    public void An_unknown_sender() => Refuses(
        Bare(5, Prepare(5, 1, "A").Message), new QbftRefusal.UnknownSender(Supplied: new(5)));

    [Fact]
    public void Nobody_as_sender() => Refuses(
        Bare(0, Prepare(0, 1, "A").Message), new QbftRefusal.UnknownSender(Supplied: default));

    [Fact]
    public void Another_instance() => Refuses(
        Bare(1, QbftMessage.Prepare(Other, Round.First, Digest("A"))),
        new QbftRefusal.OtherInstance(Supplied: Other, Permitted: Instance));

    [Fact]
    public void No_round() => Refuses(Bare(1, Prepare(1, 0, "A").Message), new QbftRefusal.NoRound());

    [Fact]
    public void A_commit_with_a_prepared_round() => Refuses(
        Bare(1, Commit(1, 3, "A").Message with { PreparedRound = Round.First }),
        new QbftRefusal.MisplacedField(QbftKind.Commit));

    [Fact]
    public void A_prepare_with_a_prepared_digest() => Refuses(
        Bare(1, Prepare(1, 3, "A").Message with { PreparedDigest = Digest("A") }),
        new QbftRefusal.MisplacedField(QbftKind.Prepare));

    [Fact]
    public void A_round_change_with_a_digest() => Refuses(
        Bare(1, RoundChange(1, 2).Message.Message with { Digest = Digest("A") }),
        new QbftRefusal.MisplacedField(QbftKind.RoundChange));

    [Fact]
    public void A_round_change_with_half_of_what_was_prepared() => Refuses(
        Bare(1, RoundChange(1, 2).Message.Message with { PreparedRound = Round.First }),
        new QbftRefusal.MisplacedField(QbftKind.RoundChange));

    [Fact]
    public void A_prepare_with_a_value() => Refuses(
        new(Prepare(1, 1, "A"), Value("A"), []), new QbftRefusal.MisplacedValue(QbftKind.Prepare));

    [Fact]
    public void A_prepare_with_a_justification() => Refuses(
        new(Prepare(1, 1, "A"), default, [Prepare(3, 1, "A")]),
        new QbftRefusal.MisplacedJustification(QbftKind.Prepare));

    [Fact]
    public void A_commit_with_a_justification_but_no_value() => Refuses(
        new(Commit(1, 1, "A"), default, [Commit(3, 1, "A")]),
        new QbftRefusal.MisplacedJustification(QbftKind.Commit));

    [Fact]
    public void A_proposal_without_a_value() => Refuses(
        Proposal(1, 1, "A") with { Value = default }, new QbftRefusal.MissingValue(QbftKind.Proposal));

    [Fact]
    public void A_proposal_of_another_value_than_it_names() => Refuses(
        Proposal(1, 1, "A") with { Value = Value("B") },
        new QbftRefusal.OtherDigest(Supplied: Digest("B"), Permitted: Digest("A")));

    [Fact]
    public void A_proposal_of_somebody_who_does_not_lead() => Refuses(
        Proposal(4, 1, "A"), new QbftRefusal.NotTheLeader(Supplied: new(4), Permitted: new(1)));

    [Fact]
    public void A_second_proposal_of_somebody_who_does_not_lead() => new Participant(Four, 2)
        .Receives(Proposal(1, 1, "A"), "timer 1", "judge A")
        .Receives(Proposal(3, 1, "B"), "refused 3: NotTheLeader");

    [Fact]
    public void A_justified_proposal_of_round_1() => Refuses(
        Proposal(1, 1, "A", Unprepared), new QbftRefusal.MisplacedJustification(QbftKind.Proposal));

    [Fact]
    public void A_proposal_without_a_quorum_of_round_changes() => Refuses(
        Proposal(2, 2, "A", Unprepared[..2]),
        new QbftRefusal.RoundChangesBelowQuorum(Supplied: 2, Permitted: 3));

    [Fact]
    public void A_proposal_that_counts_a_round_change_twice() => Refuses(
        Proposal(2, 2, "A", [.. Unprepared[..2], Unprepared[0]]),
        new QbftRefusal.RoundChangesBelowQuorum(Supplied: 2, Permitted: 3));

    [Fact]
    public void A_proposal_with_round_changes_of_another_round() => Refuses(
        Proposal(2, 2, "A", [.. Unprepared[..2], RoundChange(1, 3).Message]),
        new QbftRefusal.StrayJustification(RoundChange(1, 3).Message.Message));

    [Fact]
    public void A_proposal_with_round_changes_of_another_instance()
    {
        SignedQbftMessage replayed = Sign(1, QbftMessage.RoundChange(Other, new(2), null));
        Refuses(
            Proposal(2, 2, "A", [.. Unprepared[1..], replayed]),
            new QbftRefusal.OtherJustifiedInstance(Supplied: Other, Permitted: Instance));
    }

    [Fact]
    public void A_proposal_with_a_round_change_of_a_stranger() => Refuses(
        Proposal(2, 2, "A", [.. Unprepared, RoundChange(9, 2).Message]),
        new QbftRefusal.UnknownJustifier(Supplied: new(9)));

    [Fact]
    public void A_proposal_justified_by_commits() => Refuses(
        Proposal(2, 2, "A", [.. Unprepared, Commit(1, 1, "A")]),
        new QbftRefusal.StrayJustification(Commit(1, 1, "A").Message));

    [Fact]
    public void A_proposal_with_a_round_change_that_has_a_digest()
    {
        QbftMessage odd = RoundChange(1, 2).Message.Message with { Digest = Digest("A") };
        Refuses(
            Proposal(2, 2, "A", [.. Unprepared[1..], Sign(1, odd)]), new QbftRefusal.StrayJustification(odd));
    }

    [Fact]
    public void A_proposal_with_a_round_change_prepared_in_its_own_round() => Refuses(
        Proposal(2, 2, "A", [.. Unprepared[1..], RoundChange(1, 2, 2, "A", 1, 3, 4).Message]),
        new QbftRefusal.PreparedRoundNotBelow(Supplied: new(2), Permitted: new(1)));

    [Fact]
    public void A_proposal_of_another_value_than_was_prepared() => Refuses(
        Proposal(2, 2, "B", [.. PreparedOnA, .. PreparesOfA]),
        new QbftRefusal.NotHighestPrepared(Supplied: Digest("B"), Permitted: Digest("A")));

    [Fact]
    public void A_proposal_of_a_value_that_was_prepared_but_not_last() => Refuses(
        Proposal(4, 4, "A", [
            RoundChange(1, 4, 1, "A", 1, 3, 4).Message,
            RoundChange(2, 4, 2, "B", 1, 3, 4).Message,
            RoundChange(4, 4).Message,
            .. PreparesOfA]),
        new QbftRefusal.NotHighestPrepared(Supplied: Digest("A"), Permitted: Digest("B")));

    [Fact]
    public void A_proposal_of_a_prepared_value_without_its_prepares() => Refuses(
        Proposal(2, 2, "A", [.. PreparedOnA, .. PreparesOfA[..2], PreparesOfA[0]]),
        new QbftRefusal.PreparesBelowQuorum(Supplied: 2, Permitted: 3));

    [Fact]
    public void A_proposal_of_a_prepared_value_with_prepares_of_another_round() => Refuses(
        Proposal(2, 2, "A", [.. PreparedOnA, .. PreparesOfA[..2], Prepare(4, 3, "A")]),
        new QbftRefusal.StrayJustification(Prepare(4, 3, "A").Message));

    [Fact]
    public void A_proposal_of_a_prepared_value_with_prepares_of_another_value() => Refuses(
        Proposal(2, 2, "A", [.. PreparedOnA, .. PreparesOfA[..2], Prepare(4, 1, "B")]),
        new QbftRefusal.StrayJustification(Prepare(4, 1, "B").Message));

    [Fact]
    public void An_unprepared_round_change_with_a_justification() => Refuses(
        RoundChange(1, 2) with { Justification = [.. PreparesOfA] },
        new QbftRefusal.MisplacedJustification(QbftKind.RoundChange));

    [Fact]
    public void An_unprepared_round_change_with_a_value() => Refuses(
        RoundChange(1, 2) with { Value = Value("A") }, new QbftRefusal.MisplacedValue(QbftKind.RoundChange));

    [Fact]
    public void A_prepared_round_change_without_its_value() => Refuses(
        RoundChange(1, 2, 1, "A", 1, 3, 4) with { Value = default },
        new QbftRefusal.MissingValue(QbftKind.RoundChange));

    [Fact]
    public void A_prepared_round_change_with_another_value() => Refuses(
        RoundChange(1, 2, 1, "A", 1, 3, 4) with { Value = Value("B") },
        new QbftRefusal.OtherDigest(Supplied: Digest("B"), Permitted: Digest("A")));

    [Fact]
    public void A_round_change_prepared_in_its_own_round() => Refuses(
        RoundChange(1, 2, 2, "A", 1, 3, 4),
        new QbftRefusal.PreparedRoundNotBelow(Supplied: new(2), Permitted: new(1)));

    [Fact]
    public void A_prepared_round_change_without_a_quorum_of_prepares() => Refuses(
        RoundChange(1, 2, 1, "A", 1, 3, 3),
        new QbftRefusal.PreparesBelowQuorum(Supplied: 2, Permitted: 3));

    [Fact]
    public void A_prepared_round_change_with_prepares_of_another_round() => Refuses(
        RoundChange(1, 3, 2, "A", 1, 3, 4) with { Justification = [.. PreparesOfA] },
        new QbftRefusal.StrayJustification(PreparesOfA[0].Message));

    [Fact]
    public void A_prepared_round_change_with_prepares_of_another_value() => Refuses(
        RoundChange(1, 2, 1, "B", 1, 3, 4) with { Justification = [.. PreparesOfA] },
        new QbftRefusal.StrayJustification(PreparesOfA[0].Message));

    [Fact]
    public void A_prepared_round_change_with_prepares_of_another_instance()
    {
        SignedQbftMessage replayed = Sign(4, QbftMessage.Prepare(Other, Round.First, Digest("A")));
        Refuses(
            RoundChange(1, 2, 1, "A", 1, 3) with { Justification = [.. PreparesOfA[..2], replayed] },
            new QbftRefusal.OtherJustifiedInstance(Supplied: Other, Permitted: Instance));
    }

    [Fact]
    public void A_prepared_round_change_with_a_prepare_of_a_stranger() => Refuses(
        RoundChange(1, 2, 1, "A", 1, 3, 9), new QbftRefusal.UnknownJustifier(Supplied: new(9)));

    [Fact]
    public void A_justification_of_more_than_two_messages_a_participant()
    {
        QbftEnvelope full = Proposal(2, 2, "A", [.. Unprepared, .. Unprepared, .. Unprepared[..2]]);
        QbftEnvelope overfull = full with { Justification = full.Justification.Add(Unprepared[0]) };
        Refuses(overfull, new QbftRefusal.TooManyJustifications(Supplied: 9, Permitted: 8));
        new Participant(Four, 3).Receives(full, "timer 2", "judge A");
    }

    [Fact]
    public void An_own_message_that_was_not_asked_for()
    {
        Refuses(Bare(3, Prepare(3, 1, "A").Message), new QbftRefusal.NotAskedFor(Prepare(3, 1, "A").Message));
        Refuses(RoundChange(3, 9), new QbftRefusal.NotAskedFor(RoundChange(3, 9).Message.Message));
    }

    [Fact]
    public void An_own_message_that_contradicts_what_was_sent() => new Participant(Four, 2)
        .Receives(Proposal(1, 1, "A"), "timer 1", "judge A")
        .Judges("A", true, "send prepare 1 A")
        .Receives(Prepare(2, 1, "A"))
        .Receives(Prepare(2, 1, "B"), "refused 2: NotAskedFor")
        .TimesOut(1, "timer 2", "send round change 2")
        .Receives(Prepare(2, 1, "A"));

    [Fact]
    public void A_decision_without_a_quorum() => Refuses(
        Decision(1, "A", 1, 2, 2), new QbftRefusal.CommitsBelowQuorum(Supplied: 2, Permitted: 3));

    [Fact]
    public void A_decision_with_a_commit_of_a_stranger() => Refuses(
        Decision(1, "A", 1, 2, 9), new QbftRefusal.UnknownJustifier(Supplied: new(9)));

    [Fact]
    public void A_decision_with_commits_of_two_rounds() => Refuses(
        Decision(1, "A", 1, 2) with { Justification = [Commit(2, 1, "A"), Commit(4, 2, "A")] },
        new QbftRefusal.StrayJustification(Commit(4, 2, "A").Message));

    [Fact]
    public void A_decision_with_prepares() => Refuses(
        Decision(1, "A", 1) with { Justification = [Prepare(2, 1, "A"), Prepare(4, 1, "A")] },
        new QbftRefusal.StrayJustification(Prepare(2, 1, "A").Message));

    [Fact]
    public void A_decision_of_another_value_than_its_commits_name() => Refuses(
        Decision(1, "A", 1, 2, 4) with { Value = Value("B") },
        new QbftRefusal.OtherDigest(Supplied: Digest("B"), Permitted: Digest("A")));

    [Fact]
    public void A_certificate_against_the_decision() => new Participant(Four, 3)
        .Receives(Decision(1, "A", 1, 2, 4), "decided A in 1 by 1 2 4")
        .Receives(Decision(2, "A", 1, 2, 4))
        .Receives(Decision(1, "B", 1, 2), "refused 1: CommitsBelowQuorum")
        .Receives(Decision(2, "B", 1, 2, 4), "refused 1: ContradictsDecision");

    /// <summary>
    /// Participant 3 refuses the envelope for the reason, and is afterwards as it was before.
    /// </summary>
    private static void Refuses(QbftEnvelope envelope, QbftRefusal reason)
    {
        QbftState before = new Participant(Four, 3).State;
        QbftTransition after = Qbft.Apply(before, new QbftInput.Received(envelope));
        Assert.Equal([new QbftEffect.Refused(envelope.Message.Sender, reason)], after.Effects);
        Assert.Equal(before, after.State);
    }
}

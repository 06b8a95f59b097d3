using TrustlessPools.Primitives;

namespace TrustlessPools.Consensus;

/// <summary>
/// The paper's Algorithm 2: proposals are prepared, prepared values committed, committed values decided.
/// </summary>
internal static class NormalCase
{
    /// <summary>Takes a proposal of good form: refuses it, or holds it and asks for a verdict.</summary>
    public static QbftTransition ReceiveProposal(QbftTransition step, QbftEnvelope envelope)
    {
        QbftState state = step.State;
        SignedQbftMessage signed = envelope.Message;
        if (signed.Message.Round < state.Round)
        {
            return step;
        }

        if (state.Proposal is not null && signed.Message.Round == state.Round)
        {
            return CompareProposals(step, state.Proposal, signed);
        }

        QbftRefusal? flaw = Justification.FlawInProposal(state.Settings, envelope);
        return flaw is null ? HoldProposal(step, envelope) : step.Refuse(signed, flaw);
    }

    /// <summary>Holds a justified proposal of the current round or a later one, which is entered.</summary>
    // Algorithm 2:1 and 2:2. A justified proposal shows a quorum in its round, so that going there is safe;
    // the prepare waits until the value is known to be valid.
    public static QbftTransition HoldProposal(QbftTransition step, QbftEnvelope envelope)
    {
        QbftMessage message = envelope.Message.Message;
        step = message.Round > step.State.Round
            ? step.Enter(message.Round)
            : step.And(new QbftEffect.StartTimer(message.Round));
        return step
            .With(step.State with { Proposal = new(envelope.Message, envelope.Value) })
            .And(new QbftEffect.Judge(message.Digest, envelope.Value));
    }

    /// <summary>Takes the host's verdict on the held proposal. The first one stays.</summary>
    public static QbftTransition ReceiveVerdict(QbftTransition step, QbftInput.Judged verdict)
    {
        QbftState state = step.State;
        return state.Proposal is { IsValid: null } held && held.Signed.Message.Digest == verdict.Digest
            ? step.With(state with { Proposal = held with { IsValid = verdict.IsValid } })
            : step;
    }

    /// <summary>Takes a prepare of good form.</summary>
    public static QbftTransition ReceivePrepare(QbftTransition step, SignedQbftMessage signed)
    {
        QbftState state = step.State;
        int index = state.Settings.IndexOf(signed.Sender);
        return state.Prepares.Compare(index, signed.Message) switch
        {
            VoteStanding.Counts =>
                step.With(state with { Prepares = state.Prepares.With(index, new(signed)) }),
            VoteStanding.Contradicts => Report(step, signed),
            _ => step,
        };
    }

    /// <summary>
    /// Takes a commit of good form, and decides when it completes a quorum for a known value.
    /// </summary>
    public static QbftTransition ReceiveCommit(QbftTransition step, SignedQbftMessage signed)
    {
        QbftState state = step.State;
        int index = state.Settings.IndexOf(signed.Sender);
        return state.Commits.Compare(index, signed.Message) switch
        {
            VoteStanding.Counts => DecideBy(
                step.With(state with { Commits = state.Commits.With(index, new(signed)) }), signed.Message),
            VoteStanding.Contradicts => Report(step, signed),
            _ => step,
        };
    }

    /// <summary>Gives evidence of a vote that contradicts the one held, once.</summary>
    public static QbftTransition Report(QbftTransition step, SignedQbftMessage signed)
    {
        QbftState state = step.State;
        int index = state.Settings.IndexOf(signed.Sender);
        VoteBook book = state.BookOf(signed.Message.Kind);
        Vote held = book.Votes[index]!;
        return step
            .With(state.WithBook(signed.Message.Kind, book.With(index, held with { IsReported = true })))
            .And(new QbftEffect.Equivocated(signed.Sender, held.Signed, signed));
    }

    /// <summary>Sends the prepare for a valid proposal.</summary>
    /// <returns>Null when there is nothing to do.</returns>
    // Algorithm 2:3.
    public static QbftTransition? Prepare(QbftTransition step)
    {
        QbftState state = step.State;
        return state.Proposal is { IsValid: true } held && !state.HasSent(QbftKind.Prepare)
            ? step.Send(QbftMessage.Prepare(state.Settings.Instance, state.Round, held.Signed.Message.Digest))
            : null;
    }

    /// <summary>
    /// Becomes prepared on a quorum of prepares for the valid proposal, and sends the commit.
    /// </summary>
    /// <returns>Null when there is nothing to do.</returns>
    // Algorithm 2:4 to 2:7. The paper does not tie this to the own verdict; the Dafny specification does.
    public static QbftTransition? Commit(QbftTransition step)
    {
        QbftState state = step.State;
        if (state.Proposal is not { IsValid: true } held || state.HasSent(QbftKind.Commit))
        {
            return null;
        }

        Hash32 digest = held.Signed.Message.Digest;
        Sequence<SignedQbftMessage> prepares = state.Prepares.For(state.Round, digest);
        if (!Quorum.IsReached(prepares.Count, state.Settings.Participants.Count))
        {
            return null;
        }

        PreparedCertificate prepared = new(
            state.Round, digest, held.Value, Justification.FirstQuorum(state.Settings, prepares));
        return step
            .With(state with { Prepared = prepared })
            .Send(QbftMessage.Commit(state.Settings.Instance, state.Round, digest));
    }

    /// <summary>
    /// Decides on a value that has come after a quorum of commits for it, in whatever round that was.
    /// </summary>
    /// <param name="step">So far.</param>
    /// <param name="digest">The digest that the value should have.</param>
    /// <param name="value">Not empty, otherwise not checked yet.</param>
    /// <returns>Null when there is no such quorum, or the value is another.</returns>
    public static QbftTransition? DecideOn(QbftTransition step, Hash32 digest, ByteString value)
    {
        QbftState state = step.State;
        IGrouping<Round, SignedQbftMessage>? quorum = state.Commits
            .Select(m => m.Digest == digest)
            .GroupBy(static m => m.Message.Round)
            .FirstOrDefault(g => Quorum.IsReached(g.Count(), state.Settings.Participants.Count));
        return quorum is not null && QbftValue.DigestOf(value) == digest
            ? Decide(step, new(value, quorum.Key, quorum.ToSequence()))
            : null;
    }

    /// <summary>Ends the instance.</summary>
    // Algorithm 2:9 and 2:10.
    public static QbftTransition Decide(QbftTransition step, QbftDecision decision)
    {
        QbftState state = step.State;
        Invariant.Holds(state.Decision is null, "An instance decides once.");

        // Nothing but the decision matters any more, so nothing else stays in memory.
        return step
            .With(new QbftState(state.Settings) { Round = state.Round, Decision = decision })
            .And(new QbftEffect.Decided(decision));
    }

    // Algorithm 2:8. Commits of any round count.
    private static QbftTransition DecideBy(QbftTransition step, QbftMessage commit)
    {
        QbftState state = step.State;
        Sequence<SignedQbftMessage> commits = state.Commits.For(commit.Round, commit.Digest);
        ByteString value = state.ValueOf(commit.Digest);
        return value.Length > 0 && Quorum.IsReached(commits.Count, state.Settings.Participants.Count)
            ? Decide(step, new(value, commit.Round, commits))
            : step;
    }

    private static QbftTransition CompareProposals(
        QbftTransition step, HeldProposal held, SignedQbftMessage signed)
    {
        QbftState state = step.State;
        if (signed.Sender != held.Signed.Sender)
        {
            return step.Refuse(
                signed, new QbftRefusal.NotTheLeader(Supplied: signed.Sender, Permitted: held.Signed.Sender));
        }

        return held.IsReported || held.Signed.Message == signed.Message
            ? step
            : step
                .With(state with { Proposal = held with { IsReported = true } })
                .And(new QbftEffect.Equivocated(signed.Sender, held.Signed, signed));
    }
}

using TrustlessPools.Primitives;

namespace TrustlessPools.Consensus;

/// <summary>
/// The paper's Algorithm 3: rounds end, participants catch up, and the next leader proposes.
/// </summary>
internal static class RoundChanges
{
    /// <summary>Takes the end of a round's timer.</summary>
    // Algorithm 3:1 to 3:4.
    public static QbftTransition TimeOut(QbftTransition step, Round round) =>
        round == step.State.Round ? ChangeTo(step, round.Next) : step;

    /// <summary>Takes a round change of good form: refuses it, or holds it with its certificate.</summary>
    public static QbftTransition Receive(QbftTransition step, QbftEnvelope envelope)
    {
        QbftState state = step.State;
        SignedQbftMessage signed = envelope.Message;
        int index = state.Settings.IndexOf(signed.Sender);
        VoteStanding standing = state.RoundChanges.Compare(index, signed.Message);
        if (standing == VoteStanding.Contradicts)
        {
            return NormalCase.Report(step, signed);
        }

        if (standing == VoteStanding.TellsNothing || signed.Message.Round < state.Round)
        {
            return step;
        }

        QbftRefusal? flaw = Justification.FlawInRoundChange(state.Settings, envelope);
        return flaw is null ? step.With(Hold(state, envelope)) : step.Refuse(signed, flaw);
    }

    /// <summary>Holds a justified round change in place of what was held of its sender.</summary>
    public static QbftState Hold(QbftState state, QbftEnvelope envelope)
    {
        int index = state.Settings.IndexOf(envelope.Message.Sender);
        VoteBook book = state.RoundChanges.With(index, new(envelope.Message));
        var kept = new List<PreparedCertificate>();
        foreach (PreparedCertificate certificate in state.Certificates.Append(CertificateIn(state, envelope)))
        {
            // The first of each prepared value stays while somebody's round change tells of it.
            bool isKnown = kept.Exists(k => Proves(certificate, k.Round, k.Digest));
            bool isTold = book.Votes.Any(v => v is not null && Proves(certificate, v.Signed.Message));
            if (isTold && !isKnown)
            {
                kept.Add(certificate);
            }
        }

        return state with { RoundChanges = book, Certificates = kept.ToSequence() };
    }

    /// <summary>
    /// Goes to the smallest of the rounds ahead that f + 1 participants are in, so an honest one too.
    /// </summary>
    /// <returns>Null when there is nothing to do.</returns>
    // Algorithm 3:5 to 3:9.
    public static QbftTransition? CatchUp(QbftTransition step)
    {
        QbftState state = step.State;
        Sequence<SignedQbftMessage> ahead = state.RoundChanges.Select(m => m.Round > state.Round);
        return ahead.Count > state.Settings.FaultsTolerated
            ? ChangeTo(step, ahead.Min(static m => m.Message.Round))
            : null;
    }

    /// <summary>
    /// Proposes as the leader of the current round, once there is a value that may be proposed.
    /// </summary>
    /// <returns>Null when there is nothing to do.</returns>
    // Algorithm 1:11 and 3:11 to 3:16.
    public static QbftTransition? Propose(QbftTransition step)
    {
        QbftState state = step.State;
        if (!state.IsLeader || state.HasSent(QbftKind.Proposal))
        {
            return null;
        }

        if (state.Round == Round.First)
        {
            return Propose(step, state.Input, []);
        }

        Sequence<SignedQbftMessage> changes = state.RoundChanges.Of(state.Round);
        if (!Quorum.IsReached(changes.Count, state.Settings.Participants.Count))
        {
            return null;
        }

        Round highest = Justification.HighestPrepared(changes);
        if (highest.IsNone)
        {
            return Propose(step, state.Input, changes);
        }

        QbftMessage told = changes.First(m => m.Message.PreparedRound == highest).Message;
        PreparedCertificate certificate = state.Certificates.First(c => Proves(c, told));
        return Propose(step, certificate.Value, [.. changes.AsSpan(), .. certificate.Prepares.AsSpan()]);
    }

    private static QbftTransition? Propose(
        QbftTransition step, ByteString value, Sequence<SignedQbftMessage> justification)
    {
        // The own value may come late; it is proposed when it comes.
        if (value.Length == 0)
        {
            return null;
        }

        QbftState state = step.State;
        Hash32 digest = QbftValue.DigestOf(value);
        return step.Send(
            QbftMessage.Proposal(state.Settings.Instance, state.Round, digest), value, justification);
    }

    private static QbftTransition ChangeTo(QbftTransition step, Round round)
    {
        PreparedCertificate? prepared = step.State.Prepared;
        return step.Enter(round).Send(
            QbftMessage.RoundChange(step.State.Settings.Instance, round, prepared),
            prepared?.Value ?? ByteString.Empty,
            prepared?.Prepares ?? []);
    }

    private static PreparedCertificate CertificateIn(QbftState state, QbftEnvelope envelope)
    {
        QbftMessage message = envelope.Message.Message;

        // A value that is held already is not held twice.
        ByteString held = state.ValueOf(message.PreparedDigest);
        return new(
            message.PreparedRound,
            message.PreparedDigest,
            held.Length > 0 ? held : envelope.Value,
            Justification.FirstQuorum(state.Settings, envelope.Justification));
    }

    private static bool Proves(PreparedCertificate certificate, QbftMessage roundChange) =>
        !roundChange.PreparedRound.IsNone
        && Proves(certificate, roundChange.PreparedRound, roundChange.PreparedDigest);

    private static bool Proves(PreparedCertificate certificate, Round round, Hash32 digest) =>
        certificate.Round == round && certificate.Digest == digest;
}

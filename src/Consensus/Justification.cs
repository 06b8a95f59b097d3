using TrustlessPools.Primitives;

namespace TrustlessPools.Consensus;

/// <summary>
/// The paper's Algorithm 4: which proposals, round changes and decisions are justified by what they carry.
/// </summary>
/// <remarks>
/// The paper's predicates speak of messages received before; here an envelope carries what justifies it, as
/// in the Dafny specification, so that a message can be weighed alone. Spec:
/// docs/spec/consensus.md#justification.
/// </remarks>
internal static class Justification
{
    /// <summary>JustifyPrePrepare with the validity of the outer message: the rule broken, or null.</summary>
    /// <param name="settings">The instance.</param>
    /// <param name="envelope">A proposal of good form.</param>
    public static QbftRefusal? FlawInProposal(QbftSettings settings, QbftEnvelope envelope)
    {
        QbftMessage message = envelope.Message.Message;
        OperatorId leader = settings.LeaderOf(message.Round);
        if (envelope.Message.Sender != leader)
        {
            return new QbftRefusal.NotTheLeader(Supplied: envelope.Message.Sender, Permitted: leader);
        }

        // Algorithm 4:3. Round 1 needs no justification.
        QbftRefusal? flaw = FlawInDigest(envelope.Value, message.Digest);
        if (flaw is not null || message.Round == Round.First)
        {
            return flaw;
        }

        foreach (SignedQbftMessage justifying in envelope.Justification.AsSpan())
        {
            flaw ??= FlawInJustifying(settings, justifying) ?? FlawInPlace(justifying.Message, message.Round);
        }

        return flaw ?? FlawInRoundChanges(settings, envelope);
    }

    /// <summary>JustifyRoundChange for one message of a quorum: the rule broken, or null.</summary>
    /// <param name="settings">The instance.</param>
    /// <param name="envelope">A round change of good form.</param>
    /// <remarks>
    /// Algorithm 4:1 weighs the quorum as a whole. Where each of its messages is justified by itself, so is
    /// the highest prepared one, hence the quorum; and nobody can keep a leader from proposing with a round
    /// change that tells of a round which was never prepared.
    /// </remarks>
    public static QbftRefusal? FlawInRoundChange(QbftSettings settings, QbftEnvelope envelope)
    {
        QbftMessage message = envelope.Message.Message;
        if (message.PreparedRound.IsNone)
        {
            return null;
        }

        QbftMessage prepare = Prepare(settings, message.PreparedRound, message.PreparedDigest);
        return FlawInPrepares(settings, envelope.Justification, prepare)
            ?? FlawInDigest(envelope.Value, message.PreparedDigest);
    }

    /// <summary>Whether an envelope proves a decision: the rule broken, or null.</summary>
    /// <param name="settings">The instance.</param>
    /// <param name="envelope">A decision of good form.</param>
    public static QbftRefusal? FlawInDecision(QbftSettings settings, QbftEnvelope envelope)
    {
        QbftMessage commit = envelope.Message.Message;
        QbftRefusal? flaw = FlawInVotes(settings, envelope.Justification, commit);
        if (flaw is not null)
        {
            return flaw;
        }

        int count = SignersAmong(settings, envelope.SignedMessages());
        return count < settings.QuorumSize
            ? new QbftRefusal.CommitsBelowQuorum(Supplied: count, Permitted: settings.QuorumSize)
            : FlawInDigest(envelope.Value, commit.Digest);
    }

    /// <summary>The last prepared round that round changes tell of, or none.</summary>
    // Algorithm 4:5, HighestPrepared.
    public static Round HighestPrepared(IEnumerable<SignedQbftMessage> roundChanges)
    {
        Round highest = default;
        foreach (SignedQbftMessage roundChange in roundChanges)
        {
            Round prepared = roundChange.Message.PreparedRound;
            highest = prepared > highest ? prepared : highest;
        }

        return highest;
    }

    /// <summary>One message each of the first quorum of signers, in the order given.</summary>
    /// <remarks>
    /// What is carried on is cut to this: padded with repetitions it would outgrow what others accept.
    /// </remarks>
    public static Sequence<SignedQbftMessage> FirstQuorum(
        QbftSettings settings, IEnumerable<SignedQbftMessage> messages) =>
        messages.DistinctBy(static m => m.Sender).Take(settings.QuorumSize).ToSequence();

    private static QbftRefusal? FlawInRoundChanges(QbftSettings settings, QbftEnvelope envelope)
    {
        QbftMessage proposal = envelope.Message.Message;
        SignedQbftMessage[] changes = [.. envelope.Justification.Where(static m => IsRoundChange(m))];
        int count = SignersAmong(settings, changes);
        if (count < settings.QuorumSize)
        {
            return new QbftRefusal.RoundChangesBelowQuorum(Supplied: count, Permitted: settings.QuorumSize);
        }

        // Algorithm 4:3. Either nothing was prepared, or what was prepared last is proposed and was prepared
        // indeed.
        Round highest = HighestPrepared(changes);
        if (highest.IsNone)
        {
            return null;
        }

        Hash32[] digests = [.. changes
            .Where(m => m.Message.PreparedRound == highest)
            .Select(static m => m.Message.PreparedDigest)];
        return !digests.Contains(proposal.Digest)
            ? new QbftRefusal.NotHighestPrepared(Supplied: proposal.Digest, Permitted: digests[0])
            : FlawInPrepares(
                settings,
                envelope.Justification.Where(static m => !IsRoundChange(m)),
                Prepare(settings, highest, proposal.Digest));
    }

    private static QbftRefusal? FlawInPrepares(
        QbftSettings settings, IEnumerable<SignedQbftMessage> prepares, QbftMessage expected)
    {
        QbftRefusal? flaw = FlawInVotes(settings, prepares, expected);
        int count = SignersAmong(settings, prepares);
        return flaw is null && count < settings.QuorumSize
            ? new QbftRefusal.PreparesBelowQuorum(Supplied: count, Permitted: settings.QuorumSize)
            : flaw;
    }

    private static QbftRefusal? FlawInVotes(
        QbftSettings settings, IEnumerable<SignedQbftMessage> votes, QbftMessage expected)
    {
        foreach (SignedQbftMessage vote in votes)
        {
            QbftRefusal? flaw = FlawInJustifying(settings, vote);
            if (flaw is not null || vote.Message != expected)
            {
                return flaw ?? new QbftRefusal.StrayJustification(vote.Message);
            }
        }

        return null;
    }

    private static QbftRefusal? FlawInJustifying(QbftSettings settings, SignedQbftMessage justifying)
    {
        if (settings.IndexOf(justifying.Sender) < 0)
        {
            return new QbftRefusal.UnknownJustifier(justifying.Sender);
        }

        Hash32 instance = justifying.Message.Instance;
        return instance == settings.Instance
            ? null
            : new QbftRefusal.OtherJustifiedInstance(Supplied: instance, Permitted: settings.Instance);
    }

    private static QbftRefusal? FlawInPlace(QbftMessage justifying, Round round)
    {
        if (justifying.Kind == QbftKind.Prepare)
        {
            return null;
        }

        if (justifying.Kind != QbftKind.RoundChange || justifying.Round != round || !justifying.IsCanonical)
        {
            return new QbftRefusal.StrayJustification(justifying);
        }

        return justifying.PreparedRound < round
            ? null
            : new QbftRefusal.PreparedRoundNotBelow(
                Supplied: justifying.PreparedRound, Permitted: round.Previous);
    }

    private static QbftRefusal? FlawInDigest(ByteString value, Hash32 expected)
    {
        Hash32 digest = QbftValue.DigestOf(value);
        return digest == expected ? null : new QbftRefusal.OtherDigest(Supplied: digest, Permitted: expected);
    }

    private static int SignersAmong(QbftSettings settings, IEnumerable<SignedQbftMessage> messages) =>
        SignerQuorum.Count(settings.Participants, messages.Select(static m => m.Sender));

    private static bool IsRoundChange(SignedQbftMessage signed) =>
        signed.Message.Kind == QbftKind.RoundChange;

    private static QbftMessage Prepare(QbftSettings settings, Round round, Hash32 digest) =>
        QbftMessage.Prepare(settings.Instance, round, digest);
}

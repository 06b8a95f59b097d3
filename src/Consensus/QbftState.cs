using System.Diagnostics;
using TrustlessPools.Primitives;

namespace TrustlessPools.Consensus;

/// <summary>
/// One participant's state of one instance. Immutable; <see cref="Qbft"/> makes the next one.
/// </summary>
/// <remarks>
/// Of each participant it holds at most one prepare, one commit and one round change; of each prepared value
/// that one of these round changes tells of, one certificate; of the current round, one proposal; and the own
/// messages.
/// </remarks>
public sealed record QbftState
{
    internal QbftState(QbftSettings settings)
    {
        Settings = settings;
        int count = settings.Participants.Count;
        Prepares = VoteBook.Of(count);
        Commits = VoteBook.Of(count);
        RoundChanges = VoteBook.Of(count);
        Answers = new DecisionAnswers[count].ToSequence();
    }

    /// <summary>What is fixed for the instance: the paper's lambda_i and p_i.</summary>
    public QbftSettings Settings { get; }

    /// <summary>The current round: r_i.</summary>
    public Round Round { get; internal init; } = Round.First;

    /// <summary>What is prepared last, with its proof: pr_i and pv_i. Null when nothing is.</summary>
    public PreparedCertificate? Prepared { get; internal init; }

    /// <summary>The decision, or null while there is none.</summary>
    public QbftDecision? Decision { get; internal init; }

    /// <summary>What must be durable before any message of this state is sent.</summary>
    public QbftDurable Durable => Decision is null
        ? new(Settings.Instance, Round, Prepared is null ? default : new(Prepared), Sent, default)
        : new(Settings.Instance, Round, default, default, new(Decision));

    /// <summary>The own value: inputValue_i. Empty while it is not known.</summary>
    internal ByteString Input { get; init; }

    /// <summary>The accepted proposal of the current round, or null.</summary>
    internal HeldProposal? Proposal { get; init; }

    internal VoteBook Prepares { get; init; }

    internal VoteBook Commits { get; init; }

    internal VoteBook RoundChanges { get; init; }

    /// <summary>The proofs behind the prepared ones among the round changes.</summary>
    internal Sequence<PreparedCertificate> Certificates { get; init; }

    /// <summary>The own messages of the current round that are not given back signed yet.</summary>
    internal Sequence<QbftEffect.Send> Unsigned { get; init; }

    /// <summary>The own signed messages of the current round.</summary>
    internal Sequence<QbftEnvelope> Sent { get; init; }

    /// <summary>How often the decision was sent to each participant.</summary>
    internal Sequence<DecisionAnswers> Answers { get; init; }

    /// <summary>True when this participant leads the current round.</summary>
    internal bool IsLeader => Settings.LeaderOf(Round) == Settings.Self;

    /// <summary>The votes of a kind other than proposals.</summary>
    internal VoteBook BookOf(QbftKind kind) => kind switch
    {
        QbftKind.Prepare => Prepares,
        QbftKind.Commit => Commits,
        QbftKind.RoundChange => RoundChanges,
        _ => throw new UnreachableException("Only votes are kept in books."),
    };

    /// <summary>This state with other votes of a kind.</summary>
    internal QbftState WithBook(QbftKind kind, VoteBook book) => kind switch
    {
        QbftKind.Prepare => this with { Prepares = book },
        QbftKind.Commit => this with { Commits = book },
        QbftKind.RoundChange => this with { RoundChanges = book },
        _ => throw new UnreachableException("Only votes are kept in books."),
    };

    /// <summary>True when a message of this kind is asked for or sent in the current round.</summary>
    internal bool HasSent(QbftKind kind)
    {
        foreach (QbftEffect.Send asked in Unsigned.AsSpan())
        {
            if (asked.Message.Kind == kind)
            {
                return true;
            }
        }

        return SentOf(kind) is not null;
    }

    /// <summary>The own signed message of this kind in the current round, or null.</summary>
    internal SignedQbftMessage? SentOf(QbftKind kind)
    {
        foreach (QbftEnvelope sent in Sent.AsSpan())
        {
            if (sent.Message.Message.Kind == kind)
            {
                return sent.Message;
            }
        }

        return null;
    }

    /// <summary>
    /// The value with this digest if a held proposal or certificate has it, or the empty string.
    /// </summary>
    internal ByteString ValueOf(Hash32 digest)
    {
        if (Proposal is not null && Proposal.Signed.Message.Digest == digest)
        {
            return Proposal.Value;
        }

        if (Prepared is not null && Prepared.Digest == digest)
        {
            return Prepared.Value;
        }

        foreach (PreparedCertificate certificate in Certificates.AsSpan())
        {
            if (certificate.Digest == digest)
            {
                return certificate.Value;
            }
        }

        return ByteString.Empty;
    }

    /// <summary>States what every input must leave behind.</summary>
    internal void CheckInvariants()
    {
        Invariant.Holds(
            Prepared is null || Prepared.Round <= Round, "Nothing is prepared in a round to come.");
        Invariant.Holds(
            Proposal is null || Proposal.Signed.Message.Round == Round,
            "The held proposal is of the current round.");
        int kinds = 0;
        foreach (QbftMessage own in OwnMessages())
        {
            int kind = 1 << (int)own.Kind;
            Invariant.Holds(own.Round == Round, "Own messages are of the current round.");
            Invariant.Holds((kinds & kind) == 0, "Of each kind there is one own message in a round.");
            kinds |= kind;
        }
    }

    private IEnumerable<QbftMessage> OwnMessages() =>
        Sent.Select(static sent => sent.Message.Message)
            .Concat(Unsigned.Select(static asked => asked.Message));
}

/// <summary>The proposal of the current round.</summary>
/// <param name="Signed">The leader's message.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsValid">The host's verdict, null while it is not known. The first one stays.</param>
/// <param name="IsReported">Whether evidence of a second proposal was given out.</param>
internal sealed record HeldProposal(
    SignedQbftMessage Signed, ByteString Value, bool? IsValid = null, bool IsReported = false);

/// <summary>How often the decision was sent to somebody.</summary>
/// <param name="Count">The number of times.</param>
/// <param name="Last">The round of the round change that was answered last.</param>
internal readonly record struct DecisionAnswers(int Count, Round Last);

using TrustlessPools.Primitives;

namespace TrustlessPools.Consensus;

/// <summary>The votes of one kind: of each participant the one of its highest round.</summary>
/// <remarks>
/// So memory is bounded by the participants, however far ahead anybody claims to be, and who spoils its slot
/// with a far round spoils only its own. Forgetting the earlier vote of somebody who went on is the same as
/// losing it on the network: never unsafe, and made good in the round in which the honest meet.
/// </remarks>
internal readonly record struct VoteBook(Sequence<Vote?> Votes)
{
    /// <summary>A book without votes.</summary>
    public static VoteBook Of(int participants) => new(new Vote?[participants].ToSequence());

    /// <summary>What a message means beside the vote that is held of its sender.</summary>
    /// <param name="index">The sender's position among the participants.</param>
    /// <param name="message">Of this book's kind and instance.</param>
    public VoteStanding Compare(int index, QbftMessage message)
    {
        Vote? held = Votes[index];
        if (held is null || held.Signed.Message.Round < message.Round)
        {
            return VoteStanding.Counts;
        }

        bool contradicts = held.Signed.Message.Round == message.Round && held.Signed.Message != message;
        return contradicts && !held.IsReported ? VoteStanding.Contradicts : VoteStanding.TellsNothing;
    }

    /// <summary>The book with a vote in place of what was held of its sender.</summary>
    public VoteBook With(int index, Vote vote) => new(Votes.With(index, vote));

    /// <summary>The votes for a digest in a round, in the order of the participants.</summary>
    public Sequence<SignedQbftMessage> For(Round round, Hash32 digest) =>
        Select(m => m.Round == round && m.Digest == digest);

    /// <summary>The votes of a round, in the order of the participants.</summary>
    public Sequence<SignedQbftMessage> Of(Round round) => Select(m => m.Round == round);

    /// <summary>The votes that meet a condition, in the order of the participants.</summary>
    public Sequence<SignedQbftMessage> Select(Func<QbftMessage, bool> condition)
    {
        var selected = new List<SignedQbftMessage>();
        foreach (Vote? vote in Votes.AsSpan())
        {
            if (vote is not null && condition(vote.Signed.Message))
            {
                selected.Add(vote.Signed);
            }
        }

        return selected.ToSequence();
    }
}

/// <summary>A vote that is held.</summary>
/// <param name="Signed">The message.</param>
/// <param name="IsReported">
/// Whether evidence against its sender for this kind and round was given out.
/// </param>
internal sealed record Vote(SignedQbftMessage Signed, bool IsReported = false);

/// <summary>What a vote means beside the one that is held of its sender.</summary>
internal enum VoteStanding
{
    /// <summary>It is of a higher round: it counts.</summary>
    Counts,

    /// <summary>It repeats what is held, is of an earlier round, or contradicts once more.</summary>
    TellsNothing,

    /// <summary>It contradicts what is held for the first time.</summary>
    Contradicts,
}

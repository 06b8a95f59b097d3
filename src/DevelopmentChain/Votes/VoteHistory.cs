using System.Collections.Immutable;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Votes;

/// <summary>A vote whose signature is valid.</summary>
internal sealed record SignedVote(AttestationData Data, G2Bytes Signature);

/// <summary>All that one validator ever signed, and whether it contradicts itself.</summary>
/// <remarks>
/// consensus-specs <c>is_slashable_attestation_data</c>. Votes are sorted by target and carry the largest
/// source up to them, so a vote that follows all others, as an honest one does, is checked without looking at
/// them.
/// </remarks>
internal sealed record VoteHistory
{
    private readonly ImmutableList<Entry> _entries;

    private VoteHistory(ImmutableList<Entry> entries) => _entries = entries;

    /// <summary>Without votes.</summary>
    internal static VoteHistory Empty { get; } = new([]);

    /// <summary>True when the very same content was signed before.</summary>
    internal bool Contains(AttestationData data)
    {
        for (int i = FirstAfter(data.Target.Epoch) - 1; i >= 0 && TargetAt(i) == data.Target.Epoch; i--)
        {
            if (_entries[i].Vote.Data == data)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The history with one vote more.</summary>
    internal VoteHistory Add(SignedVote vote)
    {
        int position = FirstAfter(vote.Data.Target.Epoch);
        ImmutableList<Entry>.Builder entries = _entries.ToBuilder();
        entries.Insert(position, new(vote, default));
        for (int i = position; i < entries.Count; i++)
        {
            Epoch source = entries[i].Vote.Data.Source.Epoch;
            Epoch before = i == 0 ? default : entries[i - 1].LargestSource;
            entries[i] = entries[i] with { LargestSource = source > before ? source : before };
        }

        return new(entries.ToImmutable());
    }

    /// <summary>Finds an earlier vote that a vote contradicts; null when there is none.</summary>
    /// <returns>The two votes in the order in which <c>AttesterSlashing</c> has them.</returns>
    internal (OffenceKind Kind, SignedVote First, SignedVote Second)? OffenceOf(SignedVote vote)
    {
        (Epoch source, Epoch target) = (vote.Data.Source.Epoch, vote.Data.Target.Epoch);
        int i = _entries.Count - 1;

        // Surrounded by an earlier vote: its source is older, its target is later.
        for (; i >= 0 && TargetAt(i) > target; i--)
        {
            if (_entries[i].Vote.Data.Source.Epoch < source)
            {
                return (OffenceKind.Surround, First: _entries[i].Vote, Second: vote);
            }
        }

        for (; i >= 0 && TargetAt(i) == target; i--)
        {
            if (_entries[i].Vote.Data != vote.Data)
            {
                return (OffenceKind.Double, First: _entries[i].Vote, Second: vote);
            }
        }

        // Surrounds an earlier vote: one whose target is earlier has a later source.
        for (; i >= 0 && _entries[i].LargestSource > source; i--)
        {
            if (_entries[i].Vote.Data.Source.Epoch > source)
            {
                return (OffenceKind.Surround, First: vote, Second: _entries[i].Vote);
            }
        }

        return null;
    }

    private Epoch TargetAt(int position) => _entries[position].Vote.Data.Target.Epoch;

    /// <summary>The position of the first vote with a later target.</summary>
    private int FirstAfter(Epoch target)
    {
        int low = 0;
        int high = _entries.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = TargetAt(middle) > target ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    /// <param name="Vote">The vote.</param>
    /// <param name="LargestSource">The largest source epoch of this vote and those before it.</param>
    private sealed record Entry(SignedVote Vote, Epoch LargestSource);
}

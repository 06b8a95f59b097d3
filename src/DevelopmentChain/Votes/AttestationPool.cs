using System.Collections.Immutable;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.DevelopmentChain.Accessors;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.DevelopmentChain.Transition;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Votes;

/// <summary>The votes that wait for a block.</summary>
internal sealed record AttestationPool
{
    /// <summary>The compressed point at infinity: the sum of no signatures.</summary>
    private static readonly G2Bytes NoSignature =
        G2Bytes.Parse("c0" + new string('0', (2 * G2Bytes.Size) - 2));

    /// <summary>For each content, who of each committee of its slot voted for it.</summary>
    private readonly ImmutableSortedDictionary<AttestationData, Sequence<BitString>> _votes;

    private AttestationPool(ImmutableSortedDictionary<AttestationData, Sequence<BitString>> votes) =>
        _votes = votes;

    /// <summary>Without votes.</summary>
    internal static AttestationPool Empty { get; } = new(
        ImmutableSortedDictionary.Create<AttestationData, Sequence<BitString>>(
            AttestationDataOrder.Instance));

    /// <summary>The number of contents that are voted for.</summary>
    internal int Count => _votes.Count;

    /// <summary>The pool with a member's vote.</summary>
    internal AttestationPool Add(AttestationData data, EpochShuffling shuffling, CommitteeAssignment voter)
    {
        Sequence<BitString> votes = _votes.TryGetValue(data, out Sequence<BitString> known)
            ? known
            : NoVotes(data.Slot, shuffling);
        BitString committee = votes[voter.CommitteeIndex].With(voter.Position);
        return new(_votes.SetItem(data, votes.With(voter.CommitteeIndex, committee)));
    }

    /// <summary>
    /// The pool with the votes of many members for a content that has none yet or from others.
    /// </summary>
    /// <param name="data">The content.</param>
    /// <param name="shuffling">The committees of its epoch.</param>
    /// <param name="votes">Says whether a validator votes.</param>
    internal AttestationPool AddAll(
        AttestationData data, EpochShuffling shuffling, Func<ValidatorIndex, bool> votes)
    {
        bool isKnown = _votes.TryGetValue(data, out Sequence<BitString> known);
        var committees = new BitString[shuffling.CommitteesPerSlot];
        bool isAny = false;
        for (int c = 0; c < committees.Length; c++)
        {
            ReadOnlySpan<ValidatorIndex> members = shuffling.GetBeaconCommittee(data.Slot, c);
            var set = new List<int>(members.Length);
            for (int i = 0; i < members.Length; i++)
            {
                if (votes(members[i]) || (isKnown && known[c][i]))
                {
                    set.Add(i);
                }
            }

            isAny |= set.Count > 0;
            committees[c] = BitString.Of(members.Length, set);
        }

        return isAny ? new(_votes.SetItem(data, Sequence.Create<BitString>(committees))) : this;
    }

    /// <summary>The pool without votes that no later block can include.</summary>
    internal AttestationPool Prune(Epoch previousEpoch)
    {
        ImmutableSortedDictionary<AttestationData, Sequence<BitString>> kept = _votes;
        foreach (AttestationData data in _votes.Keys)
        {
            if (data.Target.Epoch >= previousEpoch)
            {
                break;
            }

            kept = kept.Remove(data);
        }

        return ReferenceEquals(kept, _votes) ? this : new(kept);
    }

    /// <summary>Takes what the next block includes: what pays its proposer most, as proposers do.</summary>
    /// <param name="state">The state that the block is built on, in the block's slot.</param>
    /// <param name="shufflings">The committees.</param>
    /// <param name="included">At most MAX_ATTESTATIONS_ELECTRA aggregates.</param>
    /// <returns>The pool without them, and without what would change nothing.</returns>
    internal AttestationPool Take(
        BeaconState state, Shufflings shufflings, out Sequence<Attestation> included)
    {
        ImmutableSortedDictionary<AttestationData, Sequence<BitString>> left = _votes;
        var candidates = new List<(Gwei Gain, Attestation Attestation)>();
        foreach ((AttestationData data, Sequence<BitString> votes) in _votes)
        {
            if (!ProcessAttestation.IsIncludable(state, data))
            {
                continue;
            }

            Attestation attestation = Aggregate(data, votes, state.Config.Preset.MaxCommitteesPerSlot);
            Gwei gain = ProcessAttestation.Credit(state, attestation, shufflings).ProposerRewardNumerator;
            left = gain == default ? left.Remove(data) : left;
            candidates.AddRange(gain == default ? [] : [(gain, attestation)]);
        }

        // The sort is stable, so equal gains stay in the order of their contents.
        Attestation[] chosen =
        [
            .. candidates.OrderByDescending(static c => c.Gain)
                .Take(SpecConstants.MaxAttestations)
                .Select(static c => c.Attestation),
        ];
        included = Sequence.Create<Attestation>(chosen);
        return new(left.RemoveRange(chosen.Select(static a => a.Data)));
    }

    private static Sequence<BitString> NoVotes(Slot slot, EpochShuffling shuffling)
    {
        var committees = new BitString[shuffling.CommitteesPerSlot];
        for (int c = 0; c < committees.Length; c++)
        {
            committees[c] = BitString.Zeros(shuffling.GetBeaconCommittee(slot, c).Length);
        }

        return Sequence.Create<BitString>(committees);
    }

    /// <summary>One aggregate over all committees that have voted (EIP-7549).</summary>
    private static Attestation Aggregate(AttestationData data, Sequence<BitString> votes, int maxCommittees)
    {
        var committees = new List<int>();
        var set = new List<int>();
        int offset = 0;
        for (int c = 0; c < votes.Count; c++)
        {
            if (votes[c].Count == 0)
            {
                continue;
            }

            committees.Add(c);
            foreach (int position in votes[c].Indices())
            {
                set.Add(offset + position);
            }

            offset += votes[c].Length;
        }

        return new(BitString.Of(offset, set), data, NoSignature, BitString.Of(maxCommittees, committees));
    }
}

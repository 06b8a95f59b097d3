using System.Collections.Immutable;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Votes;

/// <summary>
/// How two votes contradict each other (consensus-specs <c>is_slashable_attestation_data</c>).
/// </summary>
public enum OffenceKind
{
    /// <summary>Two contents with one target.</summary>
    Double,

    /// <summary>The span from source to target of one vote lies within the other's.</summary>
    Surround,
}

/// <summary>The proof that a validator contradicted itself.</summary>
/// <param name="Validator">The culprit.</param>
/// <param name="Kind">How.</param>
/// <param name="Proof">The two votes with their signatures; of a surround, the surrounding one first.</param>
public sealed record Offence(ValidatorIndex Validator, OffenceKind Kind, AttesterSlashing Proof);

/// <summary>Watches all votes for contradictions, and keeps the proofs until a block includes them.</summary>
internal sealed record Slasher
{
    private readonly ImmutableSortedDictionary<ValidatorIndex, VoteHistory> _histories;
    private readonly Sequence<Offence> _found;

    private Slasher(ImmutableSortedDictionary<ValidatorIndex, VoteHistory> histories, Sequence<Offence> found)
    {
        _histories = histories;
        _found = found;
    }

    /// <summary>Having seen nothing.</summary>
    internal static Slasher Empty { get; } =
        new(ImmutableSortedDictionary<ValidatorIndex, VoteHistory>.Empty, []);

    /// <summary>True when the validator signed the very same content before.</summary>
    internal bool HasSeen(ValidatorIndex validator, AttestationData data) =>
        _histories.TryGetValue(validator, out VoteHistory? history) && history.Contains(data);

    /// <summary>Takes note of a vote.</summary>
    /// <param name="validator">Who signed it.</param>
    /// <param name="vote">A vote whose signature is valid and that was not seen before.</param>
    /// <param name="offence">What the vote and an earlier one prove, or null.</param>
    internal Slasher Observe(ValidatorIndex validator, SignedVote vote, out Offence? offence)
    {
        VoteHistory history = _histories.GetValueOrDefault(validator) ?? VoteHistory.Empty;
        offence = history.OffenceOf(vote) is (OffenceKind kind, SignedVote first, SignedVote second)
            ? new(
                validator,
                kind,
                new(Attestation1: Indexed(validator, first), Attestation2: Indexed(validator, second)))
            : null;
        return new(
            _histories.SetItem(validator, history.Add(vote)),
            offence is null ? _found : _found.Add(offence));
    }

    /// <summary>Takes the proofs that the next block includes.</summary>
    /// <param name="state">The state that the block is built on.</param>
    /// <param name="included">
    /// At most MAX_ATTESTER_SLASHINGS_ELECTRA, each of a validator that can be slashed.
    /// </param>
    /// <returns>
    /// The slasher without them, and without those against validators that cannot be slashed any more.
    /// </returns>
    internal Slasher Take(BeaconState state, out Sequence<Offence> included)
    {
        included = [];
        if (_found.Count == 0)
        {
            return this;
        }

        var left = new List<Offence>();
        foreach (Offence offence in _found.AsSpan())
        {
            if (!state[offence.Validator].IsSlashable(state.CurrentEpoch))
            {
                continue;
            }

            bool isRoom = included.Count < SpecConstants.MaxAttesterSlashings;
            included = isRoom ? included.Add(offence) : included;
            left.AddRange(isRoom ? [] : [offence]);
        }

        return new(_histories, left.ToSequence());
    }

    private static IndexedAttestation Indexed(ValidatorIndex validator, SignedVote vote) =>
        new([validator], vote.Data, vote.Signature);
}

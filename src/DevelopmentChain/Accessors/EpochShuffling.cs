using TrustlessPools.Committees.Shuffling;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Ethereum;
using TrustlessPools.Ethereum.SigningDomains;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Accessors;

/// <summary>The committees of one epoch (phase0: Beacon state accessors).</summary>
/// <remarks>
/// Follows from the state at any time within the epoch or the one before it, so it is computed once: who is
/// active is decided MAX_SEED_LOOKAHEAD epochs ahead, and the seed MIN_SEED_LOOKAHEAD epochs ahead.
/// </remarks>
internal sealed class EpochShuffling
{
    private const int Absent = -1;

    private readonly ValidatorIndex[] _shuffled;
    private readonly int[] _positions;
    private readonly Slot _firstSlot;
    private readonly int _slotsPerEpoch;

    private EpochShuffling(Epoch epoch, ValidatorIndex[] shuffled, int validators, Preset preset)
    {
        Epoch = epoch;
        _shuffled = shuffled;
        _firstSlot = epoch.FirstSlot(preset.SlotsPerEpoch);
        _slotsPerEpoch = (int)preset.SlotsPerEpoch;
        CommitteesPerSlot = GetCommitteeCountPerSlot(shuffled.Length, preset);
        _positions = new int[validators];
        Array.Fill(_positions, Absent);
        for (int position = 0; position < shuffled.Length; position++)
        {
            _positions[(int)shuffled[position].Value] = position;
        }
    }

    /// <summary>The epoch of the committees.</summary>
    internal Epoch Epoch { get; }

    /// <summary>consensus-specs <c>get_committee_count_per_slot</c>.</summary>
    internal int CommitteesPerSlot { get; }

    private int Committees => CommitteesPerSlot * _slotsPerEpoch;

    /// <summary>Computes the committees.</summary>
    /// <param name="state">A state of the epoch, of the one before or of the one after.</param>
    /// <param name="epoch">The epoch.</param>
    internal static EpochShuffling Of(BeaconState state, Epoch epoch)
    {
        Hash32 seed = Randomness.GetSeed(state, epoch, DomainType.BeaconAttester);
        ValidatorIndex[] indices = [.. ActiveBalances.GetActiveValidatorIndices(state, epoch)];
        SwapOrNot.Shuffle(indices.AsSpan(), seed, state.Config.Preset.ShuffleRoundCount);
        return new(epoch, indices, state.Validators.Count, state.Config.Preset);
    }

    /// <summary>consensus-specs <c>get_beacon_committee</c>.</summary>
    /// <param name="slot">A slot of the epoch.</param>
    /// <param name="index">Below <see cref="CommitteesPerSlot"/>.</param>
    internal ReadOnlySpan<ValidatorIndex> GetBeaconCommittee(Slot slot, int index)
    {
        Invariant.Holds(
            slot >= _firstSlot
                && slot < _firstSlot + (ulong)_slotsPerEpoch
                && (uint)index < (uint)CommitteesPerSlot,
            "A committee is asked for by a slot of its epoch and an index below the count.");

        // compute_committee
        long committee = ((long)(slot.Value - _firstSlot.Value) * CommitteesPerSlot) + index;
        int start = (int)(_shuffled.Length * committee / Committees);
        int end = (int)(_shuffled.Length * (committee + 1) / Committees);
        return _shuffled.AsSpan(start, end - start);
    }

    /// <summary>Finds a validator's place (consensus-specs <c>get_committee_assignment</c>).</summary>
    /// <returns>False when it is not active in the epoch.</returns>
    internal bool TryGetAssignment(ValidatorIndex validator, out CommitteeAssignment assignment)
    {
        assignment = default;
        bool isKnown = validator.Value < (ulong)_positions.Length;
        int position = isKnown ? _positions[(int)validator.Value] : Absent;
        if (position == Absent)
        {
            return false;
        }

        // The committee c with floor(n c / count) <= position < floor(n (c + 1) / count).
        long committee = ((((long)position + 1) * Committees) - 1) / _shuffled.Length;
        Slot slot = _firstSlot + (ulong)(committee / CommitteesPerSlot);
        int index = (int)(committee % CommitteesPerSlot);
        int start = (int)(_shuffled.Length * committee / Committees);
        assignment = new(slot, index, position - start, GetBeaconCommittee(slot, index).Length);
        return true;
    }

    private static int GetCommitteeCountPerSlot(int active, Preset preset)
    {
        int wanted = active / (int)preset.SlotsPerEpoch / preset.TargetCommitteeSize;
        return Math.Max(1, Math.Min(preset.MaxCommitteesPerSlot, wanted));
    }
}

/// <summary>A validator's place in the committees of an epoch.</summary>
/// <param name="Slot">When it attests.</param>
/// <param name="CommitteeIndex">In which of the slot's committees.</param>
/// <param name="Position">Its position there, from 0.</param>
/// <param name="CommitteeLength">The members of that committee.</param>
internal readonly record struct CommitteeAssignment(
    Slot Slot, int CommitteeIndex, int Position, int CommitteeLength);

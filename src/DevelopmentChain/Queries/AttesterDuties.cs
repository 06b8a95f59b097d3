using TrustlessPools.Cryptography.Bls;
using TrustlessPools.DevelopmentChain.Accessors;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Queries;

/// <summary>When and where a validator votes in an epoch (the Beacon API's attester duty).</summary>
/// <param name="PublicKey">The validator's key.</param>
/// <param name="ValidatorIndex">The validator.</param>
/// <param name="CommitteeIndex">Its committee in the slot.</param>
/// <param name="CommitteeLength">The members of that committee.</param>
/// <param name="CommitteesAtSlot">The committees of the slot.</param>
/// <param name="ValidatorCommitteeIndex">The validator's position in its committee, from 0.</param>
/// <param name="Slot">When it votes.</param>
public sealed record AttesterDuty(
    G1Bytes PublicKey,
    ValidatorIndex ValidatorIndex,
    ulong CommitteeIndex,
    int CommitteeLength,
    int CommitteesAtSlot,
    int ValidatorCommitteeIndex,
    Slot Slot);

/// <summary>The duties of some validators in an epoch.</summary>
/// <param name="DependentRoot">While this block is in the chain, the duties stay as they are.</param>
/// <param name="Duties">In the order in which they were asked for, without validators that are not active.</param>
public sealed record AttesterDuties(Hash32 DependentRoot, Sequence<AttesterDuty> Duties)
{
    /// <summary>Finds duties (the Beacon API's <c>getAttesterDuties</c>).</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="epoch">The previous, the current or the next epoch.</param>
    /// <param name="validators">Whose duties; unknown ones are left out.</param>
    /// <param name="duties">The duties.</param>
    /// <returns>Why there are none, or null.</returns>
    public static Refusal? TryGet(
        BeaconChain chain, Epoch epoch, IEnumerable<ValidatorIndex> validators, out AttesterDuties? duties)
    {
        ArgumentNullException.ThrowIfNull(chain);
        ArgumentNullException.ThrowIfNull(validators);
        duties = null;
        if (chain.Shufflings.At(epoch) is not EpochShuffling shuffling)
        {
            return new EpochOutOfRange(
                epoch, PermittedFrom: chain.State.PreviousEpoch, PermittedUpTo: chain.State.CurrentEpoch + 1);
        }

        var found = new List<AttesterDuty>();
        foreach (ValidatorIndex index in validators)
        {
            if (shuffling.TryGetAssignment(index, out CommitteeAssignment place))
            {
                found.Add(new(
                    chain.State[index].PublicKey,
                    index,
                    (ulong)place.CommitteeIndex,
                    place.CommitteeLength,
                    shuffling.CommitteesPerSlot,
                    place.Position,
                    place.Slot));
            }
        }

        duties = new(DependentRoots.Of(chain.State, epoch), found.ToSequence());
        return null;
    }
}

using TrustlessPools.DevelopmentChain.Accessors;
using TrustlessPools.Ethereum;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Duties;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Queries;

/// <summary>When and where validators vote in an epoch (the Beacon API's <c>getAttesterDuties</c>).</summary>
public static class AttesterDuties
{
    /// <summary>Finds the duties of some validators in an epoch.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="epoch">The previous, the current or the next epoch.</param>
    /// <param name="validators">Whose duties.</param>
    /// <param name="duties">
    /// In the order in which they were asked for, without validators that are unknown or not active.
    /// </param>
    /// <returns>Why there are none, or null.</returns>
    public static Refusal? TryGet(
        BeaconChain chain,
        Epoch epoch,
        IEnumerable<ValidatorIndex> validators,
        out DutiesAnswer<AttesterDuty>? duties)
    {
        ArgumentNullException.ThrowIfNull(chain);
        ArgumentNullException.ThrowIfNull(validators);
        duties = null;
        if (chain.Shufflings.At(epoch) is not EpochShuffling shuffling)
        {
            return EpochOutOfRange.Around(chain.State, epoch);
        }

        var found = new List<AttesterDuty>();
        foreach (ValidatorIndex index in validators)
        {
            if (shuffling.TryGetAssignment(index, out CommitteeAssignment place))
            {
                found.Add(new(
                    chain.State[index].PublicKey,
                    index,
                    new CommitteeIndex((ulong)place.CommitteeIndex),
                    CommitteeLength: (ulong)place.CommitteeLength,
                    CommitteesAtSlot: (ulong)shuffling.CommitteesPerSlot,
                    ValidatorCommitteeIndex: (ulong)place.Position,
                    place.Slot));
            }
        }

        duties = new(DependentRoots.Of(chain.State, epoch), ExecutionOptimistic: false, found.ToSequence());
        return null;
    }
}

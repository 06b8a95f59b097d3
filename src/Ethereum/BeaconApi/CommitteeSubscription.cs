using TrustlessPools.Ethereum.Duties;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.BeaconApi;

/// <summary>
/// Asks a node to be on a committee's subnet in a slot (Beacon API, <c>prepareBeaconCommitteeSubnet</c>).
/// </summary>
/// <param name="ValidatorIndex">Who attests.</param>
/// <param name="CommitteeIndex">In which committee.</param>
/// <param name="CommitteesAtSlot">Of how many.</param>
/// <param name="Slot">In which slot.</param>
/// <param name="IsAggregator">True when the node is to collect votes, not only to send them.</param>
public sealed record CommitteeSubscription(
    ValidatorIndex ValidatorIndex,
    CommitteeIndex CommitteeIndex,
    ulong CommitteesAtSlot,
    Slot Slot,
    bool IsAggregator)
{
    public static JsonShape<CommitteeSubscription> Shape { get; } = JsonObject.Of<CommitteeSubscription>()
        .Member("validator_index", JsonShapes.Of(SszTypes.ValidatorIndex), static x => x.ValidatorIndex)
        .Member("committee_index", JsonShapes.Of(CommitteeIndex.Ssz), static x => x.CommitteeIndex)
        .Member("committees_at_slot", JsonShapes.Of(SszTypes.Uint64), static x => x.CommitteesAtSlot)
        .Member("slot", JsonShapes.Of(SszTypes.Slot), static x => x.Slot)
        .Member("is_aggregator", JsonShapes.Boolean, static x => x.IsAggregator)
        .Build(static m => new(
            m.Take<ValidatorIndex>(),
            m.Take<CommitteeIndex>(),
            m.Take<ulong>(),
            m.Take<Slot>(),
            m.Take<bool>()));

    /// <summary>The subscription that a duty needs.</summary>
    /// <param name="duty">The duty.</param>
    /// <param name="isAggregator">True when the node is to collect votes, too.</param>
    public static CommitteeSubscription For(AttesterDuty duty, bool isAggregator)
    {
        ArgumentNullException.ThrowIfNull(duty);
        return new(
            duty.ValidatorIndex, duty.CommitteeIndex, duty.CommitteesAtSlot, duty.Slot, isAggregator);
    }
}

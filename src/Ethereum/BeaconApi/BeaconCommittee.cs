using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.BeaconApi;

/// <summary>A committee of a slot (Beacon API, <c>getEpochCommittees</c>).</summary>
/// <param name="Index">Which of the slot's committees.</param>
/// <param name="Slot">When its members vote.</param>
/// <param name="Validators">The members, by position.</param>
public sealed record BeaconCommittee(CommitteeIndex Index, Slot Slot, Sequence<ValidatorIndex> Validators)
{
    public static JsonShape<BeaconCommittee> Shape { get; } = JsonObject.Of<BeaconCommittee>()
        .Member("index", JsonShapes.Of(CommitteeIndex.Ssz), static x => x.Index)
        .Member("slot", JsonShapes.Of(SszTypes.Slot), static x => x.Slot)
        .Member(
            "validators",
            JsonShapes.List(JsonShapes.Of(SszTypes.ValidatorIndex)),
            static x => x.Validators)
        .Build(static m => new(m.Take<CommitteeIndex>(), m.Take<Slot>(), m.Take<Sequence<ValidatorIndex>>()));
}

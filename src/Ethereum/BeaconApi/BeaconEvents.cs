using System.Collections.Immutable;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.BeaconApi;

/// <summary>A kind of event of a beacon node.</summary>
/// <param name="Name">As it is asked for and as each event is named.</param>
/// <param name="Shape">The shape of an event's data.</param>
public sealed record BeaconEventTopic<T>(string Name, JsonShape<T> Shape)
    where T : notnull;

/// <summary>
/// What a beacon node tells those who listen, as server-sent events (Beacon API, <c>eventstream</c>).
/// </summary>
public static class BeaconEvents
{
    /// <summary>The path; the query names one or more <c>topics</c>.</summary>
    public const string Path = "/eth/v1/events";

    /// <summary>The query's parameter: several times or once with commas.</summary>
    public const string TopicsParameter = "topics";

    /// <summary>A block became the head.</summary>
    public static BeaconEventTopic<HeadEvent> Head { get; } = new("head", HeadEvent.Shape);

    /// <summary>A block was taken into the node's tree.</summary>
    public static BeaconEventTopic<BlockEvent> Block { get; } = new("block", BlockEvent.Shape);

    /// <summary>A checkpoint became final.</summary>
    public static BeaconEventTopic<FinalizedCheckpointEvent> FinalizedCheckpoint { get; } =
        new("finalized_checkpoint", FinalizedCheckpointEvent.Shape);

    /// <summary>A vote was taken that can be included in a block.</summary>
    public static BeaconEventTopic<SingleAttestation> SingleAttestation { get; } =
        new("single_attestation", JsonShapes.Of(Containers.SingleAttestation.Ssz));

    /// <summary>A validator was caught contradicting itself.</summary>
    /// <param name="preset">Bounds how many validators a proof can name.</param>
    public static BeaconEventTopic<AttesterSlashing> AttesterSlashing(Preset preset) =>
        new("attester_slashing", JsonShapes.Of(Containers.AttesterSlashing.SszFor(preset)));

    /// <summary>The names of the topics.</summary>
    public static ImmutableArray<string> Topics { get; } =
    [
        Head.Name,
        Block.Name,
        FinalizedCheckpoint.Name,
        SingleAttestation.Name,
        AttesterSlashing(Preset.Minimal).Name,
    ];
}

/// <summary>A block became the head.</summary>
/// <param name="Slot">Its slot.</param>
/// <param name="BlockRoot">Its root.</param>
/// <param name="StateRoot">The root of the state after it.</param>
/// <param name="IsEpochTransition">True when it is the first block of its epoch.</param>
/// <param name="PreviousDutyDependentRoot">What attester duties of its epoch depend on.</param>
/// <param name="CurrentDutyDependentRoot">What attester duties of the next epoch depend on.</param>
/// <param name="ExecutionOptimistic">True when the execution layer has not verified it.</param>
public sealed record HeadEvent(
    Slot Slot,
    Hash32 BlockRoot,
    Hash32 StateRoot,
    bool IsEpochTransition,
    Hash32 PreviousDutyDependentRoot,
    Hash32 CurrentDutyDependentRoot,
    bool ExecutionOptimistic)
{
    public static JsonShape<HeadEvent> Shape { get; } = JsonObject.Of<HeadEvent>()
        .Member("slot", JsonShapes.Of(SszTypes.Slot), static x => x.Slot)
        .Member("block", JsonShapes.Of(SszTypes.Hash32), static x => x.BlockRoot)
        .Member("state", JsonShapes.Of(SszTypes.Hash32), static x => x.StateRoot)
        .Member("epoch_transition", JsonShapes.Boolean, static x => x.IsEpochTransition)
        .Member(
            "previous_duty_dependent_root",
            JsonShapes.Of(SszTypes.Hash32),
            static x => x.PreviousDutyDependentRoot)
        .Member(
            "current_duty_dependent_root",
            JsonShapes.Of(SszTypes.Hash32),
            static x => x.CurrentDutyDependentRoot)
        .OptionalMember("execution_optimistic", JsonShapes.Boolean, static x => new(x.ExecutionOptimistic))
        .Build(static m => new(
            m.Take<Slot>(),
            BlockRoot: m.Take<Hash32>(),
            StateRoot: m.Take<Hash32>(),
            IsEpochTransition: m.Take<bool>(),
            PreviousDutyDependentRoot: m.Take<Hash32>(),
            CurrentDutyDependentRoot: m.Take<Hash32>(),
            ExecutionOptimistic: m.Take<Optional<bool>>() is { HasValue: true, Value: true }));
}

/// <summary>A block was taken into the node's tree.</summary>
/// <param name="Slot">Its slot.</param>
/// <param name="BlockRoot">Its root.</param>
/// <param name="ExecutionOptimistic">True when the execution layer has not verified it.</param>
public sealed record BlockEvent(Slot Slot, Hash32 BlockRoot, bool ExecutionOptimistic)
{
    public static JsonShape<BlockEvent> Shape { get; } = JsonObject.Of<BlockEvent>()
        .Member("slot", JsonShapes.Of(SszTypes.Slot), static x => x.Slot)
        .Member("block", JsonShapes.Of(SszTypes.Hash32), static x => x.BlockRoot)
        .OptionalMember("execution_optimistic", JsonShapes.Boolean, static x => new(x.ExecutionOptimistic))
        .Build(static m => new(
            m.Take<Slot>(),
            m.Take<Hash32>(),
            m.Take<Optional<bool>>() is { HasValue: true, Value: true }));
}

/// <summary>A checkpoint became final.</summary>
/// <param name="BlockRoot">The root of its block.</param>
/// <param name="StateRoot">The root of the state after the block.</param>
/// <param name="Epoch">The checkpoint's epoch.</param>
/// <param name="ExecutionOptimistic">True when the execution layer has not verified it.</param>
public sealed record FinalizedCheckpointEvent(
    Hash32 BlockRoot, Hash32 StateRoot, Epoch Epoch, bool ExecutionOptimistic)
{
    public static JsonShape<FinalizedCheckpointEvent> Shape { get; } =
        JsonObject.Of<FinalizedCheckpointEvent>()
        .Member("block", JsonShapes.Of(SszTypes.Hash32), static x => x.BlockRoot)
        .Member("state", JsonShapes.Of(SszTypes.Hash32), static x => x.StateRoot)
        .Member("epoch", JsonShapes.Of(SszTypes.Epoch), static x => x.Epoch)
        .OptionalMember("execution_optimistic", JsonShapes.Boolean, static x => new(x.ExecutionOptimistic))
        .Build(static m => new(
            BlockRoot: m.Take<Hash32>(),
            StateRoot: m.Take<Hash32>(),
            m.Take<Epoch>(),
            m.Take<Optional<bool>>() is { HasValue: true, Value: true }));
}

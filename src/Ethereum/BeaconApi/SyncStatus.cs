using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.BeaconApi;

/// <summary>How far a node has got (Beacon API, <c>getSyncingStatus</c>).</summary>
/// <param name="HeadSlot">The slot of its head.</param>
/// <param name="SyncDistance">How many slots its head is behind.</param>
/// <param name="IsSyncing">True while it is too far behind to attest.</param>
/// <param name="IsOptimistic">True when the execution layer has not verified its head.</param>
/// <param name="IsExecutionOffline">True when it cannot reach its execution client.</param>
public sealed record SyncStatus(
    Slot HeadSlot, ulong SyncDistance, bool IsSyncing, bool IsOptimistic, bool IsExecutionOffline)
{
    public static JsonShape<SyncStatus> Shape { get; } = JsonObject.Of<SyncStatus>()
        .Member("head_slot", JsonShapes.Of(SszTypes.Slot), static x => x.HeadSlot)
        .Member("sync_distance", JsonShapes.Of(SszTypes.Uint64), static x => x.SyncDistance)
        .Member("is_syncing", JsonShapes.Boolean, static x => x.IsSyncing)
        .OptionalMember("is_optimistic", JsonShapes.Boolean, static x => new(x.IsOptimistic))
        .OptionalMember("el_offline", JsonShapes.Boolean, static x => new(x.IsExecutionOffline))
        .Build(static m => new(
            m.Take<Slot>(),
            m.Take<ulong>(),
            IsSyncing: m.Take<bool>(),
            IsOptimistic: m.Take<Optional<bool>>() is { HasValue: true, Value: true },
            IsExecutionOffline: m.Take<Optional<bool>>() is { HasValue: true, Value: true }));

    /// <summary>True when duties can be done with what the node answers.</summary>
    public bool IsReady => !IsSyncing && !IsOptimistic && !IsExecutionOffline;
}

using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Json;

namespace TrustlessPools.Ethereum.BeaconApi;

/// <summary>
/// What a state takes for justified and final (Beacon API, <c>getStateFinalityCheckpoints</c>).
/// </summary>
public sealed record FinalityCheckpoints(
    Checkpoint PreviousJustified, Checkpoint CurrentJustified, Checkpoint Finalized)
{
    public static JsonShape<FinalityCheckpoints> Shape { get; } = JsonObject.Of<FinalityCheckpoints>()
        .Member("previous_justified", JsonShapes.Of(Checkpoint.Ssz), static x => x.PreviousJustified)
        .Member("current_justified", JsonShapes.Of(Checkpoint.Ssz), static x => x.CurrentJustified)
        .Member("finalized", JsonShapes.Of(Checkpoint.Ssz), static x => x.Finalized)
        .Build(static m => new(
            PreviousJustified: m.Take<Checkpoint>(),
            CurrentJustified: m.Take<Checkpoint>(),
            Finalized: m.Take<Checkpoint>()));
}

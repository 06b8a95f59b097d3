using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentNode;

/// <summary>What a development node answers besides the Beacon API.</summary>
public static class DevelopmentEndpoints
{
    /// <summary>
    /// Takes deposits in the form of <c>deposit_data.json</c>, all or none; what the form has besides the
    /// four fields of the deposit contract is not looked at.
    /// </summary>
    public static BeaconEndpoint<Sequence<DepositData>, DepositsTaken> Deposits { get; } = new(
        BeaconMethod.Post, "/deposits", JsonShapes.List(JsonShapes.Of(DepositData.Ssz)), DepositsTaken.Shape);
}

/// <summary>What a node answers to deposits that it took.</summary>
/// <param name="Waiting">The number of deposits that no block has yet.</param>
public sealed record DepositsTaken(ulong Waiting)
{
    public static JsonShape<DepositsTaken> Shape { get; } = JsonObject.Of<DepositsTaken>()
        .Member("waiting", JsonShapes.Number, static x => x.Waiting)
        .Build(static m => new(m.Take<ulong>()));
}

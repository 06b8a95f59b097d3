using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.BeaconApi;

/// <summary>Where deposits are made (Beacon API, <c>getDepositContract</c>).</summary>
/// <param name="ChainId">The execution layer's chain (EIP-155).</param>
/// <param name="Address">The contract.</param>
public sealed record DepositContract(ulong ChainId, ExecutionAddress Address)
{
    public static JsonShape<DepositContract> Shape { get; } = JsonObject.Of<DepositContract>()
        .Member("chain_id", JsonShapes.Of(SszTypes.Uint64), static x => x.ChainId)
        .Member("address", JsonShapes.Of(ExecutionAddress.Ssz), static x => x.Address)
        .Build(static m => new(m.Take<ulong>(), m.Take<ExecutionAddress>()));
}

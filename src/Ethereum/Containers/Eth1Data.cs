using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Containers;

/// <summary>
/// The deposit contract as a block saw it (consensus-specs <c>phase0/beacon-chain.md#eth1data</c>).
/// </summary>
/// <param name="DepositRoot">The root of the contract's tree of deposits.</param>
/// <param name="DepositCount">The number of deposits in that tree.</param>
/// <param name="BlockHash">The execution block.</param>
public sealed record Eth1Data(Hash32 DepositRoot, ulong DepositCount, Hash32 BlockHash)
{
    public static SszContainer<Eth1Data> Ssz { get; } = SszContainer.Of<Eth1Data>()
        .Field("deposit_root", SszTypes.Hash32, static x => x.DepositRoot)
        .Field("deposit_count", SszTypes.Uint64, static x => x.DepositCount)
        .Field("block_hash", SszTypes.Hash32, static x => x.BlockHash)
        .Build(static v => new(v.Take<Hash32>(), v.Take<ulong>(), v.Take<Hash32>()));
}

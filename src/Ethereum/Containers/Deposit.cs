using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Containers;

/// <summary>
/// A deposit with its place in the contract's tree (consensus-specs <c>phase0/beacon-chain.md#deposit</c>).
/// </summary>
/// <param name="Proof">The branch from the leaf to the root, then the number of deposits.</param>
/// <param name="Contents">The leaf; the specification calls the field <c>data</c>.</param>
public sealed record Deposit(Sequence<Hash32> Proof, DepositData Contents)
{
    /// <summary>DEPOSIT_CONTRACT_TREE_DEPTH.</summary>
    public const int TreeDepth = 32;

    public static SszContainer<Deposit> Ssz { get; } = SszContainer.Of<Deposit>()
        .Field("proof", SszTypes.Vector(SszTypes.Hash32, TreeDepth + 1), static x => x.Proof)
        .Field("data", DepositData.Ssz, static x => x.Contents)
        .Build(static v => new(v.Take<Sequence<Hash32>>(), v.Take<DepositData>()));
}

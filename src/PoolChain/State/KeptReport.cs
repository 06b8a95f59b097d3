using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.State;

/// <summary>An epoch report that can still be contradicted.</summary>
/// <param name="Checkpoint">The finalized epoch.</param>
/// <param name="Root">The finalized block's root, against which proofs are checked.</param>
/// <param name="Pools">What was reported.</param>
/// <param name="Signers">Who signed it, in ascending order.</param>
/// <param name="IsContradicted">True once it was: its signers pay once.</param>
public sealed record KeptReport(
    Epoch Checkpoint,
    Hash32 Root,
    Sequence<PoolReport> Pools,
    Sequence<OperatorId> Signers,
    bool IsContradicted)
{
    /// <summary>How many are kept.</summary>
    public const int KeptMax = 32;

    public static SszContainer<KeptReport> Ssz { get; } = SszContainer.Of<KeptReport>()
        .Field("checkpoint", SszTypes.Epoch, static x => x.Checkpoint)
        .Field("root", SszTypes.Hash32, static x => x.Root)
        .Field("pools", SszTypes.List(PoolReport.Ssz, NetworkGenesis.PoolsMax), static x => x.Pools)
        .Field(
            "signers", SszTypes.List(SszTypes.OperatorId, NetworkGenesis.OperatorsMax), static x => x.Signers)
        .Field("is_contradicted", SszTypes.Boolean, static x => x.IsContradicted)
        .BuildRemembering(static v => new(
            v.Take<Epoch>(),
            v.Take<Hash32>(),
            v.Take<Sequence<PoolReport>>(),
            v.Take<Sequence<OperatorId>>(),
            v.Take<bool>()));
}

using TrustlessPools.Ethereum.BeaconProofs;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.Operations;

/// <summary>A member's word on who of its committee took no part in an epoch's duty that was done.</summary>
/// <param name="Pool">Whose committee.</param>
/// <param name="Epoch">A past epoch.</param>
/// <param name="Absent">In ascending order; may be empty, which lets a row of absences end.</param>
public sealed record PostAbsence(PoolId Pool, Epoch Epoch, Sequence<OperatorId> Absent) : Operation
{
    public static new SszContainer<PostAbsence> Ssz { get; } = SszContainer.Of<PostAbsence>()
        .Field("pool", SszTypes.PoolId, static x => x.Pool)
        .Field("epoch", SszTypes.Epoch, static x => x.Epoch)
        .Field("absent", StepWindow.MembersSsz, static x => x.Absent)
        .Build(static v => new(v.Take<PoolId>(), v.Take<Epoch>(), v.Take<Sequence<OperatorId>>()));
}

/// <summary>Proves that an epoch report was false.</summary>
/// <param name="Checkpoint">Of the report.</param>
/// <param name="Pool">Of whose validator something else is true.</param>
/// <param name="Proof">Against the report's own finalized block root.</param>
public sealed record ContradictReport(Epoch Checkpoint, PoolId Pool, ValidatorProof Proof) : Operation
{
    public static new SszContainer<ContradictReport> Ssz { get; } = SszContainer.Of<ContradictReport>()
        .Field("checkpoint", SszTypes.Epoch, static x => x.Checkpoint)
        .Field("pool", SszTypes.PoolId, static x => x.Pool)
        .Field("proof", ValidatorProof.Ssz, static x => x.Proof)
        .Build(static v => new(v.Take<Epoch>(), v.Take<PoolId>(), v.Take<ValidatorProof>()));
}

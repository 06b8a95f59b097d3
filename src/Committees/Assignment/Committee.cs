using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Committees.Assignment;

/// <summary>The operators that hold a pool's key for a term.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="Members">Who sits in seat 0, 1, 2, …; no operator twice.</param>
public sealed record Committee(PoolId Pool, Sequence<OperatorId> Members)
{
    /// <summary>The most members, the consensus specification's MAX_VALIDATORS_PER_COMMITTEE.</summary>
    public const int SeatsMax = 2048;

    /// <summary>The pool, then the members in the order of their seats.</summary>
    public static SszContainer<Committee> Ssz { get; } = SszContainer.Of<Committee>()
        .Field("pool", SszTypes.PoolId, static x => x.Pool)
        .Field("members", SszTypes.List(SszTypes.OperatorId, SeatsMax), static x => x.Members)
        .Build(static v => new(v.Take<PoolId>(), v.Take<Sequence<OperatorId>>()));
}

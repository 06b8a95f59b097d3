using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger.Delegation;

/// <summary>What the validators of all pools brought in one reward epoch.</summary>
/// <param name="Gained">All that they gained, finalized.</param>
/// <param name="Lost">What they lost, unless it was charged to collateral: a loss is told once.</param>
/// <param name="Work">Each pool that did some, by number; others did none.</param>
/// <remarks>Spec: docs/spec/delegation.md#income.</remarks>
public sealed record EpochIncome(Gwei Gained, Gwei Lost, Sequence<PoolWork> Work)
{
    public static SszContainer<EpochIncome> Ssz { get; } = SszContainer.Of<EpochIncome>()
        .Field("gained", SszTypes.Gwei, static x => x.Gained)
        .Field("lost", SszTypes.Gwei, static x => x.Lost)
        .Field("work", SszTypes.List(PoolWork.Ssz, DelegationTypes.PoolsMax), static x => x.Work)
        .Build(static v => new(v.Take<Gwei>(), v.Take<Gwei>(), v.Take<Sequence<PoolWork>>()));

    /// <summary>An epoch in which nothing happened.</summary>
    public static EpochIncome None { get; } = new(default, default, []);

    /// <summary>R: the net gain; nothing where that is negative.</summary>
    public Gwei Rewards => Gained.MinusOrZero(Lost);

    /// <summary>N: the work of all pools.</summary>
    public UInt128 WorkOfAll
    {
        get
        {
            UInt128 sum = 0;
            foreach (PoolWork work in Work.AsSpan())
            {
                sum += work.Credits;
            }

            return sum;
        }
    }

    /// <summary>Why this cannot be, or null.</summary>
    /// <param name="pools">How many pools were ever registered.</param>
    internal Refusal? FlawAmong(int pools)
    {
        for (int i = 0; i < Work.Count; i++)
        {
            if (Work[i].Pool.Value >= pools)
            {
                return DelegationRefusals.UnknownPool(Work[i].Pool, pools);
            }

            if (i > 0 && Work[i].Pool <= Work[i - 1].Pool)
            {
                return DelegationRefusals.WorkOutOfOrder(Work[i].Pool, Work[i - 1].Pool);
            }
        }

        return null;
    }
}

/// <summary>What a pool did in an epoch.</summary>
/// <param name="Pool">Which pool.</param>
/// <param name="Credits">Blocks or timely attestations, counted alike for all pools.</param>
public readonly record struct PoolWork(PoolId Pool, ulong Credits)
{
    public static SszContainer<PoolWork> Ssz { get; } = SszContainer.Of<PoolWork>()
        .Field("pool", SszTypes.PoolId, static x => x.Pool)
        .Field("credits", SszTypes.Uint64, static x => x.Credits)
        .Build(static v => new(v.Take<PoolId>(), v.Take<ulong>()));
}

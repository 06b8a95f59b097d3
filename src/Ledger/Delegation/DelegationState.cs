using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger.Delegation;

/// <summary>Pools, who delegates to them, and the last three snapshots. It holds no money.</summary>
/// <param name="Epoch">The running reward epoch: the last whose boundary was dealt with.</param>
/// <param name="Reserve">The account that gets what is not paid to anybody.</param>
/// <param name="Pools">By their numbers.</param>
/// <param name="Delegations">By account, each once; empty but in <see cref="Custody.Liquid"/>.</param>
/// <param name="Mark">As it stood when this epoch began.</param>
/// <param name="Set">One boundary earlier: who decides in this epoch, and by how much.</param>
/// <param name="Go">Two boundaries earlier: whom the end of this epoch rewards.</param>
/// <param name="LastRewards">R of the last boundary.</param>
public sealed record DelegationState(
    RewardEpoch Epoch,
    AccountId Reserve,
    MerkleList<DelegatedPool, Unmeasured<DelegatedPool>> Pools,
    Sequence<LiquidDelegation> Delegations,
    DelegationSnapshot Mark,
    DelegationSnapshot Set,
    DelegationSnapshot Go,
    Gwei LastRewards)
{
    private static readonly SszMerkleList<DelegatedPool, Unmeasured<DelegatedPool>> PoolsSsz =
        SszTypes.MerkleList(DelegatedPool.Ssz, DelegationTypes.PoolsMax);

    public static SszContainer<DelegationState> Ssz { get; } = SszContainer.Of<DelegationState>()
        .Field("epoch", DelegationTypes.RewardEpoch, static x => x.Epoch)
        .Field("reserve", LedgerTypes.AccountId, static x => x.Reserve)
        .Field("pools", PoolsSsz, static x => x.Pools)
        .Field(
            "delegations",
            SszTypes.List(LiquidDelegation.Ssz, DelegationTypes.StakesMax),
            static x => x.Delegations)
        .Field("mark", DelegationSnapshot.Ssz, static x => x.Mark)
        .Field("set", DelegationSnapshot.Ssz, static x => x.Set)
        .Field("go", DelegationSnapshot.Ssz, static x => x.Go)
        .Field("last_rewards", SszTypes.Gwei, static x => x.LastRewards)
        .Build(static v => new(
            v.Take<RewardEpoch>(),
            v.Take<AccountId>(),
            v.Take<MerkleList<DelegatedPool, Unmeasured<DelegatedPool>>>(),
            v.Take<Sequence<LiquidDelegation>>(),
            v.Take<DelegationSnapshot>(),
            v.Take<DelegationSnapshot>(),
            v.Take<DelegationSnapshot>(),
            v.Take<Gwei>()));

    /// <summary>A pool, or null for a number that none has.</summary>
    public DelegatedPool? PoolOf(PoolId id) => id.Value < Pools.Count ? Pools[(int)id.Value] : null;

    /// <summary>No pool, and nothing noted.</summary>
    internal static DelegationState Open(RewardEpoch epoch, AccountId reserve) => new(
        epoch,
        reserve,
        PoolsSsz.Empty,
        [],
        DelegationSnapshot.Empty,
        DelegationSnapshot.Empty,
        DelegationSnapshot.Empty,
        default);

    /// <summary>Exchanges a pool that is there.</summary>
    internal DelegationState With(PoolId id, DelegatedPool pool) =>
        this with { Pools = Pools.With((int)id.Value, pool) };
}

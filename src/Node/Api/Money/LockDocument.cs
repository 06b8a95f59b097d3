using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Api.Money;

/// <summary>A lock as the API tells it.</summary>
/// <param name="Fund">Its fund.</param>
/// <param name="Number">Its number in the fund.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="Status">As <see cref="LockStatus"/>, in lower case.</param>
/// <param name="Earned">What it has earned and is not yet on the owner's account.</param>
/// <param name="Loss">What its principal has lost; always nothing in the seed's protocol.</param>
/// <param name="IsSlashed">True when its validator is slashed.</param>
/// <param name="LeavesAt">When its validator is gone, once it is on its way out.</param>
/// <param name="WithdrawableAt">When its owner may take it back, once it is asked for.</param>
/// <param name="Pool">The pool whose key stands on it.</param>
/// <param name="Key">That key.</param>
public sealed record LockDocument(
    FundId Fund,
    ulong Number,
    AccountId Owner,
    string Status,
    Gwei Earned,
    Gwei Loss,
    bool IsSlashed,
    Optional<Epoch> LeavesAt,
    Optional<Epoch> WithdrawableAt,
    Optional<PoolId> Pool,
    Optional<G1Bytes> Key)
{
    /// <summary>The document.</summary>
    public static JsonShape<LockDocument> Shape { get; } = JsonObject.Of<LockDocument>()
        .Member("fund", StatusShapes.Fund, static x => x.Fund)
        .Member("number", JsonShapes.Number, static x => x.Number)
        .Member("owner", StatusShapes.Account, static x => x.Owner)
        .Member("status", JsonShapes.Text, static x => x.Status)
        .Member("earned", StatusShapes.Gwei, static x => x.Earned)
        .Member("loss", StatusShapes.Gwei, static x => x.Loss)
        .Member("slashed", JsonShapes.Boolean, static x => x.IsSlashed)
        .OptionalMember("leaves_at", StatusShapes.Epoch, static x => x.LeavesAt)
        .OptionalMember("withdrawable_at", StatusShapes.Epoch, static x => x.WithdrawableAt)
        .OptionalMember("pool", StatusShapes.Pool, static x => x.Pool)
        .OptionalMember("group_key", JsonShapes.Of(G1Bytes.Ssz), static x => x.Key)
        .Build(static m => new(
            m.Take<FundId>(),
            m.Take<ulong>(),
            m.Take<AccountId>(),
            m.Take<string>(),
            Earned: m.Take<Gwei>(),
            Loss: m.Take<Gwei>(),
            m.Take<bool>(),
            LeavesAt: m.Take<Optional<Epoch>>(),
            WithdrawableAt: m.Take<Optional<Epoch>>(),
            m.Take<Optional<PoolId>>(),
            m.Take<Optional<G1Bytes>>()));

    /// <summary>Its number.</summary>
    public LockId Id => new(Fund, (uint)Number);

    /// <summary>True when it waits for collateral.</summary>
    public bool IsIdle => Status == NameOf(LockStatus.Idle);

    /// <summary>True when collateral is behind it, so that it earns.</summary>
    public bool IsBacked => Status == NameOf(LockStatus.Backed);

    /// <summary>True when it is paid out.</summary>
    public bool IsReleased => Status == NameOf(LockStatus.Released);

    /// <summary>True when its owner has asked for it, and may take it.</summary>
    /// <param name="now">The epoch that the ledger is in.</param>
    public bool IsDue(Epoch now) =>
        Status == NameOf(LockStatus.Exiting) && WithdrawableAt.TryGet(out Epoch due) && now >= due;

    /// <summary>A lock that is there.</summary>
    internal static LockDocument Of(ChainState chain, LockId id)
    {
        Fund fund = chain.Money.Ledger.Funds[(int)id.Fund.Value];
        StakeLock item = fund.Locks[(int)id.Sequence];
        PoolState? pool = chain.Pools.FirstOrDefault(p => p.Definition.Fund == id.Fund
            && p.Stake.TryGet(out var stake) && stake.Lock == id.Sequence && stake.Key == item.Key);
        return new(
            id.Fund,
            id.Sequence,
            item.Owner,
            NameOf(item.Status),
            item.Status is LockStatus.Backed ? fund.RewardPerLock - item.RewardMark : default,
            item.Loss,
            item.IsSlashed,
            Known(item.LeavesAt),
            Known(item.WithdrawableAt),
            pool is null ? default : new(pool.Definition.Id),
            pool?.GroupKey is { } key ? new(key) : default);
    }

    /// <summary>All locks of an account, fund by fund.</summary>
    internal static IEnumerable<LockDocument> OfOwner(ChainState chain, AccountId owner)
    {
        for (int fund = 0; fund < chain.Money.Ledger.Funds.Count; fund++)
        {
            uint number = 0;
            foreach (StakeLock item in chain.Money.Ledger.Funds[fund].Locks)
            {
                if (item.Owner == owner)
                {
                    yield return Of(chain, new(new((uint)fund), number));
                }

                number++;
            }
        }
    }

    private static string NameOf(LockStatus status) => status.ToString().ToLowerInvariant();

    private static Optional<Epoch> Known(Epoch epoch) => epoch == Epoch.FarFuture ? default : new(epoch);
}

using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger.Locks;

/// <summary>One unit of stake that its owner has locked in a fund.</summary>
/// <param name="Owner">The only one who may ask for it back.</param>
/// <param name="Status">Where in its life it is.</param>
/// <param name="Key">The number of the validator key that can be charged for; 0 for none.</param>
/// <param name="IsSlashed">True when that validator is slashed, and on its way out.</param>
/// <param name="LeavesAt">When that validator is no longer active, once it is on its way out; it can be
/// slashed until <paramref name="FreeAt"/>.</param>
/// <param name="FreeAt">When the stake of a validator on its way out, or gone, can carry another; far future
/// for none such.</param>
/// <param name="WithdrawableAt">When the owner may take it back, once it is exiting.</param>
/// <param name="RewardMark">The fund's reward per lock when this one was last paid or became
/// backed.</param>
/// <param name="Loss">
/// What its balance has lost beyond the indemnity; always zero in <see cref="Protocol.Seed"/>.
/// </param>
public sealed record StakeLock(
    AccountId Owner,
    LockStatus Status,
    ulong Key,
    bool IsSlashed,
    Epoch LeavesAt,
    Epoch FreeAt,
    Epoch WithdrawableAt,
    Gwei RewardMark,
    Gwei Loss)
{
    public static SszType<StakeLock> Ssz { get; } = SszTypes.Packed(SszContainer.Of<StakeLock>()
        .Field("owner", LedgerTypes.AccountId, static x => x.Owner)
        .Field("status", LedgerTypes.LockStatus, static x => x.Status)
        .Field("key", SszTypes.Uint64, static x => x.Key)
        .Field("is_slashed", SszTypes.Boolean, static x => x.IsSlashed)
        .Field("leaves_at", SszTypes.Epoch, static x => x.LeavesAt)
        .Field("free_at", SszTypes.Epoch, static x => x.FreeAt)
        .Field("withdrawable_at", SszTypes.Epoch, static x => x.WithdrawableAt)
        .Field("reward_mark", SszTypes.Gwei, static x => x.RewardMark)
        .Field("loss", SszTypes.Gwei, static x => x.Loss)
        .Build(static v => new(
            v.Take<AccountId>(),
            v.Take<LockStatus>(),
            v.Take<ulong>(),
            v.Take<bool>(),
            v.Take<Epoch>(),
            v.Take<Epoch>(),
            v.Take<Epoch>(),
            v.Take<Gwei>(),
            v.Take<Gwei>())));

    /// <summary>True once its owner has asked for it back.</summary>
    public bool IsAskedBack => Status is LockStatus.Exiting or LockStatus.Released;

    /// <summary>True while collateral is all that it waits for.</summary>
    public bool IsWaiting => Status is LockStatus.Idle && FreeAt == Epoch.FarFuture;

    /// <summary>
    /// True while a validator's misbehaviour can cost: active, on its way out, or gone but with stake that is
    /// not free, which can still be slashed.
    /// </summary>
    public bool IsExposed => Key != 0;

    /// <summary>True while a validator stands on it that has not left, and may be absent.</summary>
    public bool IsActive(Epoch now) => IsExposed && LeavesAt > now;

    /// <summary>A lock just made.</summary>
    public static StakeLock Of(AccountId owner) => new(
        owner,
        LockStatus.Idle,
        0,
        false,
        Epoch.FarFuture,
        Epoch.FarFuture,
        Epoch.FarFuture,
        default,
        default);
}

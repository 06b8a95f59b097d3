using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger.Operations;

/// <summary>What changes the ledger.</summary>
public abstract record LedgerOperation
{
    private protected LedgerOperation()
    {
    }
}

/// <summary>What an account's owner asks for.</summary>
/// <param name="Actor">Whose key signed it.</param>
/// <param name="Number">
/// How many operations that owner made before: so none is applied twice, or out of order.
/// </param>
public abstract record OwnerOperation(AccountId Actor, ulong Number) : LedgerOperation
{
    /// <summary>The union of all that owners ask for. Selectors are frozen.</summary>
    public static SszUnion<OwnerOperation> Ssz { get; } = SszUnion<OwnerOperation>.Empty
        .Case(0, Withdraw.Ssz)
        .Case(1, Collect.Ssz)
        .Case(2, OpenFund.Ssz)
        .Case(3, MakeLock.Ssz)
        .Case(4, RequestUnlock.Ssz)
        .Case(5, Release.Ssz)
        .Case(6, Settle.Ssz)
        .Case(7, PostBond.Ssz)
        .Case(8, WithdrawBond.Ssz);
}

/// <summary>What follows from evidence: of the beacon chain, or of the pool chain itself.</summary>
public abstract record EvidenceOperation : LedgerOperation;

/// <summary>Pays free money out of the ledger.</summary>
public sealed record Withdraw(AccountId Actor, ulong Number, Gwei Amount)
    : OwnerOperation(Actor, Number)
{
    public static new SszContainer<Withdraw> Ssz { get; } = OwnerOperationSchema.Of<Withdraw>()
        .Field("amount", SszTypes.Gwei, static x => x.Amount)
        .Build(static v => new(v.Take<AccountId>(), v.Take<ulong>(), v.Take<Gwei>()));
}

/// <summary>Makes earned rewards free money.</summary>
public sealed record Collect(AccountId Actor, ulong Number, Gwei Amount)
    : OwnerOperation(Actor, Number)
{
    public static new SszContainer<Collect> Ssz { get; } = OwnerOperationSchema.Of<Collect>()
        .Field("amount", SszTypes.Gwei, static x => x.Amount)
        .Build(static v => new(v.Take<AccountId>(), v.Take<ulong>(), v.Take<Gwei>()));
}

/// <summary>Opens a fund.</summary>
/// <param name="Actor">Who is to be paid the margin.</param>
/// <param name="Number">See <see cref="OwnerOperation"/>.</param>
/// <param name="Margin">The operator's share of rewards, in millionths, 0 to 1,000,000.</param>
public sealed record OpenFund(AccountId Actor, ulong Number, uint Margin)
    : OwnerOperation(Actor, Number)
{
    public static new SszContainer<OpenFund> Ssz { get; } = OwnerOperationSchema.Of<OpenFund>()
        .Field("margin", DelegationTypes.Millionths, static x => x.Margin)
        .Build(static v => new(v.Take<AccountId>(), v.Take<ulong>(), v.Take<uint>()));
}

/// <summary>Locks one unit of free money in a fund.</summary>
public sealed record MakeLock(AccountId Actor, ulong Number, FundId Fund)
    : OwnerOperation(Actor, Number)
{
    public static new SszContainer<MakeLock> Ssz { get; } = OwnerOperationSchema.Of<MakeLock>()
        .Field("fund", LedgerTypes.FundId, static x => x.Fund)
        .Build(static v => new(v.Take<AccountId>(), v.Take<ulong>(), v.Take<FundId>()));
}

/// <summary>Asks for a lock back; it stops earning at once, and is paid after the delay.</summary>
public sealed record RequestUnlock(AccountId Actor, ulong Number, LockId Lock)
    : OwnerOperation(Actor, Number)
{
    public static new SszContainer<RequestUnlock> Ssz { get; } = OwnerOperationSchema.Of<RequestUnlock>()
        .Field("lock", LedgerTypes.LockId, static x => x.Lock)
        .Build(static v => new(v.Take<AccountId>(), v.Take<ulong>(), v.Take<LockId>()));
}

/// <summary>Takes a lock back whose delay is over.</summary>
public sealed record Release(AccountId Actor, ulong Number, LockId Lock)
    : OwnerOperation(Actor, Number)
{
    public static new SszContainer<Release> Ssz { get; } = OwnerOperationSchema.Of<Release>()
        .Field("lock", LedgerTypes.LockId, static x => x.Lock)
        .Build(static v => new(v.Take<AccountId>(), v.Take<ulong>(), v.Take<LockId>()));
}

/// <summary>Brings what a backed lock has earned to its owner's account.</summary>
public sealed record Settle(AccountId Actor, ulong Number, LockId Lock)
    : OwnerOperation(Actor, Number)
{
    public static new SszContainer<Settle> Ssz { get; } = OwnerOperationSchema.Of<Settle>()
        .Field("lock", LedgerTypes.LockId, static x => x.Lock)
        .Build(static v => new(v.Take<AccountId>(), v.Take<ulong>(), v.Take<LockId>()));
}

/// <summary>Puts free money up as collateral.</summary>
public sealed record PostBond(AccountId Actor, ulong Number, FundId Fund, Gwei Amount)
    : OwnerOperation(Actor, Number)
{
    public static new SszContainer<PostBond> Ssz { get; } = OwnerOperationSchema.Of<PostBond>()
        .Field("fund", LedgerTypes.FundId, static x => x.Fund)
        .Field("amount", SszTypes.Gwei, static x => x.Amount)
        .Build(static v => new(v.Take<AccountId>(), v.Take<ulong>(), v.Take<FundId>(), v.Take<Gwei>()));
}

/// <summary>Asks for collateral back, out of what the fund can spare.</summary>
public sealed record WithdrawBond(AccountId Actor, ulong Number, FundId Fund, Gwei Amount)
    : OwnerOperation(Actor, Number)
{
    public static new SszContainer<WithdrawBond> Ssz { get; } = OwnerOperationSchema.Of<WithdrawBond>()
        .Field("fund", LedgerTypes.FundId, static x => x.Fund)
        .Field("amount", SszTypes.Gwei, static x => x.Amount)
        .Build(static v => new(v.Take<AccountId>(), v.Take<ulong>(), v.Take<FundId>(), v.Take<Gwei>()));
}

/// <summary>Opens an account for a key.</summary>
/// <param name="Owner">The key's hash.</param>
public sealed record OpenAccount(Hash32 Owner) : EvidenceOperation;

/// <summary>A deposit has arrived.</summary>
public sealed record Credit(AccountId Account, Gwei Amount) : EvidenceOperation;

/// <summary>A fund's validators have earned.</summary>
public sealed record Reward(FundId Fund, Gwei Amount) : EvidenceOperation;

/// <summary>An epoch's rewards are paid: to each account its part, and what is left to the reserve.</summary>
/// <param name="Amount">All of it.</param>
/// <param name="Payouts">By account, each once.</param>
/// <param name="Reserve">The account that owns what nobody else is paid.</param>
public sealed record PayRewards(Gwei Amount, Sequence<Payout> Payouts, AccountId Reserve)
    : EvidenceOperation;

/// <summary>A validator was slashed.</summary>
/// <param name="Lock">The lock that it stands on.</param>
/// <param name="Key">Its key, so that evidence that comes twice never hits the validator after it.</param>
/// <param name="Loss">What it cost at once.</param>
/// <param name="LaterAtMost">What it may cost until its stake is free, beyond that.</param>
/// <param name="Culprits">Whose collateral is charged first; may be empty.</param>
public sealed record Slash(
    LockId Lock, ulong Key, Gwei Loss, Gwei LaterAtMost, Sequence<AccountId> Culprits)
    : EvidenceOperation;

/// <summary>A slashed validator has lost more, as reserved for.</summary>
/// <param name="Fund">Its fund.</param>
/// <param name="Reservation">The reservation's place, in the order of slashing.</param>
/// <param name="Loss">What it has lost since.</param>
/// <param name="IsLast">True when nothing more can follow: what is left of the reservation is free.</param>
/// <param name="Culprits">Whose collateral is charged first; may be empty.</param>
public sealed record ChargeReservation(
    FundId Fund, uint Reservation, Gwei Loss, bool IsLast, Sequence<AccountId> Culprits)
    : EvidenceOperation;

/// <summary>Validators of a fund have lost by absence or a leak.</summary>
/// <param name="Fund">The fund.</param>
/// <param name="Lock">
/// The lock whose validator lost it; in <see cref="Protocol.Seed"/> none stands for all of them.
/// </param>
/// <param name="Loss">What was lost.</param>
/// <param name="Culprits">Whose collateral is charged first; may be empty.</param>
public sealed record Penalize(FundId Fund, Optional<uint> Lock, Gwei Loss, Sequence<AccountId> Culprits)
    : EvidenceOperation;

/// <summary>An operator is fined for a fault of its own; the fine is burned.</summary>
/// <param name="Fund">The fund with the bond.</param>
/// <param name="Operator">Whose bond is charged.</param>
/// <param name="Amount">The fine; a smaller bond is taken whole.</param>
public sealed record Fine(FundId Fund, AccountId Operator, Gwei Amount) : EvidenceOperation;

/// <summary>Free money stands behind a bid from now on, and cannot be spent.</summary>
public sealed record Hold(AccountId Account, Gwei Amount) : EvidenceOperation;

/// <summary>A bid is over: what stood behind it is free again, but for what it costs.</summary>
/// <param name="Account">Whose bid it was.</param>
/// <param name="Amount">What was held for it.</param>
/// <param name="Burned">The part that is burned, at most all of it.</param>
public sealed record EndHold(AccountId Account, Gwei Amount, Gwei Burned) : EvidenceOperation;

/// <summary>The beacon chain has come to an epoch.</summary>
public sealed record AdvanceEpoch(Epoch Epoch) : EvidenceOperation;

/// <summary>The beginning that the schemas of all these operations share.</summary>
internal static class OwnerOperationSchema
{
    internal static SszContainerBuilder<T> Of<T>()
        where T : OwnerOperation => SszContainer.Of<T>()
        .Field("actor", LedgerTypes.AccountId, static x => x.Actor)
        .Field("number", SszTypes.Uint64, static x => x.Number);
}

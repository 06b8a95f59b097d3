using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger;

/// <summary>The schemas of the ledger's own small types, and the most that there is of each.</summary>
public static class LedgerTypes
{
    /// <summary>The most accounts.</summary>
    public const long AccountsMax = 1L << 32;

    /// <summary>The most funds.</summary>
    public const long FundsMax = 1 << 16;

    /// <summary>The most locks that were ever made in a fund.</summary>
    public const long LocksMax = 1L << 32;

    /// <summary>The most bonds in a fund.</summary>
    public const int BondsMax = 1024;

    /// <summary>The most pieces of collateral of a fund that are on their way out at a time.</summary>
    public const int LeavingMax = 1024;

    /// <summary>The most slashed validators of a fund whose last penalty is not due yet.</summary>
    public const int ReservationsMax = 1 << 20;

    /// <summary>An account's number.</summary>
    public static SszType<AccountId> AccountId { get; } =
        SszTypes.Uint32.As(static v => new AccountId((uint)v), static a => a.Value);

    /// <summary>A fund's number.</summary>
    public static SszType<FundId> FundId { get; } =
        SszTypes.Uint32.As(static v => new FundId((uint)v), static f => f.Value);

    /// <summary>A lock's number.</summary>
    public static SszType<LockId> LockId { get; } = SszContainer.Of<LockId>()
        .Field("fund", FundId, static x => x.Fund)
        .Field("sequence", SszTypes.Number32, static x => x.Sequence)
        .Build(static v => new(v.Take<FundId>(), v.Take<uint>()));

    /// <summary>A lock's status.</summary>
    public static SszType<LockStatus> LockStatus { get; } = SszTypes.Uint8.As(
        static v => (LockStatus)v, static s => (ulong)s, static v => v <= (ulong)Locks.LockStatus.Released);
}

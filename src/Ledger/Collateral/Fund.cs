using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger.Collateral;

/// <summary>
/// Locks, and the collateral that stands in for what their validators do: one staking pool of seed 001.
/// </summary>
/// <param name="Operator">Who opened it, and is paid its share of the rewards.</param>
/// <param name="Margin">The operator's share of rewards, in millionths.</param>
/// <param name="Locks">All that were ever made, in order.</param>
/// <param name="Bonds">The collateral, in the order in which operators came.</param>
/// <param name="Leaving">Parts of it on their way out, the earliest first.</param>
/// <param name="Reservations">Parts of it that are owed already, by the order of slashing.</param>
/// <param name="Keys">How many validator keys were ever made; each is used once.</param>
/// <param name="Turn">The lock whose turn comes next, in <see cref="BackingOrder.RoundRobin"/>.</param>
/// <param name="RewardPerLock">What a lock that was always backed would have earned.</param>
/// <param name="Penalties">All losses ever.</param>
/// <param name="Charged">What of them collateral has borne.</param>
public sealed record Fund(
    AccountId Operator,
    uint Margin,
    MerkleList<StakeLock, LockTotals> Locks,
    MerkleList<Bond, BondTotals> Bonds,
    Sequence<LeavingCollateral> Leaving,
    MerkleList<Reservation, ReservationTotals> Reservations,
    ulong Keys,
    uint Turn,
    Gwei RewardPerLock,
    Gwei Penalties,
    Gwei Charged)
{
    /// <summary>A whole, in the millionths that margins are given in.</summary>
    public const uint MarginWhole = 1_000_000;

    private static readonly SszMerkleList<StakeLock, LockTotals> LocksSsz =
        SszTypes.MerkleList<StakeLock, LockTotals>(StakeLock.Ssz, LedgerTypes.LocksMax);

    private static readonly SszMerkleList<Bond, BondTotals> BondsSsz =
        SszTypes.MerkleList<Bond, BondTotals>(Bond.Ssz, LedgerTypes.BondsMax);

    private static readonly SszMerkleList<Reservation, ReservationTotals> ReservationsSsz =
        SszTypes.MerkleList<Reservation, ReservationTotals>(Reservation.Ssz, LedgerTypes.ReservationsMax);

    public static SszContainer<Fund> Ssz { get; } = SszContainer.Of<Fund>()
        .Field("operator", LedgerTypes.AccountId, static x => x.Operator)
        .Field("margin", SszTypes.Number32, static x => x.Margin)
        .Field("locks", LocksSsz, static x => x.Locks)
        .Field("bonds", BondsSsz, static x => x.Bonds)
        .Field(
            "leaving",
            SszTypes.List(LeavingCollateral.Ssz, LedgerTypes.LeavingMax),
            static x => x.Leaving)
        .Field("reservations", ReservationsSsz, static x => x.Reservations)
        .Field("keys", SszTypes.Uint64, static x => x.Keys)
        .Field("turn", SszTypes.Number32, static x => x.Turn)
        .Field("reward_per_lock", SszTypes.Gwei, static x => x.RewardPerLock)
        .Field("penalties", SszTypes.Gwei, static x => x.Penalties)
        .Field("charged", SszTypes.Gwei, static x => x.Charged)
        .BuildRemembering(static v => new(
            v.Take<AccountId>(),
            v.Take<uint>(),
            v.Take<MerkleList<StakeLock, LockTotals>>(),
            v.Take<MerkleList<Bond, BondTotals>>(),
            v.Take<Sequence<LeavingCollateral>>(),
            v.Take<MerkleList<Reservation, ReservationTotals>>(),
            v.Take<ulong>(),
            v.Take<uint>(),
            v.Take<Gwei>(),
            v.Take<Gwei>(),
            v.Take<Gwei>()));

    /// <summary>The fund in sums.</summary>
    public FundFigures Figures => new(
        Locks.Measure, Bonds.Measure, Reservations.Measure, RewardPerLock, Penalties, Charged);

    /// <summary>A fund without locks and without collateral.</summary>
    public static Fund Open(AccountId @operator, uint margin) =>
        new(
            @operator,
            margin,
            LocksSsz.Empty,
            BondsSsz.Empty,
            [],
            ReservationsSsz.Empty,
            0,
            0,
            default,
            default,
            default);

    /// <summary>The branch from a lock that is there to the fund's root.</summary>
    internal static MerkleBranch BranchOfLock(Fund fund, uint number) =>
        LocksSsz.BranchOf(fund.Locks, (int)number).Under(Ssz.BranchOf(fund, "locks"));

    /// <summary>Where a lock lies in the fund's tree.</summary>
    internal static GeneralizedIndex IndexOfLock(uint number) =>
        LocksSsz.IndexOf(number).Under(Ssz.IndexOf("locks"));
}

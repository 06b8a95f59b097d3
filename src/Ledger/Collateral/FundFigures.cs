using TrustlessPools.Ledger.Locks;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Collateral;

/// <summary>A fund in sums: all that capacity and conservation depend on.</summary>
/// <param name="Locks">Sums over its locks.</param>
/// <param name="Bonds">Sums over its bonds.</param>
/// <param name="Reservations">Sums over its reservations.</param>
/// <param name="RewardPerLock">What a lock that was always backed would have earned.</param>
/// <param name="Penalties">All losses ever.</param>
/// <param name="Charged">What of them collateral has borne.</param>
public readonly record struct FundFigures(
    LockTotals Locks,
    BondTotals Bonds,
    ReservationTotals Reservations,
    Gwei RewardPerLock,
    Gwei Penalties,
    Gwei Charged)
{
    /// <summary>All collateral, also what is owed or on its way out: S in seed 001.</summary>
    public Gwei Collateral => Bonds.Staying + Bonds.Leaving;

    /// <summary>Losses that nobody's collateral has borne. A memory, not money.</summary>
    public Gwei Shortfall => Penalties - Charged;

    /// <summary>Rewards of backed locks that are not yet on their owners' accounts.</summary>
    public Gwei Owed => new((ulong)(((UInt128)RewardPerLock.Value * Locks.Backed) - Locks.Marks));

    /// <summary>Locks that are backed, or wait for nothing but collateral.</summary>
    public uint Eligible => Locks.Backed + Locks.Idle;

    /// <summary>What the fund holds for all: stake, collateral and rewards.</summary>
    /// <param name="unit">What a lock holds.</param>
    public Gwei Money(Gwei unit) => (unit * Locks.Held) - Locks.Loss + Collateral + Owed;
}

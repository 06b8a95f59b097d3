using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger.Locks;

/// <summary>What a fund's locks add up to; kept by the list, so that nothing is summed up anew.</summary>
/// <param name="Held">Locks that are not paid out.</param>
/// <param name="Backed">Locks that collateral backs.</param>
/// <param name="Idle">Locks that wait for collateral, and for nothing else.</param>
/// <param name="Exposed">Locks whose validator can still be charged for.</param>
/// <param name="Staying">Exposed locks whose validator is not on its way out.</param>
/// <param name="Marks">
/// The sum of the backed locks' reward marks, in Gwei; no lock need have earned what its mark says, so that
/// the sum may be more than all money.
/// </param>
/// <param name="Loss">The sum of the held locks' losses.</param>
/// <param name="FirstChange">
/// The far future less <see cref="NextChange"/>, so that the default is never.
/// </param>
public readonly record struct LockTotals(
    uint Held,
    uint Backed,
    uint Idle,
    uint Exposed,
    uint Staying,
    UInt128 Marks,
    Gwei Loss,
    ulong FirstChange)
    : IMeasure<StakeLock, LockTotals>
{
    /// <summary>
    /// The first epoch in which a slashed validator has left, or stake is free; far future for none.
    /// </summary>
    public Epoch NextChange => new(ulong.MaxValue - FirstChange);

    public static LockTotals Of(StakeLock element)
    {
        ArgumentNullException.ThrowIfNull(element);
        bool isHeld = element.Status is not LockStatus.Released;
        bool isBacked = element.Status is LockStatus.Backed;
        return new(
            isHeld ? 1u : 0,
            isBacked ? 1u : 0,
            element.IsWaiting ? 1u : 0,
            element.IsExposed ? 1u : 0,
            element.IsExposed && element.LeavesAt == Epoch.FarFuture ? 1u : 0,
            isBacked ? element.RewardMark.Value : UInt128.Zero,
            isHeld ? element.Loss : default,
            ulong.MaxValue - (element.IsSlashed ? element.LeavesAt : element.FreeAt).Value);
    }

    public static LockTotals Add(LockTotals left, LockTotals right) => new(
        left.Held + right.Held,
        left.Backed + right.Backed,
        left.Idle + right.Idle,
        left.Exposed + right.Exposed,
        left.Staying + right.Staying,
        left.Marks + right.Marks,
        left.Loss + right.Loss,
        Math.Max(left.FirstChange, right.FirstChange));
}

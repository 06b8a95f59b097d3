using TrustlessPools.Economics.Cardano;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Delegation;

/// <summary>What a pool earned in an epoch, and how it is divided.</summary>
/// <param name="Pool">Which pool.</param>
/// <param name="MaxPool">The most that it could have earned, rounded down.</param>
/// <param name="Performance">Its part of the work over its part of the active stake; may exceed 1.</param>
/// <param name="Amount">f: what it earned.</param>
/// <param name="Leader">What its operator gets, own stake included.</param>
/// <param name="Members">What all others get together.</param>
/// <remarks>Spec: docs/spec/delegation.md#pool-reward.</remarks>
public readonly record struct PoolEarning(
    PoolId Pool, Gwei MaxPool, Ratio Performance, Gwei Amount, Gwei Leader, Gwei Members)
{
    /// <summary>The leader's reward, rounded down.</summary>
    /// <param name="amount">f: what the pool earned.</param>
    /// <param name="pool">The pool; its stake is above 0.</param>
    internal static Gwei LeaderOf(Gwei amount, SnapshotPool pool) => amount <= pool.Terms.Cost
        ? amount
        : pool.Terms.Cost + (amount - pool.Terms.Cost).ScaleFloor(
            SplitOf(pool).LeaderPart(Ratio.FromInteger(pool.OwnStake.Value)));

    /// <summary>A member's reward, rounded down.</summary>
    /// <param name="amount">f: what the pool earned.</param>
    /// <param name="pool">The pool; its stake is above 0.</param>
    /// <param name="stake">The member's stake in it.</param>
    internal static Gwei MemberOf(Gwei amount, SnapshotPool pool, Gwei stake) => amount <= pool.Terms.Cost
        ? default
        : (amount - pool.Terms.Cost).ScaleFloor(
            SplitOf(pool).MemberPart(Ratio.FromInteger(stake.Value)));

    /// <summary>The most that a pool can earn, rounded down.</summary>
    /// <param name="curve">The epoch's reward curve.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="whole">What its stake is a part of; above 0.</param>
    internal static Gwei MaxPoolOf(RewardCurve<Ratio> curve, SnapshotPool pool, Gwei whole) =>
        new((ulong)curve.MaxPool(new(
            Stake: new(pool.Stake.Value, whole.Value),
            Pledge: new(pool.Terms.Pledge.Value, whole.Value),
            OwnersStake: new(pool.OwnStake.Value, whole.Value))).Floor());

    private static RewardSplit<Ratio> SplitOf(SnapshotPool pool) =>
        new(pool.Terms.MarginPart, Ratio.FromInteger(pool.Stake.Value));
}

using System.Numerics;

namespace TrustlessPools.Economics.Cardano;

/// <summary>How what a pool earns beyond its cost is divided between its leader and its members.</summary>
/// <typeparam name="T">Exact rationals for a ledger; approximate numbers for a simulation.</typeparam>
/// <param name="Margin">m, 0..1: the leader's part before anything is divided by stake.</param>
/// <param name="Stake">All stake of the pool, above 0, in any unit; every other stake is in the same.</param>
/// <remarks>
/// Spec: docs/spec/delegation.md#split. Source: <c>leaderRew</c> and <c>memberRew</c> of cardano-ledger,
/// Rewards.hs, where s, t and sigma are parts of the circulation, which cancels.
/// </remarks>
public readonly record struct RewardSplit<T>(T Margin, T Stake)
    where T : struct,
        IAdditionOperators<T, T, T>,
        ISubtractionOperators<T, T, T>,
        IMultiplyOperators<T, T, T>,
        IDivisionOperators<T, T, T>,
        IMultiplicativeIdentity<T, T>
{
    /// <summary>The leader's part, m + (1 - m) s / sigma.</summary>
    /// <param name="ownersStake">s: the stake of all owners in this pool.</param>
    public T LeaderPart(T ownersStake) => Margin + MemberPart(ownersStake);

    /// <summary>The part of a member, (1 - m) t / sigma.</summary>
    /// <param name="stake">t: the member's stake in this pool.</param>
    public T MemberPart(T stake) => (T.MultiplicativeIdentity - Margin) * stake / Stake;
}

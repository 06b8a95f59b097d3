using System.Numerics;

namespace TrustlessPools.Economics.Cardano;

/// <summary>The most that a pool can earn in an epoch, by its stake and its pledge.</summary>
/// <typeparam name="T">Exact rationals for a ledger; approximate numbers for a simulation.</typeparam>
/// <param name="PledgeInfluence">a0, at least 0: how much of the pot only pledge can earn.</param>
/// <param name="TargetPools">k, at least 1: a pool of more than 1/k of the circulation is saturated.</param>
/// <param name="Pot">R: the rewards of all pools, in any unit; the result is in the same.</param>
/// <remarks>
/// Spec: docs/spec/delegation.md#curve. Source: <c>maxPool'</c> of cardano-ledger, SnapShots.hs; with a cap
/// on leverage, CIP-50. Nothing rounds here: a ledger takes the floor of the result, once.
/// </remarks>
public readonly record struct RewardCurve<T>(T PledgeInfluence, T TargetPools, T Pot)
    where T : struct,
        IAdditionOperators<T, T, T>,
        ISubtractionOperators<T, T, T>,
        IMultiplyOperators<T, T, T>,
        IDivisionOperators<T, T, T>,
        IComparisonOperators<T, T, bool>,
        IAdditiveIdentity<T, T>,
        IMultiplicativeIdentity<T, T>
{
    /// <summary>L, at least 1: stake counts up to L times the pledge. Null for no such cap.</summary>
    public T? LeverageCap { get; init; }

    /// <summary>z0 = 1/k, the part of the circulation above which stake earns a pool nothing more.</summary>
    public T Saturation => T.MultiplicativeIdentity / TargetPools;

    /// <summary>Evaluates the curve.</summary>
    /// <param name="pool">Parts of the circulation, of which the pledge is at most the stake.</param>
    /// <returns>
    /// maxPool without its floor, 0 to sigma R; 0 when the owners keep less than they pledged.
    /// </returns>
    public T MaxPool(RelativePool<T> pool)
    {
        if (pool.Pledge > pool.OwnersStake)
        {
            return T.AdditiveIdentity;
        }

        T saturation = Saturation;
        T stake = Least(pool.Stake, saturation);
        if (LeverageCap is T cap)
        {
            stake = Least(stake, cap * pool.Pledge);
        }

        T pledge = Least(pool.Pledge, saturation);
        T vacancy = (saturation - stake) / saturation;
        T bonus = pledge * PledgeInfluence * ((stake - (pledge * vacancy)) / saturation);
        return Pot / (T.MultiplicativeIdentity + PledgeInfluence) * (stake + bonus);
    }

    private static T Least(T left, T right) => left < right ? left : right;
}

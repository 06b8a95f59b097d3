using System.Numerics;

namespace TrustlessPools.Economics.Cardano;

/// <summary>Somebody who opens as many pools as decide, and undercuts those that are honest.</summary>
/// <typeparam name="T">Exact rationals, or approximate numbers.</typeparam>
/// <param name="PledgeInfluence">a0, above 0: without it, pledge is no protection at all.</param>
/// <param name="TargetPools">k; the attacker wants half of them.</param>
/// <param name="RivalPledge">
/// lambda: the pledge, as a part of the circulation, of the honest pool that is the k/2-most attractive.
/// </param>
/// <param name="PoolCost">c: that pool's cost, as a part of the epoch's rewards.</param>
/// <param name="DeclaredCost">r, 0..1: the part of that cost that the attacker declares.</param>
/// <remarks>
/// Spec: docs/spec/delegation.md#attack. Source: cardano-ledger,
/// eras/shelley/design-spec/shelley-delegation.tex.
/// </remarks>
public readonly record struct SybilAttack<T>(
    T PledgeInfluence, T TargetPools, T RivalPledge, T PoolCost, T DeclaredCost)
    where T : struct,
        IAdditionOperators<T, T, T>,
        ISubtractionOperators<T, T, T>,
        IMultiplyOperators<T, T, T>,
        IDivisionOperators<T, T, T>,
        IComparisonOperators<T, T, bool>,
        IAdditiveIdentity<T, T>,
        IMultiplicativeIdentity<T, T>
{
    /// <summary>
    /// S: the stake of its own with which the attacker's pools are as attractive as that honest one, as a
    /// part of the circulation; 0 when the lower cost is enough.
    /// </summary>
    /// <remarks>max(0, k/2 (lambda - c (1 - r) (1 + 1/a0))).</remarks>
    public T StakeNeeded
    {
        get
        {
            T one = T.MultiplicativeIdentity;
            T undercut = PoolCost * (one - DeclaredCost) * (one + (one / PledgeInfluence));
            T pledge = RivalPledge - undercut;
            return pledge > T.AdditiveIdentity ? TargetPools / (one + one) * pledge : T.AdditiveIdentity;
        }
    }
}

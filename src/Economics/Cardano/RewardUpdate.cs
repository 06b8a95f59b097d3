using TrustlessPools.Primitives;

namespace TrustlessPools.Economics.Cardano;

/// <summary>What the end of an epoch's rewards changes: accounts, treasury and reserves.</summary>
/// <param name="Pots">Where the rewards come from.</param>
/// <param name="Pools">
/// What each pool of the snapshot that made blocks earned, in the snapshot's order.
/// </param>
/// <param name="Rewards">
/// Every reward that is due, also to accounts that are not registered: leaders in the order of pools, then
/// members in the order of credentials.
/// </param>
/// <param name="Unclaimable">The part of the rewards that is due to accounts that are not registered.</param>
/// <remarks>
/// dR1 + fees = dT + rewards + dR2, to the lovelace. Spec: docs/spec/delegation.md#update. Source:
/// cardano-ledger, PulsingReward.hs.
/// </remarks>
public sealed record RewardUpdate(
    EpochPots Pots, Sequence<PoolReward> Pools, Sequence<Reward> Rewards, Lovelace Unclaimable)
{
    /// <summary>The sum of all rewards, at most R.</summary>
    public Lovelace Paid
    {
        get
        {
            Lovelace sum = default;
            foreach (Reward reward in Rewards.AsSpan())
            {
                sum += reward.Amount;
            }

            return sum;
        }
    }

    /// <summary>What the treasury gets: its cut, and what nobody can claim.</summary>
    public Lovelace ToTreasury => Pots.TreasuryCut + Unclaimable;

    /// <summary>dR2: what returns to the reserves.</summary>
    public Lovelace BackToReserves => Pots.BackToReserves(Paid);

    /// <summary>The reserves after the update.</summary>
    public Lovelace ReservesAfter(Lovelace before) => before - Pots.FromReserves + BackToReserves;

    /// <summary>Computes the rewards of an epoch.</summary>
    /// <param name="epoch">Its active stake is at most the circulation.</param>
    /// <param name="parameters">With them, an epoch expects at least one block, or is federated.</param>
    public static RewardUpdate Of(RewardedEpoch epoch, RewardParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        ArgumentNullException.ThrowIfNull(parameters);
        return new RewardComputation(epoch, parameters).Run();
    }
}

using TrustlessPools.Primitives;

namespace TrustlessPools.Economics.Ethereum;

/// <summary>
/// The whole cost of the first validator of a group that is slashed, until its stake is free.
/// </summary>
/// <param name="InitialPenalty">What it lost at once.</param>
/// <param name="AttestationPenalties">What it lost for votes that it could not make, of all epochs.</param>
/// <param name="CorrelationPenalty">What it lost for all that was slashed with it.</param>
/// <param name="FinalBalance">What is left.</param>
/// <param name="ExitEpoch">Its first epoch without duties.</param>
/// <param name="LastExitEpoch">That of the last of its group.</param>
/// <param name="WithdrawableEpoch">When its stake is free.</param>
/// <remarks>
/// Spec: docs/spec/penalties.md#the-life-of-a-slashed-validator. Penalties are what was charged: together
/// they are never more than the balance.
/// </remarks>
public sealed record SlashedLife(
    Gwei InitialPenalty,
    Gwei AttestationPenalties,
    Gwei CorrelationPenalty,
    Gwei FinalBalance,
    Epoch ExitEpoch,
    Epoch LastExitEpoch,
    Epoch WithdrawableEpoch)
{
    /// <summary>All that it lost.</summary>
    public Gwei Loss => InitialPenalty + AttestationPenalties + CorrelationPenalty;

    /// <summary>Goes through all epochs from the slashing on.</summary>
    /// <param name="group">The group, whose stake is at most the network's.</param>
    /// <param name="parameters">The network's.</param>
    /// <remarks>
    /// For n validators and e epochs O(n + e), and O(e * e) more when the queue is so long that some leave
    /// after the time for which slashed stake is held: beyond 2 million ETH on mainnet.
    /// </remarks>
    public static SlashedLife OfFirst(SlashedGroup group, BeaconParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(parameters);
        Invariant.Holds(group.Validators > 0, "A group of slashed validators has a first one.");
        Invariant.Holds(group.Stake <= group.TotalActive, "Who is slashed was active.");
        var cohorts = SlashedCohorts.Of(group, parameters);
        Gwei initial = group.EffectiveBalance - cohorts.First.Balance;
        Gwei attestations = default;
        Gwei correlation = default;
        for (Epoch epoch = group.Epoch; epoch < cohorts.FirstWithdrawableEpoch; epoch += 1)
        {
            Gwei total = cohorts.TotalActive(epoch);
            attestations += cohorts.ChargeMissedVotes(total);
            correlation += cohorts.ChargeCorrelation(epoch, total);
            cohorts.EndEpoch();
        }

        return new(
            initial,
            attestations,
            correlation,
            cohorts.First.Balance,
            cohorts.FirstExitEpoch,
            cohorts.LastExitEpoch,
            cohorts.FirstWithdrawableEpoch);
    }
}

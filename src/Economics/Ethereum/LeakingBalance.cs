using TrustlessPools.Primitives;

namespace TrustlessPools.Economics.Ethereum;

/// <summary>What an inactivity leak does to one validator, epoch by epoch.</summary>
/// <param name="Score">The inactivity score.</param>
/// <param name="Balance">The balance.</param>
/// <param name="EffectiveBalance">The effective balance.</param>
/// <remarks>
/// Spec: docs/spec/penalties.md#leak. The validator stays active: whether
/// <see cref="ChurnParameters.EjectionBalance"/> is reached is for the caller to see.
/// </remarks>
public readonly record struct LeakingBalance(InactivityScore Score, Gwei Balance, Gwei EffectiveBalance)
{
    /// <summary>Before the leak: a score of zero and a balance that counts in full.</summary>
    public static LeakingBalance Begin(Gwei effectiveBalance) =>
        new(default, Balance: effectiveBalance, EffectiveBalance: effectiveBalance);

    /// <summary>A validator that misses every vote for a number of epochs of a leak.</summary>
    /// <param name="effectiveBalance">At its beginning.</param>
    /// <param name="othersActive">As for <see cref="AfterEpoch"/>.</param>
    /// <param name="epochs">How many; time is linear in them.</param>
    /// <param name="parameters">The network's.</param>
    public static LeakingBalance Offline(
        Gwei effectiveBalance, Gwei othersActive, ulong epochs, PenaltyParameters parameters)
    {
        LeakingBalance balance = Begin(effectiveBalance);
        for (ulong i = 0; i < epochs; i++)
        {
            balance = balance.AfterEpoch(isVoting: false, othersActive, parameters);
        }

        return balance;
    }

    /// <summary>One epoch of the leak.</summary>
    /// <param name="isVoting">Whether the vote of the epoch has every flag.</param>
    /// <param name="othersActive">The active balance of the rest of the network.</param>
    /// <param name="parameters">The network's.</param>
    public LeakingBalance AfterEpoch(bool isVoting, Gwei othersActive, PenaltyParameters parameters)
    {
        InactivityScore score = Score.Next(hasTarget: isVoting, isLeaking: true, parameters);
        if (isVoting)
        {
            return this with { Score = score };
        }

        Gwei total = EffectiveBalances.AtLeastOneIncrement(othersActive + EffectiveBalance);
        Gwei baseReward = BaseRewards.Of(EffectiveBalance, BaseRewards.PerIncrement(total));
        Gwei balance = Balance
            .MinusOrZero(FlagDeltas.PenaltyOfAll(baseReward))
            .MinusOrZero(InactivityLeak.Penalty(EffectiveBalance, score, parameters));
        return new(score, balance, EffectiveBalances.Next(EffectiveBalance, balance, EffectiveBalances.Max));
    }
}

using TrustlessPools.Primitives;

namespace TrustlessPools.Economics.Ethereum;

/// <summary>
/// What a part of a vote earns, and what its lack costs (consensus-specs <c>get_flag_index_deltas</c>).
/// </summary>
/// <remarks>Spec: docs/spec/penalties.md#votes.</remarks>
public static class FlagDeltas
{
    /// <summary>What a vote with this flag earns; nothing in a leak.</summary>
    /// <param name="baseReward">The voter's.</param>
    /// <param name="flag">The part of the vote.</param>
    /// <param name="participation">The network's, for the same flag.</param>
    public static Gwei Reward(Gwei baseReward, ParticipationFlag flag, FlagParticipation participation)
    {
        if (participation.IsLeaking)
        {
            return default;
        }

        // The order of multiplication and division decides the Gwei: floor once, at the end.
        ulong participating = EffectiveBalances.InIncrements(participation.Participating);
        ulong active = EffectiveBalances.InIncrements(participation.Active);
        ulong numerator = baseReward.Value * flag.Weight() * participating;
        return new(numerator / (active * ParticipationFlagWeights.Denominator));
    }

    /// <summary>What the lack of this flag costs: nothing for the head.</summary>
    /// <param name="baseReward">The validator's.</param>
    /// <param name="flag">The part of the vote.</param>
    public static Gwei Penalty(Gwei baseReward, ParticipationFlag flag) =>
        flag is ParticipationFlag.TimelyHead
            ? default
            : new(baseReward.Value * flag.Weight() / ParticipationFlagWeights.Denominator);

    /// <summary>What a vote that never came costs: the penalties of all flags.</summary>
    /// <param name="baseReward">The validator's.</param>
    public static Gwei PenaltyOfAll(Gwei baseReward)
    {
        var sum = new Gwei(0);
        foreach (ParticipationFlag flag in ParticipationFlagWeights.Flags)
        {
            sum += Penalty(baseReward, flag);
        }

        return sum;
    }
}

/// <summary>How much of the stake has a flag in an epoch.</summary>
/// <param name="Participating">
/// The effective balance of the unslashed validators with the flag, at least one increment.
/// </param>
/// <param name="Active">The total active balance, at least one increment.</param>
/// <param name="IsLeaking">Whether the chain is in an inactivity leak.</param>
public readonly record struct FlagParticipation(Gwei Participating, Gwei Active, bool IsLeaking);

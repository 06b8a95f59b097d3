using TrustlessPools.DevelopmentChain.Accessors;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Transition;

/// <summary>
/// What the previous epoch's votes earn and cost (consensus-specs <c>get_flag_index_deltas</c>,
/// <c>get_inactivity_penalty_deltas</c>).
/// </summary>
/// <remarks>Made from a state at its epoch's end, after the inactivity updates.</remarks>
internal sealed class AttestationDeltas
{
    private readonly BeaconState _state;
    private readonly Gwei _baseRewardPerIncrement;
    private readonly FlagParticipation[] _participation;
    private readonly Epoch _previous;

    internal AttestationDeltas(BeaconState state)
    {
        _state = state;
        _previous = state.PreviousEpoch;
        Gwei total = ActiveBalances.GetTotalActiveBalance(state);
        _baseRewardPerIncrement = BaseRewards.PerIncrement(total);
        bool isLeaking = Eligibility.IsInInactivityLeak(state);
        _participation = new FlagParticipation[ParticipationFlagWeights.Flags.Length];
        foreach (ParticipationFlag flag in ParticipationFlagWeights.Flags)
        {
            Gwei participating = ActiveBalances.GetUnslashedParticipatingBalance(
                state, state.PreviousEpochParticipation, flag, _previous);
            _participation[(int)flag] = new(participating, total, isLeaking);
        }
    }

    /// <summary>What a vote with this flag earns.</summary>
    /// <param name="effectiveBalance">The voter's.</param>
    /// <param name="flag">The part of the vote.</param>
    internal Gwei RewardOf(Gwei effectiveBalance, ParticipationFlag flag) => FlagDeltas.Reward(
        BaseRewards.Of(effectiveBalance, _baseRewardPerIncrement), flag, _participation[(int)flag]);

    /// <summary>All parts of one validator's result.</summary>
    internal ValidatorDeltas Of(int index)
    {
        Validator validator = _state.Validators.AsSpan()[index];
        if (!Eligibility.IsEligible(validator, _previous))
        {
            return default;
        }

        ParticipationFlags flags = Eligibility.IsUnslashed(validator, _previous)
            ? _state.PreviousEpochParticipation.AsSpan()[index]
            : default;
        return new(
            Source: FlagDelta(validator, flags, ParticipationFlag.TimelySource),
            Target: FlagDelta(validator, flags, ParticipationFlag.TimelyTarget),
            Head: FlagDelta(validator, flags, ParticipationFlag.TimelyHead),
            Inactivity: flags.Has(ParticipationFlag.TimelyTarget)
                ? default
                : new(
                    Reward: default,
                    Penalty: InactivityLeak.Penalty(
                        validator.EffectiveBalance,
                        _state.InactivityScores.AsSpan()[index],
                        _state.Config.Penalties)));
    }

    private Delta FlagDelta(Validator validator, ParticipationFlags flags, ParticipationFlag flag) =>
        flags.Has(flag)
        ? new(Reward: RewardOf(validator.EffectiveBalance, flag), Penalty: default)
        : new(Reward: default, Penalty: FlagDeltas.Penalty(
            BaseRewards.Of(validator.EffectiveBalance, _baseRewardPerIncrement), flag));
}

/// <summary>A reward and a penalty, at most one of which is not zero.</summary>
internal readonly record struct Delta(Gwei Reward, Gwei Penalty)
{
    /// <summary>The balance after both; a balance never falls below zero.</summary>
    internal Gwei ApplyTo(Gwei balance) => (balance + Reward).MinusOrZero(Penalty);
}

/// <summary>The parts of a validator's result of an epoch, in the order in which they are applied.</summary>
internal readonly record struct ValidatorDeltas(Delta Source, Delta Target, Delta Head, Delta Inactivity)
{
    /// <summary>The balance after all parts.</summary>
    internal Gwei ApplyTo(Gwei balance) =>
        Inactivity.ApplyTo(Head.ApplyTo(Target.ApplyTo(Source.ApplyTo(balance))));
}

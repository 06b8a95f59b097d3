using TrustlessPools.DevelopmentChain.Accessors;
using TrustlessPools.DevelopmentChain.States;
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
    private readonly ulong _baseRewardPerIncrement;
    private readonly ulong _activeIncrements;
    private readonly ulong[] _participatingIncrements;
    private readonly bool _isLeaking;
    private readonly Epoch _previous;

    internal AttestationDeltas(BeaconState state)
    {
        _state = state;
        _previous = state.PreviousEpoch;
        Gwei total = ActiveBalances.GetTotalActiveBalance(state);
        _baseRewardPerIncrement = ActiveBalances.GetBaseRewardPerIncrement(total).Value;
        _activeIncrements = Increments(total);
        _isLeaking = Eligibility.IsInInactivityLeak(state);
        _participatingIncrements = new ulong[ParticipationFlags.All.Length];
        foreach (ParticipationFlag flag in ParticipationFlags.All)
        {
            _participatingIncrements[(int)flag] = Increments(ActiveBalances.GetUnslashedParticipatingBalance(
                state, state.PreviousEpochParticipation, flag, _previous));
        }
    }

    /// <summary>What a vote with this flag earns.</summary>
    /// <param name="increments">The voter's effective balance in increments.</param>
    /// <param name="flag">The part of the vote.</param>
    internal Gwei RewardOf(ulong increments, ParticipationFlag flag)
    {
        if (_isLeaking)
        {
            return default;
        }

        // The order of multiplication and division decides the Gwei: floor once, at the end.
        ulong numerator =
            increments * _baseRewardPerIncrement * flag.Weight() * _participatingIncrements[(int)flag];
        return new(numerator / (_activeIncrements * SpecConstants.WeightDenominator));
    }

    /// <summary>What the lack of this flag costs: nothing for the head.</summary>
    internal Gwei PenaltyOf(ulong increments, ParticipationFlag flag) => flag is ParticipationFlag.TimelyHead
        ? default
        : new(increments * _baseRewardPerIncrement * flag.Weight() / SpecConstants.WeightDenominator);

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
                    Penalty: InactivityPenalty(validator, _state.InactivityScores.AsSpan()[index])));
    }

    private Delta FlagDelta(Validator validator, ParticipationFlags flags, ParticipationFlag flag) =>
        flags.Has(flag)
        ? new(Reward: RewardOf(validator.Increments(), flag), Penalty: default)
        : new(Reward: default, Penalty: PenaltyOf(validator.Increments(), flag));

    /// <summary>What a missed target costs on top, by the validator's score.</summary>
    private Gwei InactivityPenalty(Validator validator, InactivityScore score)
    {
        ulong denominator = _state.Config.InactivityScoreBias * SpecConstants.InactivityPenaltyQuotient;
        return new(validator.EffectiveBalance.Value * score.Value / denominator);
    }

    private static ulong Increments(Gwei total) =>
        total.Value / SpecConstants.EffectiveBalanceIncrement.Value;
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

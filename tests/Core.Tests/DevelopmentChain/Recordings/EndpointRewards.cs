using System.Numerics;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.DevelopmentChain.Recordings;

/// <summary>
/// What the recorded client's rewards endpoint answers, and what the specification pays, by formulas of their
/// own: nothing here calls the chain's transition.
/// </summary>
/// <remarks>
/// The endpoint departs from the specification in three ways
/// (devnet/lodestar/recording/endpoint-rewards.mjs): it rounds to the nearest Gwei; it judges the leak by the
/// state before the transition; and for the inactivity penalty it takes the scores before the transition and
/// Altair's quotient.
/// </remarks>
internal sealed class EndpointRewards
{
    private const ulong Increment = 1_000_000_000;
    private const int Source = 0;
    private const int Target = 1;
    private const int Head = 2;

    private static readonly ulong[] Weights = [14, 26, 14];

    private readonly BeaconState _end;
    private readonly BeaconState _after;
    private readonly Epoch _voted;
    private readonly ulong _active;
    private readonly ulong _perIncrement;

    /// <param name="end">The state at the end of the epoch after the votes.</param>
    /// <param name="after">The state after the transition that follows.</param>
    internal EndpointRewards(BeaconState end, BeaconState after)
    {
        (_end, _after) = (end, after);
        _voted = end.CurrentEpoch - 1;
        _active = Sum((v, _) => IsActive(v, end.CurrentEpoch));
        _perIncrement = Increment * 64 / (ulong)Root(_active * Increment);
    }

    /// <summary>True when the endpoint has a row for the validator.</summary>
    internal bool IsEligible(int index)
    {
        Validator validator = _end.Validators[index];
        return IsActive(validator, _voted) || (validator.Slashed && _voted + 1 < validator.WithdrawableEpoch);
    }

    /// <summary>What the endpoint answers for a validator.</summary>
    internal RewardParts AsAnswered(int index) =>
        PartsOf(index, IsLeaking(_end), Nearest, _end.InactivityScores[index], quotient: 3UL << 24);

    /// <summary>What the specification pays a validator.</summary>
    internal RewardParts AsPaid(int index) =>
        PartsOf(index, IsLeaking(_after), Floor, _after.InactivityScores[index], quotient: 1UL << 24);

    /// <summary>What the endpoint answers for perfect votes with an effective balance.</summary>
    internal RewardParts IdealAsAnswered(Gwei effectiveBalance) =>
        Ideal(effectiveBalance, IsLeaking(_end), Nearest);

    /// <summary>What the specification pays for perfect votes with an effective balance.</summary>
    internal RewardParts IdealAsPaid(Gwei effectiveBalance) =>
        Ideal(effectiveBalance, IsLeaking(_after), Floor);

    private RewardParts Ideal(Gwei effectiveBalance, bool isLeaking, Func<Ratio, long> round)
    {
        ulong increments = effectiveBalance.Value / Increment;
        GweiDelta Of(int flag) => new(isLeaking ? 0 : round(Reward(increments, flag)));
        return new(Head: Of(Head), Target: Of(Target), Source: Of(Source), Inactivity: default);
    }

    private RewardParts PartsOf(
        int index, bool isLeaking, Func<Ratio, long> round, InactivityScore score, ulong quotient)
    {
        if (!IsEligible(index))
        {
            return new(default, default, default, default);
        }

        Validator validator = _end.Validators[index];
        ulong increments = validator.EffectiveBalance.Value / Increment;
        GweiDelta Of(int flag) => new(
            IsTimely(validator, index, flag) ? (isLeaking ? 0 : round(Reward(increments, flag)))
            : flag == Head ? 0 : -round(Weighted(increments, flag) / Whole(64)));
        Ratio leaked = Whole(validator.EffectiveBalance.Value) * Whole(score.Value) / Whole(4 * quotient);
        bool isMissed = !IsTimely(validator, index, Target);
        return new(
            Head: Of(Head),
            Target: Of(Target),
            Source: Of(Source),
            Inactivity: new(isMissed ? -Floor(leaked) : 0));
    }

    private Ratio Reward(ulong increments, int flag) => Weighted(increments, flag)
        * Whole(Math.Max(1, Sum((v, i) => IsTimely(v, i, flag)))) / Whole(64 * _active);

    private Ratio Weighted(ulong increments, int flag) => Whole(increments * _perIncrement * Weights[flag]);

    private bool IsTimely(Validator validator, int index, int flag) => IsActive(validator, _voted)
        && !validator.Slashed
        && (_end.PreviousEpochParticipation[index].Value >> flag & 1) == 1;

    private ulong Sum(Func<Validator, int, bool> counts)
    {
        ulong total = 0;
        for (int i = 0; i < _end.Validators.Count; i++)
        {
            Validator validator = _end.Validators[i];
            total += counts(validator, i) ? validator.EffectiveBalance.Value / Increment : 0;
        }

        return total;
    }

    /// <summary>By what a state says is final, seen from the epoch of the votes.</summary>
    private bool IsLeaking(BeaconState state) => _voted.Value - state.FinalizedCheckpoint.Epoch.Value > 4;

    private static bool IsActive(Validator validator, Epoch epoch) =>
        validator.ActivationEpoch <= epoch && epoch < validator.ExitEpoch;

    private static Ratio Whole(ulong value) => Ratio.FromInteger(new BigInteger(value));

    private static long Floor(Ratio value) => (long)value.Floor();

    private static long Nearest(Ratio value) => (long)(value + (Whole(1) / Whole(2))).Floor();

    /// <summary>The largest x with x * x at most n.</summary>
    private static BigInteger Root(BigInteger n)
    {
        BigInteger x = 0;
        for (int bit = 32; bit >= 0; bit--)
        {
            BigInteger larger = x + (BigInteger.One << bit);
            x = larger * larger <= n ? larger : x;
        }

        return x;
    }
}

using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.DevelopmentChain.Transition;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Queries;

/// <summary>What perfect votes with an effective balance would have earned.</summary>
/// <param name="EffectiveBalance">Whole increments.</param>
/// <param name="Head">For a timely head.</param>
/// <param name="Target">For a timely target.</param>
/// <param name="Source">For a timely source.</param>
public sealed record IdealReward(Gwei EffectiveBalance, Gwei Head, Gwei Target, Gwei Source);

/// <summary>What the votes of a validator for an epoch earned, and what missing parts of them cost.</summary>
/// <param name="Validator">The validator.</param>
/// <param name="Head">Zero or more.</param>
/// <param name="Target">Negative when missed.</param>
/// <param name="Source">Negative when missed.</param>
/// <param name="Inactivity">Zero or less: the inactivity penalty.</param>
public sealed record TotalReward(
    ValidatorIndex Validator, GweiChange Head, GweiChange Target, GweiChange Source, GweiChange Inactivity);

/// <summary>The rewards for the votes of an epoch (the Beacon API's <c>getAttestationsRewards</c>).</summary>
/// <param name="Ideal">For each effective balance that a validator of the state has, ascending.</param>
/// <param name="Total">For each validator, in the order of the registry; all zero for those not eligible.</param>
public sealed record AttestationRewards(Sequence<IdealReward> Ideal, Sequence<TotalReward> Total)
{
    /// <summary>Finds the rewards for the votes of an epoch.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="epoch">An epoch whose next one is over, and remembered.</param>
    /// <param name="rewards">The rewards.</param>
    /// <returns>Why there are none, or null.</returns>
    public static Refusal? TryGet(BeaconChain chain, Epoch epoch, out AttestationRewards? rewards)
    {
        ArgumentNullException.ThrowIfNull(chain);
        BeaconState? end = epoch == Epoch.FarFuture ? null : chain.StateAt(chain.Config.LastSlot(epoch + 1));
        rewards = end is null ? null : Of(end);
        return rewards is not null
            ? null
            : new EpochOutOfRange(
                epoch,
                PermittedFrom: chain.Config.EpochAt(chain.History.First),
                PermittedUpTo: chain.State.CurrentEpoch.MinusOrGenesis(2));
    }

    /// <summary>Computes what the transition at the end of a state's epoch pays for the votes of the epoch before.</summary>
    /// <param name="state">A state at the last slot of its epoch, after its block; not of the genesis epoch.</param>
    /// <remarks>Of the transition's steps those before the rewards are taken first, so the sums are what it books.</remarks>
    public static AttestationRewards Of(BeaconState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Invariant.Holds(
            state.CurrentEpoch > new Epoch(0) && state.Slot == state.Config.LastSlot(state.CurrentEpoch),
            "Rewards are computed from the end of the epoch after the votes.");
        state = ProcessInactivityUpdates.Apply(ProcessJustificationAndFinalization.Apply(state));
        var deltas = new AttestationDeltas(state);
        var total = new TotalReward[state.Validators.Count];
        var balances = new SortedSet<Gwei>();
        for (int i = 0; i < total.Length; i++)
        {
            total[i] = TotalOf(new ValidatorIndex((ulong)i), deltas.Of(i));
            balances.Add(state.Validators[i].EffectiveBalance);
        }

        return new(balances.Select(b => IdealOf(deltas, b)).ToSequence(), Sequence.Create<TotalReward>(total));
    }

    private static IdealReward IdealOf(AttestationDeltas deltas, Gwei effectiveBalance)
    {
        ulong increments = effectiveBalance.Value / SpecConstants.EffectiveBalanceIncrement.Value;
        return new(
            effectiveBalance,
            Head: deltas.RewardOf(increments, ParticipationFlag.TimelyHead),
            Target: deltas.RewardOf(increments, ParticipationFlag.TimelyTarget),
            Source: deltas.RewardOf(increments, ParticipationFlag.TimelySource));
    }

    private static TotalReward TotalOf(ValidatorIndex validator, ValidatorDeltas deltas) => new(
        validator,
        Head: ChangeOf(deltas.Head),
        Target: ChangeOf(deltas.Target),
        Source: ChangeOf(deltas.Source),
        Inactivity: ChangeOf(deltas.Inactivity));

    private static GweiChange ChangeOf(Delta delta) => GweiChange.Gain(delta.Reward) + GweiChange.Loss(delta.Penalty);
}

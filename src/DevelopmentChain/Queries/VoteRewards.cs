using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.DevelopmentChain.Transition;
using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Queries;

/// <summary>What the votes of an epoch brought (the Beacon API's <c>getAttestationsRewards</c>).</summary>
public static class VoteRewards
{
    /// <summary>Finds the rewards for the votes of an epoch.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="epoch">An epoch whose next one is in its last slot or over, and remembered.</param>
    /// <param name="rewards">The rewards.</param>
    /// <returns>Why there are none, or null.</returns>
    public static Refusal? TryGet(BeaconChain chain, Epoch epoch, out AttestationRewards? rewards)
    {
        ArgumentNullException.ThrowIfNull(chain);
        Epoch last = LastPaid(chain);
        Epoch first = chain.Config.EpochAt(chain.History.First);
        bool isKnown = chain.Slot >= chain.Config.LastSlot(new Epoch(1)) && epoch >= first && epoch <= last;
        rewards = isKnown ? Of(chain.StateAt(chain.Config.LastSlot(epoch + 1))!) : null;
        return isKnown ? null : new EpochOutOfRange(epoch, PermittedFrom: first, PermittedUpTo: last);
    }

    /// <summary>
    /// Computes what the transition at the end of a state's epoch pays for the epoch before.
    /// </summary>
    /// <param name="state">
    /// A state at the last slot of its epoch, after its block; not of the genesis epoch.
    /// </param>
    /// <returns>
    /// The ideal rewards for each effective balance that a validator of the state has, ascending; and the
    /// rewards of each validator, in the order of the registry, all zero for those not eligible.
    /// </returns>
    /// <remarks>
    /// Of the transition's steps those before the rewards are taken first, so the sums are what it books.
    /// </remarks>
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
            total[i] = new(new ValidatorIndex((ulong)i), PartsOf(deltas.Of(i)));
            balances.Add(state.Validators[i].EffectiveBalance);
        }

        return new(
            balances.Select(b => IdealOf(deltas, b)).ToSequence(), Sequence.Create<TotalReward>(total));
    }

    /// <summary>The epoch before the latest one whose last slot has begun.</summary>
    private static Epoch LastPaid(BeaconChain chain)
    {
        Epoch current = chain.State.CurrentEpoch;
        return current.MinusOrGenesis(chain.Slot == chain.Config.LastSlot(current) ? 1UL : 2);
    }

    private static IdealReward IdealOf(AttestationDeltas deltas, Gwei effectiveBalance)
    {
        GweiDelta Of(ParticipationFlag flag) => new((long)deltas.RewardOf(effectiveBalance, flag).Value);
        return new(effectiveBalance, new(
            Head: Of(ParticipationFlag.TimelyHead),
            Target: Of(ParticipationFlag.TimelyTarget),
            Source: Of(ParticipationFlag.TimelySource),
            Inactivity: default));
    }

    private static RewardParts PartsOf(ValidatorDeltas deltas) => new(
        Head: ChangeOf(deltas.Head),
        Target: ChangeOf(deltas.Target),
        Source: ChangeOf(deltas.Source),
        Inactivity: ChangeOf(deltas.Inactivity));

    private static GweiDelta ChangeOf(Delta delta) =>
        new((long)delta.Reward.Value - (long)delta.Penalty.Value);
}

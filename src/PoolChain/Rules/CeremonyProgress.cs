using TrustlessPools.Cryptography.Ceremonies;
using TrustlessPools.Cryptography.SecretSharing;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Rules;

/// <summary>
/// Moves attempts on when a block has been applied: windows close, keys come out, committees are activated.
/// </summary>
internal static class CeremonyProgress
{
    /// <summary>
    /// Before a block's operations: what is past its deadline has failed, whatever the block holds.
    /// </summary>
    internal static ChainState FailOverdue(ChainRules rules, ChainState state)
    {
        foreach (PoolState pool in state.Pools)
        {
            if (pool.Ceremony.TryGet(out CeremonyState? ceremony) && state.Tick > ceremony.Deadline)
            {
                state = AttemptEnd.Fail(rules, state, pool, ceremony, ReasonAt(ceremony.Step));
            }
        }

        return state;
    }

    /// <summary>After a block's operations: every attempt goes as far as it can.</summary>
    internal static ChainState Advance(ChainRules rules, ChainState state, OperatorId leader)
    {
        foreach (PoolState pool in state.Pools)
        {
            if (pool.Ceremony.TryGet(out CeremonyState? ceremony))
            {
                state = Advance(rules, state, pool, ceremony with { Window = ceremony.Window.With(leader) });
            }
        }

        return state;
    }

    private static ChainState Advance(
        ChainRules rules, ChainState state, PoolState pool, CeremonyState ceremony)
    {
        ChainState here = state.With(pool with { Ceremony = new(ceremony) });
        return ceremony.Step switch
        {
            CeremonyStep.Dealing => CloseDealing(rules, here, pool, ceremony),
            CeremonyStep.Dispute => CloseDispute(rules, here, pool, ceremony),
            CeremonyStep.Reveal => CloseReveal(rules, here, pool, ceremony),
            CeremonyStep.Confirmation => CloseConfirmation(rules, here, pool, ceremony),
            CeremonyStep.Fence => CloseFence(rules, here, pool, ceremony),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static ChainState CloseDealing(
        ChainRules rules, ChainState state, PoolState pool, CeremonyState ceremony)
    {
        bool allDealt = ceremony.Dealings.Count == ceremony.Context.Dealers.Count;
        if (!allDealt && !ceremony.Window.IsClosed(state, rules.Windows.Dealing))
        {
            return state;
        }

        Sequence<OperatorId> heard = ceremony.Dealings.Map(static d => d.Dealer);
        state = Blame(state, pool, ceremony, FaultKind.NoDealing, ceremony.Context.Dealers, heard);
        return ceremony.StandingDealings.Count() < ceremony.Context.DealingsNeeded
            ? AttemptEnd.Fail(rules, state, pool, ceremony, AttemptFailure.TooFewDealings)
            : state.With(pool with { Ceremony = new(ceremony.Enter(CeremonyStep.Dispute, state.Tick)) });
    }

    private static ChainState CloseDispute(
        ChainRules rules, ChainState state, PoolState pool, CeremonyState ceremony)
    {
        bool allSpoke = ceremony.Disputants.Count == ceremony.Context.Recipients.Count;
        if (!allSpoke && !ceremony.Window.IsClosed(state, rules.Windows.Dispute))
        {
            return state;
        }

        state = Blame(
            state, pool, ceremony, FaultKind.NoDisputeAnswer, RecipientsOf(ceremony), ceremony.Disputants);
        if (ceremony.StandingDealings.Count() < ceremony.Context.DealingsNeeded)
        {
            return AttemptEnd.Fail(rules, state, pool, ceremony, AttemptFailure.TooFewDealings);
        }

        // From here on the dealers are fixed.
        NewSharing? sharing = CheckedDealings.Combine(rules.Memo, ceremony.Context, ceremony.CountedDealings);
        if (sharing is null)
        {
            return AttemptEnd.Fail(rules, state, pool, ceremony, AttemptFailure.DegenerateDealings);
        }

        return ceremony.Context.IsHandOver
            ? TakeOutcome(rules, state, pool, ceremony, sharing.ToPublicSharing())
            : state.With(pool with { Ceremony = new(ceremony.Enter(CeremonyStep.Reveal, state.Tick)) });
    }

    private static ChainState CloseReveal(
        ChainRules rules, ChainState state, PoolState pool, CeremonyState ceremony)
    {
        if (ceremony.Revealed.Count >= ceremony.Context.Threshold)
        {
            return TakeOutcome(
                rules, state, pool, ceremony, RevealedShare.Interpolate(ceremony.Context, ceremony.Revealed));
        }

        return ceremony.Window.IsClosed(state, rules.Windows.Reveal)
            ? AttemptEnd.Fail(rules, state, pool, ceremony, AttemptFailure.TooFewReveals)
            : state;
    }

    private static ChainState TakeOutcome(
        ChainRules rules, ChainState state, PoolState pool, CeremonyState ceremony, PublicSharing? outcome) =>
        outcome is null
            ? AttemptEnd.Fail(rules, state, pool, ceremony, AttemptFailure.DegenerateDealings)
            : state.With(pool with
            {
                Ceremony = new(
                    ceremony.Enter(CeremonyStep.Confirmation, state.Tick) with { Outcome = new(outcome) }),
            });

    private static ChainState CloseConfirmation(
        ChainRules rules, ChainState state, PoolState pool, CeremonyState ceremony)
    {
        if (ceremony.Confirmed.Count < HandOverQuorums.ConfirmationsNeeded(ceremony.Context.Recipients.Count))
        {
            return state;
        }

        return ceremony.Context.IsHandOver
            ? state.With(pool with { Ceremony = new(ceremony.Enter(CeremonyStep.Fence, state.Tick)) })
            : AttemptEnd.Activate(rules, state, pool, ceremony, rules.Clock.SlotAfter(state.Tick));
    }

    private static ChainState CloseFence(
        ChainRules rules, ChainState state, PoolState pool, CeremonyState ceremony) =>
        ceremony.Fenced.Count < HandOverQuorums.FencesNeeded(ceremony.Context.Old.Value)
            ? state
            : AttemptEnd.Activate(rules, state, pool, ceremony, ceremony.Boundary);

    private static Sequence<OperatorId> RecipientsOf(CeremonyState ceremony) =>
        ceremony.Context.Recipients.Map(static r => r.Member);

    private static ChainState Blame(
        ChainState state,
        PoolState pool,
        CeremonyState ceremony,
        FaultKind kind,
        Sequence<OperatorId> expected,
        Sequence<OperatorId> heard)
    {
        foreach (OperatorId silent in expected.Except(heard))
        {
            state = state.With(
                new Fault(silent, kind, state.Height, pool.Definition.Id, ceremony.Context.Root));
        }

        return state;
    }

    private static AttemptFailure ReasonAt(CeremonyStep step) => step switch
    {
        CeremonyStep.Dealing or CeremonyStep.Dispute => AttemptFailure.TooFewDealings,
        CeremonyStep.Reveal => AttemptFailure.TooFewReveals,
        CeremonyStep.Confirmation => AttemptFailure.TooFewConfirmations,
        CeremonyStep.Fence => AttemptFailure.TooFewFences,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

using TrustlessPools.Committees.Assignment;
using TrustlessPools.Ledger.Replacement;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Money;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Rules;

/// <summary>
/// Draws committees: freezes who is eligible, waits for a mix that began later, and assigns seats.
/// </summary>
internal static class DrawRules
{
    internal const int ShuffleRounds = 90;

    /// <summary>
    /// Before a block's operations: closes the list of the eligible when its time has come.
    /// </summary>
    /// <remarks>
    /// The list is closed in the epoch before the one whose mix is due to decide, and in any case before the
    /// epoch begins whose mix decides; so nobody steers a draw by joining, leaving or withholding keys.
    /// </remarks>
    internal static ChainState Freeze(ChainRules rules, ChainState state)
    {
        if (state.Draw.Frozen.HasValue)
        {
            return state;
        }

        bool hasBegun = rules.Clock.EpochAt(state.Tick).TryGet(out Epoch now);
        Term upcoming = hasBegun ? rules.Terms.TermAt(now).Next : default;
        if (upcoming > state.Draw.Term && (state.Draw.Term.Value > 0 || upcoming.Value > 1))
        {
            // A draw whose term has begun without it is not held any more.
            return state with { Draw = NextDraw.For(upcoming, state.Tick) };
        }

        if (state.Draw.Term.Value == 0)
        {
            return FreezeFirst(rules, state);
        }

        bool isCollected = Operators(rules, state).All(o => state.Draw.KeysOf(o) is not null)
            || state.Draw.Window.IsClosed(state, rules.Windows.Keys);
        if (!isCollected)
        {
            return state;
        }

        Epoch due = rules.Terms.BoundaryOf(state.Draw.Term).MinusOrGenesis(rules.Terms.DrawLead);
        Epoch next = hasBegun ? now + 1 : default;
        return next < due
            ? state
            : WithFrozen(rules, state, new(Eligible(rules, state), new(next), default, Drawn(state)));
    }

    /// <summary>
    /// The genesis seed draws the first committees: there is no earlier block in which to freeze the list.
    /// It is closed when all have keys and bonds, or when the window is over and some pool can be filled.
    /// </summary>
    /// <remarks>
    /// A named group fills itself: where members are drawn, it does not tell that there are enough of them.
    /// </remarks>
    private static ChainState FreezeFirst(ChainRules rules, ChainState state)
    {
        Sequence<OperatorId> eligible = Eligible(rules, state);
        bool areAll = eligible.Count == state.Operators.Count(static o => !o.Leaving.HasValue);
        bool areDrawn = state.Pools.Any(static p => p.Definition.Members.Count == 0);
        bool suffices = state.Draw.Window.IsClosed(state, rules.Windows.Keys)
            && state.Pools.Any(p => p.Definition.Seats <= eligible.Count
                && (p.Definition.Members.Count == 0 || !areDrawn));
        return areAll || suffices
            ? WithFrozen(rules, state, new(eligible, default, new(rules.Genesis.Seed), Drawn(state)))
            : state;
    }

    /// <summary>After a block's operations: draws when the mix is known, and begins the ceremonies.</summary>
    internal static ChainState Execute(ChainRules rules, ChainState state)
    {
        if (!state.Draw.Frozen.TryGet(out FrozenDraw? frozen)
            || !frozen.Mix.TryGet(out Hash32 mix)
            || AwaitsBoundary(rules, state))
        {
            return state;
        }

        NextDraw draw = state.Draw;
        PoolDefinition[] pools =
        [
            .. frozen.Pools.Select(p => state.PoolOf(p)!)
                .Where(static p => !p.IsOver)
                .Select(static p => p.Definition),
        ];
        Sequence<PoolSeats> seats = pools.Where(static d => d.Members.Count == 0)
            .Select(static d => new PoolSeats(d.Id, d.Seats)).ToSequence();
        foreach (PoolDraw drawn in Draw.Committees(
            frozen.Eligible, seats, DrawSeed.For(draw.Term, mix), ShuffleRounds))
        {
            if (drawn is PoolDraw.Drawn { Committee: { } committee })
            {
                state = Begin(rules, state, draw, committee);
            }
        }

        foreach (PoolDefinition group in pools.Where(static d => d.Members.Count > 0))
        {
            // A named group is not drawn, but its shares are made anew every term all the same.
            if (group.Members.All(m => draw.KeysOf(m) is not null))
            {
                state = Begin(rules, state, draw, new Committee(group.Id, group.Members));
            }
        }

        return state with { Draw = NextDraw.For(draw.Term.Next, state.Tick) };
    }

    /// <summary>After a block's operations: notes who led it while keys are collected.</summary>
    internal static ChainState NoteLeader(ChainState state, OperatorId leader) =>
        state with { Draw = state.Draw with { Window = state.Draw.Window.With(leader) } };

    private static ChainState Begin(ChainRules rules, ChainState state, NextDraw draw, Committee committee)
    {
        PoolState pool = state.PoolOf(committee.Pool)!;
        if (pool.Ceremony.TryGet(out CeremonyState? unfinished))
        {
            state = AttemptEnd.Fail(rules, state, pool, unfinished, AttemptFailure.Superseded);
            pool = state.PoolOf(committee.Pool)!;
        }

        return state.With(AttemptStart.First(rules, pool, draw.Term, committee.Members, draw, state.Tick));
    }

    /// <summary>
    /// True while some activated committee has not yet begun: no pool has more than one hand-over before it.
    /// </summary>
    private static bool AwaitsBoundary(ChainRules rules, ChainState state) => state.Pools.Any(
        p => p.Serving.TryGet(out Tenure? serving) && state.Tick < rules.Clock.TickOf(serving.Boundary));

    private static ChainState WithFrozen(ChainRules rules, ChainState state, FrozenDraw frozen)
    {
        foreach (OperatorId missing in Operators(rules, state).Except(frozen.Eligible).ToArray())
        {
            state = state.With(new Fault(missing, FaultKind.NoKey, state.Height, default, default));
        }

        return state with { Draw = state.Draw with { Frozen = new(frozen) } };
    }

    /// <summary>Those who may be drawn if they post keys.</summary>
    private static IEnumerable<OperatorId> Operators(ChainRules rules, ChainState state) => state.Operators
        .Where(o => !o.Leaving.TryGet(out Term last) || last >= state.Draw.Term)
        .Where(o => HasBond(rules, state, o))
        .Select(static o => o.Id);

    /// <summary>Who has not enough to lose is not drawn.</summary>
    internal static bool HasBond(ChainRules rules, ChainState state, OperatorEntry entry) =>
        !rules.Genesis.Money.Parameters.Replacement.TryGet(out ReplacementParameters? parameters)
        || parameters.IsEligible(state.Money.BondOf(MoneyState.RotatingFund, entry.Account));

    private static Sequence<OperatorId> Eligible(ChainRules rules, ChainState state) =>
        Operators(rules, state).Where(o => state.Draw.KeysOf(o) is not null).ToSequence();

    private static Sequence<PoolId> Drawn(ChainState state) =>
        state.Pools.Where(static p => !p.IsOver).Select(static p => p.Definition.Id).ToSequence();
}

using TrustlessPools.Committees.Assignment;
using TrustlessPools.Ledger.Replacement;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Rules;

/// <summary>Fills seats in mid-term when a committee comes close to its threshold.</summary>
/// <remarks>
/// Spec: docs/spec/money.md#replacement-in-mid-term. Frozen first, drawn when a later epoch's mix is final;
/// the next draw's posted keys are used, of which a part is there for this.
/// </remarks>
internal static class ReplacementRules
{
    /// <summary>After a block's operations: decides whose seats are to be filled.</summary>
    internal static ChainState Freeze(ChainRules rules, ChainState state)
    {
        if (!rules.Genesis.Money.Parameters.Replacement.TryGet(out ReplacementParameters? parameters)
            || state.Replacement.HasValue
            || state.Draw.AreSparesUsed
            || !rules.Clock.EpochAt(state.Tick).TryGet(out Epoch now)
            || IsDrawNear(rules, state, now))
        {
            return state;
        }

        Sequence<PoolId> pools = state.Pools
            .Where(p => IsUrgent(rules, state, p, parameters))
            .Select(static p => p.Definition.Id).ToSequence();
        return pools.Count == 0 ? state : state with
        {
            Replacement = new(new FrozenReplacement(
                state.Draw.Term,
                pools,
                state.Operators.Where(o => IsGood(rules, state, o.Id)).Select(static o => o.Id).ToSequence(),
                now + 1,
                default)),
        };
    }

    /// <summary>After a block's operations: fills the seats when the mix is known.</summary>
    internal static ChainState Execute(ChainRules rules, ChainState state)
    {
        if (!state.Replacement.TryGet(out FrozenReplacement? frozen))
        {
            return state;
        }

        if (frozen.Term != state.Draw.Term || state.Draw.Frozen.HasValue)
        {
            // The next draw has come first.
            return state with { Replacement = default };
        }

        if (!frozen.Mix.TryGet(out Hash32 mix))
        {
            return state;
        }

        foreach (PoolId id in frozen.Pools)
        {
            PoolState pool = state.PoolOf(id)!;
            if (!pool.Ceremony.HasValue && Fill(rules, state, pool, frozen, mix) is { } filled)
            {
                // A key is used for one replacement only, whatever becomes of it.
                state = state.With(filled) with { Draw = state.Draw with { AreSparesUsed = true } };
            }
        }

        return state with { Replacement = default };
    }

    private static PoolState? Fill(
        ChainRules rules, ChainState state, PoolState pool, FrozenReplacement frozen, Hash32 mix)
    {
        Sequence<OperatorId> members = pool.Serving.Value.Sharing.Members.Map(static m => m.Member);
        Sequence<OperatorId> failed = members.Where(m => !IsGood(rules, state, m)).ToSequence();
        Sequence<OperatorId> present =
            frozen.Eligible.Where(o => IsGood(rules, state, o)).ToSequence();
        if (failed.Count == 0 || present.Count == 0)
        {
            return null;
        }

        Hash32 seed = DrawSeed.ForReplacement(state.Term, pool.Definition.Id, 0, mix);
        PoolDraw order = Draw.Committees(
            present, [new PoolSeats(pool.Definition.Id, present.Count)], seed, DrawRules.ShuffleRounds)[0];
        return order is PoolDraw.Drawn { Committee: { } queue }
            && SeatQueue.Fill(members, failed, queue.Members) is Seating<OperatorId>.Seated seated
                ? AttemptStart.Replace(rules, pool, seated.Members, state.Draw, state.Tick)
                : null;
    }

    /// <summary>Good for a seat: with its bond, its keys, and not on the way out.</summary>
    private static bool IsGood(ChainRules rules, ChainState state, OperatorId id) =>
        state.Draw.KeysOf(id) is not null
        && state.OperatorOf(id) is { Leaving.HasValue: false } entry
        && DrawRules.HasBond(rules, state, entry);

    private static bool IsUrgent(
        ChainRules rules, ChainState state, PoolState pool, ReplacementParameters parameters)
    {
        if (pool.IsOver
            || pool.Definition.Members.Count > 0
            || pool.Ceremony.HasValue
            || !pool.Serving.TryGet(out Tenure? serving)
            || state.Tick < rules.Clock.TickOf(serving.Boundary))
        {
            return false;
        }

        // Who only has not posted keys yet is still good where it sits.
        int good = serving.Sharing.Members.Count(
            m => DrawRules.HasBond(rules, state, state.OperatorOf(m.Member)!));
        var standing = new CommitteeStanding(
            serving.Sharing.Members.Count, serving.Sharing.Threshold, good);
        return parameters.UrgencyOf(standing) is Urgency.ReplaceNow;
    }

    /// <summary>A draw that is about to be frozen replaces them anyway.</summary>
    private static bool IsDrawNear(ChainRules rules, ChainState state, Epoch now) =>
        state.Draw.Term.Value == 0
        || state.Draw.Frozen.HasValue
        || now + 1 >= rules.Terms.BoundaryOf(state.Draw.Term).MinusOrGenesis(rules.Terms.DrawLead);
}

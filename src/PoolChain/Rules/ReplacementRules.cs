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
public static class ReplacementRules
{
    /// <summary>The members whose seats a replacement would fill now, by seat; none before there are
    /// any.</summary>
    public static Sequence<OperatorId> FailedIn(ChainRules rules, ChainState state, PoolState pool)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(pool);
        return pool.Serving.HasValue
            ? MembersOf(pool).Where(m => !IsGood(rules, state, m)).ToSequence()
            : [];
    }

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
                MixEpochAfter(now, parameters.Seats),
                default,
                parameters.Seats is SeatRule.Auction
                    ? new(RunningAuction.Of(pools, state.Tick))
                    : default)),
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
            return CallOff(rules, state, frozen);
        }

        if (!frozen.Mix.TryGet(out Hash32 mix)
            || (frozen.Auction.TryGet(out RunningAuction? auction)
                && auction.Phase is not AuctionPhase.Closed))
        {
            return state;
        }

        foreach (PoolId id in frozen.Pools)
        {
            state = Execute(rules, state, frozen, mix, state.PoolOf(id)!);
        }

        return state with { Replacement = default };
    }

    /// <summary>Those who can fill a seat: eligible when the list was closed, and still.</summary>
    internal static Sequence<OperatorId> Present(
        ChainRules rules, ChainState state, FrozenReplacement frozen) =>
        frozen.Eligible.Where(o => IsGood(rules, state, o)).ToSequence();

    /// <summary>No seat is filled, and nobody's bid costs anything.</summary>
    private static ChainState CallOff(ChainRules rules, ChainState state, FrozenReplacement frozen)
    {
        foreach (PoolId id in frozen.Pools)
        {
            state = AuctionRules.Settle(rules, state, frozen, id, []);
        }

        return state with { Replacement = default };
    }

    private static ChainState Execute(
        ChainRules rules, ChainState state, FrozenReplacement frozen, Hash32 mix, PoolState pool)
    {
        PoolId id = pool.Definition.Id;
        Sequence<OperatorId> members = MembersOf(pool);
        Sequence<OperatorId> failed = FailedIn(rules, state, pool);
        Sequence<SeatSale> sales = AuctionRules.Sales(rules, state, frozen, id, failed.Count);
        Sequence<OperatorId> buyers = sales.Map(s => state.Operators.First(o => o.Account == s.Winner).Id);
        PoolState? filled = pool.Ceremony.HasValue || failed.Count == 0
            ? null
            : Fill(rules, state, pool, new(members, failed, Present(rules, state, frozen), buyers), mix);

        // Who has bought a seat that is not filled pays nothing.
        state = AuctionRules.Settle(rules, state, frozen, id, filled is null ? [] : sales);

        // A key is used for one replacement only, whatever becomes of it.
        return filled is null
            ? state
            : state.With(filled) with { Draw = state.Draw with { AreSparesUsed = true } };
    }

    private static Sequence<OperatorId> MembersOf(PoolState pool) =>
        pool.Serving.Value.Sharing.Members.Map(static m => m.Member);

    /// <summary>Who has bought a seat has it; the queue fills what nobody has bought.</summary>
    private static PoolState? Fill(
        ChainRules rules, ChainState state, PoolState pool, Vacancy vacancy, Hash32 mix)
    {
        if (vacancy.Present.Count == 0)
        {
            return null;
        }

        Hash32 seed = DrawSeed.ForReplacement(state.Term, pool.Definition.Id, 0, mix);
        var all = new PoolSeats(pool.Definition.Id, vacancy.Present.Count);
        PoolDraw order = Draw.Committees(vacancy.Present, [all], seed, DrawRules.ShuffleRounds)[0];
        return order is PoolDraw.Drawn { Committee: { } queue }
            && vacancy.FilledFrom(queue.Members) is Seating<OperatorId>.Seated seated
                ? AttemptStart.Replace(rules, pool, seated.Members, state.Draw, state.Tick)
                : null;
    }

    /// <summary>The mix is of an epoch that begins when nobody can bid any more, or open a bid.</summary>
    private static Epoch MixEpochAfter(Epoch now, SeatRule seats) =>
        seats is SeatRule.Auction ? now + 2 : now + 1;

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

    /// <summary>A committee with seats to fill, and who can.</summary>
    private sealed record Vacancy(
        Sequence<OperatorId> Members,
        Sequence<OperatorId> Failed,
        Sequence<OperatorId> Present,
        Sequence<OperatorId> Buyers)
    {
        internal Seating<OperatorId> FilledFrom(Sequence<OperatorId> queue) =>
            SeatQueue.Fill(Members, Failed, Buyers.Concat(queue).ToSequence());
    }
}

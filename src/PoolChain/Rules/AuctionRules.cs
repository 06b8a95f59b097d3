using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Ledger.Replacement;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Rules;

/// <summary>Sells the seats of a replacement, in a network that has it so.</summary>
/// <remarks>
/// Spec: docs/spec/money.md#auctions. A phase takes an epoch, and as many leaders as keep a few from shutting
/// a bidder out: who cannot open its bid would lose its deposit.
/// </remarks>
internal static class AuctionRules
{
    /// <summary>The least bid, and the deposit of a sealed one.</summary>
    internal static Gwei ReserveOf(ChainRules rules) => rules.Genesis.Money.Parameters.BondMinimum;

    /// <summary>The auction of a committee's freed seats, without bids.</summary>
    internal static SeatAuction Opening(
        ChainRules rules, ChainState state, FrozenReplacement frozen, PoolAuction auction) => new(
        state.PoolOf(auction.Pool)!.Serving.Value.Sharing.Members
            .Map(m => state.OperatorOf(m.Member)!.Account),
        ReplacementRules.Present(rules, state, frozen).Map(o => state.OperatorOf(o)!.Account),
        ReserveOf(rules));

    /// <summary>After a block's operations: a phase ends; who has not opened its bid then has lost.</summary>
    internal static ChainState Advance(ChainRules rules, ChainState state, OperatorId leader)
    {
        if (!state.Replacement.TryGet(out FrozenReplacement? frozen)
            || !frozen.Auction.TryGet(out RunningAuction? auction)
            || auction.Phase is AuctionPhase.Closed)
        {
            return state;
        }

        auction = auction with { Window = auction.Window.With(leader) };
        if (auction.Window.IsClosed(state, rules.SlotsPerEpoch))
        {
            auction = auction.Next(state.Tick);
            (state, auction) = auction.Phase is AuctionPhase.Closed
                ? TakeDeposits(rules, state, auction)
                : (state, auction);
        }

        return state with { Replacement = new(frozen with { Auction = new(auction) }) };
    }

    /// <summary>Who buys the freed seats of a pool's committee; nobody where seats are not sold.</summary>
    internal static Sequence<SeatSale> Sales(
        ChainRules rules, ChainState state, FrozenReplacement frozen, PoolId pool, int seats)
    {
        if (AuctionOf(frozen, pool) is not { } auction)
        {
            return [];
        }

        Sequence<StandingBid> bids = auction.Bids
            .Where(static b => b.Terms.HasValue)
            .Select(static b => new StandingBid(new(b.Bidder, b.Terms.Value.Amount), b.Terms.Value.First))
            .ToSequence();
        return SeatSales.Hold(Opening(rules, state, frozen, auction), bids, seats);
    }

    /// <summary>The winners pay, and everybody has the rest back.</summary>
    /// <param name="rules">The network's.</param>
    /// <param name="state">Before.</param>
    /// <param name="frozen">The replacement.</param>
    /// <param name="pool">Whose seats were for sale.</param>
    /// <param name="sales">Who has got one; nobody when no seat was filled.</param>
    internal static ChainState Settle(
        ChainRules rules,
        ChainState state,
        FrozenReplacement frozen,
        PoolId pool,
        Sequence<SeatSale> sales)
    {
        foreach (PlacedBid bid in AuctionOf(frozen, pool)?.Bids ?? [])
        {
            // Without a sale the price is that of a default: nothing.
            Gwei price = sales.FirstOrDefault(s => s.Winner == bid.Bidder).Price;
            state = End(rules, state, bid, price);
        }

        return state;
    }

    private static (ChainState State, RunningAuction Auction) TakeDeposits(
        ChainRules rules, ChainState state, RunningAuction auction)
    {
        foreach (PoolAuction pool in auction.Pools)
        {
            foreach (PlacedBid bid in pool.Bids.Where(static b => !b.Terms.HasValue))
            {
                state = End(rules, state, bid, bid.HeldFor(ReserveOf(rules)));
            }

            auction = auction.With(
                pool with { Bids = pool.Bids.Where(static b => b.Terms.HasValue).ToSequence() });
        }

        return (state, auction);
    }

    private static PoolAuction? AuctionOf(FrozenReplacement frozen, PoolId pool) =>
        frozen.Auction.TryGet(out RunningAuction? running)
            ? running.Pools.First(p => p.Pool == pool)
            : null;

    private static ChainState End(ChainRules rules, ChainState state, PlacedBid bid, Gwei burned)
    {
        var end = new EndHold(bid.Bidder, bid.HeldFor(ReserveOf(rules)), burned);
        (DelegatedLedger books, Refusal? refusal) =
            DelegationRules.Apply(rules.Money, state.Money.Books, end);
        Invariant.Holds(refusal is null, $"What is held for a bid is there when it ends: {refusal}.");
        return state with { Money = state.Money with { Books = books } };
    }
}

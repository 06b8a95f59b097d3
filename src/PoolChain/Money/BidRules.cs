using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Ledger.Replacement;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Money;

/// <summary>Bids for freed seats: sealed first, then opened.</summary>
/// <remarks>Spec: docs/spec/money.md#auctions.</remarks>
internal static class BidRules
{
    internal static (ChainState State, Refusal? Refusal) Place(
        ChainRules rules, ChainState state, PlaceBid request)
    {
        (FrozenReplacement? frozen, PoolAuction? auction, Refusal? refusal) =
            Find(state, request.Pool, AuctionPhase.Bidding);
        if (frozen is null || auction is null)
        {
            return (state, refusal);
        }

        // Nobody knows the amount yet: who may bid the least, may bid.
        SeatAuction opening = AuctionRules.Opening(rules, state, frozen, auction);
        var least = new Bid(request.Actor, opening.Reserve);
        opening = auction.BidOf(request.Actor) is null ? opening : With(opening, least);
        if (opening.Place(least) is BidOutcome.Refused refused)
        {
            return (state, refused.Refusal);
        }

        var bid = new PlacedBid(request.Actor, request.Commitment, default);
        return Held(
            rules,
            With(state, frozen, auction with { Bids = auction.Bids.Add(bid) }),
            new Hold(request.Actor, opening.Reserve));
    }

    internal static (ChainState State, Refusal? Refusal) Reveal(
        ChainRules rules, ChainState state, RevealBid request)
    {
        (FrozenReplacement? frozen, PoolAuction? auction, Refusal? refusal) =
            Find(state, request.Pool, AuctionPhase.Revealing);
        if (frozen is null || auction is null)
        {
            return (state, refusal);
        }

        if (auction.BidOf(request.Actor) is not { } bid)
        {
            return (state, MoneyRefusals.NoSealedBid(request.Actor, request.Pool));
        }

        Gwei reserve = AuctionRules.ReserveOf(rules);
        refusal = bid.Terms.HasValue ? MoneyRefusals.AlreadyRevealed(request.Actor)
            : request.Seal.Commitment != bid.Commitment
                ? MoneyRefusals.OtherCommitment(request.Seal.Commitment, bid.Commitment)
                : AmountFlaw(request, reserve);
        if (refusal is not null)
        {
            return (state, refusal);
        }

        ChainState after = With(state, frozen, auction.With(bid with { Terms = new(request.Terms) }));
        Gwei more = request.Terms.Amount - reserve;
        return more.Value == 0 ? (after, null) : Held(rules, after, new Hold(request.Actor, more));
    }

    /// <summary>Who was eligible when it bid opens its bid even if it is not any more, or it would lose
    /// twice.</summary>
    private static Refusal? AmountFlaw(RevealBid request, Gwei reserve) =>
        (new SeatAuction([], [request.Actor], reserve).Place(new(request.Actor, request.Terms.Amount))
            as BidOutcome.Refused)?.Refusal;

    private static SeatAuction With(SeatAuction auction, Bid bid) =>
        auction.Place(bid) is BidOutcome.Placed placed ? placed.Auction : auction;

    private static ChainState With(ChainState state, FrozenReplacement frozen, PoolAuction auction) =>
        state with
        {
            Replacement = new(frozen with { Auction = new(frozen.Auction.Value.With(auction)) }),
        };

    private static (ChainState State, Refusal? Refusal) Held(ChainRules rules, ChainState state, Hold hold)
    {
        (DelegatedLedger books, Refusal? refusal) =
            DelegationRules.Apply(rules.Money, state.Money.Books, hold);
        return (state with { Money = state.Money with { Books = books } }, refusal);
    }

    private static (FrozenReplacement? Frozen, PoolAuction? Auction, Refusal? Refusal) Find(
        ChainState state, PoolId pool, AuctionPhase phase)
    {
        if (!state.Replacement.TryGet(out FrozenReplacement? frozen)
            || !frozen.Auction.TryGet(out RunningAuction? running))
        {
            return (null, null, MoneyRefusals.NoAuction(pool, "none: no seat is for sale"));
        }

        PoolAuction? auction = running.Pools.FirstOrDefault(p => p.Pool == pool);
        return auction is null
            ? (null, null, MoneyRefusals.NoAuction(pool, $"one of the pools {frozen.Pools}"))
            : running.Phase != phase
                ? (null, null, MoneyRefusals.WrongPhase(phase, running.Phase))
                : (frozen, auction, null);
    }
}

using TrustlessPools.Ethereum.Json;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Replacement;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Node.Api.Money;

/// <summary>Which seats are for sale, as the API tells it.</summary>
/// <param name="Rule">Who takes freed seats: <c>queue</c> or <c>auction</c>; none where nobody is
/// replaced.</param>
/// <param name="Reserve">The least bid, and the deposit of a sealed one.</param>
/// <param name="Phase">How far the auctions are: <c>bidding</c>, <c>revealing</c> or <c>closed</c>.</param>
/// <param name="EndsAt">The tick in which the phase ends at the earliest.</param>
/// <param name="Auctions">One a pool; none while no seat is for sale.</param>
public sealed record AuctionsDocument(
    Optional<string> Rule,
    Gwei Reserve,
    Optional<string> Phase,
    Optional<Tick> EndsAt,
    Sequence<AuctionDocument> Auctions)
{
    /// <summary>The document.</summary>
    public static JsonShape<AuctionsDocument> Shape { get; } = JsonObject.Of<AuctionsDocument>()
        .OptionalMember("rule", JsonShapes.Text, static x => x.Rule)
        .Member("reserve", StatusShapes.Gwei, static x => x.Reserve)
        .OptionalMember("phase", JsonShapes.Text, static x => x.Phase)
        .OptionalMember("ends_at_tick", StatusShapes.Tick, static x => x.EndsAt)
        .Member("auctions", JsonShapes.List(AuctionDocument.Shape), static x => x.Auctions)
        .Build(static m => new(
            m.Take<Optional<string>>(),
            m.Take<Gwei>(),
            m.Take<Optional<string>>(),
            m.Take<Optional<Tick>>(),
            m.Take<Sequence<AuctionDocument>>()));

    /// <summary>The auction of a pool's seats, or null while none is for sale.</summary>
    public AuctionDocument? AuctionOf(PoolId pool) => Auctions.FirstOrDefault(a => a.Pool == pool);

    /// <summary>A phase as documents name it.</summary>
    public static string NameOf(AuctionPhase phase) => phase switch
    {
        AuctionPhase.Bidding => "bidding",
        AuctionPhase.Revealing => "revealing",
        AuctionPhase.Closed => "closed",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    internal static AuctionsDocument Of(ChainRules rules, ChainState chain)
    {
        MoneyParameters parameters = rules.Genesis.Money.Parameters;
        Optional<string> rule = parameters.Replacement.TryGet(out ReplacementParameters? replacement)
            ? new(replacement.Seats is SeatRule.Auction ? "auction" : "queue")
            : default;
        if (!chain.Replacement.TryGet(out FrozenReplacement? frozen)
            || !frozen.Auction.TryGet(out RunningAuction? running))
        {
            return new(rule, parameters.BondMinimum, default, default, []);
        }

        Optional<Tick> end = running.Phase is AuctionPhase.Closed
            ? default
            : new(running.Window.Opened + rules.Genesis.Parameters.SlotsPerEpoch);
        return new(
            rule,
            parameters.BondMinimum,
            new(NameOf(running.Phase)),
            end,
            running.Pools.Map(a => AuctionDocument.Of(rules, chain, a)));
    }
}

/// <summary>The auction of a committee's freed seats.</summary>
/// <param name="Pool">Whose committee.</param>
/// <param name="Seats">How many seats would be filled now; they are sold in the order of seats.</param>
/// <param name="Bids">In the chain's order.</param>
public sealed record AuctionDocument(PoolId Pool, ulong Seats, Sequence<BidDocument> Bids)
{
    /// <summary>The document.</summary>
    public static JsonShape<AuctionDocument> Shape { get; } = JsonObject.Of<AuctionDocument>()
        .Member("pool", StatusShapes.Pool, static x => x.Pool)
        .Member("seats", JsonShapes.Number, static x => x.Seats)
        .Member("bids", JsonShapes.List(BidDocument.Shape), static x => x.Bids)
        .Build(static m => new(m.Take<PoolId>(), m.Take<ulong>(), m.Take<Sequence<BidDocument>>()));

    /// <summary>An account's bid, or null when it has none.</summary>
    public BidDocument? BidOf(AccountId account) => Bids.FirstOrDefault(b => b.Account == account);

    internal static AuctionDocument Of(ChainRules rules, ChainState chain, PoolAuction auction) => new(
        auction.Pool,
        (ulong)ReplacementRules.FailedIn(rules, chain, chain.PoolOf(auction.Pool)!).Count,
        auction.Bids.Map(BidDocument.Of));
}

/// <summary>A bid for a seat.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Commitment">What it was sealed with.</param>
/// <param name="Amount">The most that it pays, once it is open.</param>
/// <param name="FirstSeat">The first seat that it stands for, from 1, once it is open.</param>
public sealed record BidDocument(
    AccountId Account, Hash32 Commitment, Optional<Gwei> Amount, Optional<ulong> FirstSeat)
{
    /// <summary>The document.</summary>
    public static JsonShape<BidDocument> Shape { get; } = JsonObject.Of<BidDocument>()
        .Member("account", StatusShapes.Account, static x => x.Account)
        .Member("commitment", JsonShapes.Of(SszTypes.Hash32), static x => x.Commitment)
        .OptionalMember("amount", StatusShapes.Gwei, static x => x.Amount)
        .OptionalMember("first_seat", JsonShapes.Number, static x => x.FirstSeat)
        .Build(static m => new(
            m.Take<AccountId>(), m.Take<Hash32>(), m.Take<Optional<Gwei>>(), m.Take<Optional<ulong>>()));

    internal static BidDocument Of(PlacedBid bid) => bid.Terms.TryGet(out BidTerms? terms)
        ? new(bid.Bidder, bid.Commitment, new(terms.Amount), new((ulong)terms.First + 1))
        : new(bid.Bidder, bid.Commitment, default, default);
}

using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Replacement;

/// <summary>Sells one freed seat to the highest bidder, for what the second would have paid.</summary>
/// <param name="Members">
/// The committee, with the member whose seat it is: nobody buys back what it was put out of.
/// </param>
/// <param name="Eligible">Who may bid.</param>
/// <param name="Reserve">The least bid: the least bond.</param>
/// <remarks>
/// <para>
/// By the second price nobody gains by bidding anything but what the seat is worth to it (Vickrey 1961). That
/// makes the auction honest, not safe: see <see cref="BuyOut"/>. Networks should use
/// <see cref="SeatQueue"/>.
/// </para>
/// <para>
/// Bids are values here: that nobody sees another's before its own is the caller's to care for, and that the
/// price is paid and not only posted, without which it is no price. Several seats are sold one by one:
/// <see cref="SeatSales"/>.
/// </para>
/// <para>Spec: docs/spec/replacement.md#auction.</para>
/// </remarks>
public sealed record SeatAuction(Sequence<AccountId> Members, Sequence<AccountId> Eligible, Gwei Reserve)
{
    /// <summary>The bids in the order in which they were placed, which decides nothing.</summary>
    public Sequence<Bid> Bids { get; private init; }

    /// <summary>Takes a bid; each bidder has one, which stands.</summary>
    public BidOutcome Place(Bid bid) => RefusalOf(bid) is { } refusal
        ? new BidOutcome.Refused(refusal)
        : new BidOutcome.Placed(this with { Bids = Bids.Add(bid) });

    /// <summary>Sells to the highest bidder, and among equals to the lowest account number.</summary>
    /// <returns>None when nobody has bid.</returns>
    public Optional<SeatSale> Close()
    {
        Bid[] ranked = [.. Bids.OrderByDescending(static b => b.Amount).ThenBy(static b => b.Bidder.Value)];
        return ranked.Length == 0
            ? default
            : new(new SeatSale(ranked[0].Bidder, ranked.Length == 1 ? Reserve : ranked[1].Amount));
    }

    /// <summary>The auction of the next seat: who has bought this one sits, and bids no more.</summary>
    internal SeatAuction After(SeatSale sale) => this with
    {
        Members = Members.Add(sale.Winner),
        Bids = Bids.Where(b => b.Bidder != sale.Winner).ToSequence(),
    };

    private Refusal? RefusalOf(Bid bid) =>
        bid.Amount < Reserve ? ReplacementRefusals.BidBelowReserve(bid.Amount, Reserve)
        : Members.Contains(bid.Bidder) ? ReplacementRefusals.BidderIsMember(bid.Bidder)
        : !Eligible.Contains(bid.Bidder) ? ReplacementRefusals.BidderNotEligible(bid.Bidder)
        : Bids.Any(b => b.Bidder == bid.Bidder) ? ReplacementRefusals.RepeatedBidder(bid.Bidder)
        : null;
}

/// <summary>What somebody would pay for a seat.</summary>
/// <param name="Bidder">Who.</param>
/// <param name="Amount">The most that it pays.</param>
public readonly record struct Bid(AccountId Bidder, Gwei Amount);

/// <summary>How an auction ended.</summary>
/// <param name="Winner">Who gets the seat.</param>
/// <param name="Price">The second highest bid, or the reserve when there was no other.</param>
public readonly record struct SeatSale(AccountId Winner, Gwei Price);

/// <summary>What became of a bid.</summary>
public abstract record BidOutcome
{
    private BidOutcome()
    {
    }

    /// <summary>It stands.</summary>
    /// <param name="Auction">The auction with it.</param>
    public sealed record Placed(SeatAuction Auction) : BidOutcome;

    /// <summary>The auction is as it was.</summary>
    /// <param name="Refusal">The reason.</param>
    public sealed record Refused(Refusal Refusal) : BidOutcome;
}

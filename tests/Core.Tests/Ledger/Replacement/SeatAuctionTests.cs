using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Replacement;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Replacement;

/// <summary>A freed seat goes to the highest bidder for the second price.</summary>
public sealed class SeatAuctionTests
{
    private static readonly AccountId Me = new(5);
    private static readonly SeatAuction Auction = new(
        Members: [new(1), new(2)],
        Eligible: [.. Enumerable.Range(1, 9).Select(static i => new AccountId((uint)i))],
        Reserve: new(100));

    [Fact]
    public void The_highest_bidder_pays_the_second_bid() => Assert.Equal(
        new SeatSale(new(4), new(150)),
        With(Auction, new(new(3), new(150)), new(new(4), new(200)), new(new(5), new(120))).Close().Value);

    [Fact]
    public void A_single_bidder_pays_the_reserve() => Assert.Equal(
        new SeatSale(new(3), new(100)), With(Auction, new Bid(new(3), new(1_000))).Close().Value);

    [Fact]
    public void Among_equals_the_lowest_account_wins() => Assert.Equal(
        new SeatSale(new(3), new(150)),
        With(Auction, new(new(4), new(150)), new(new(3), new(150)), new(new(5), new(150))).Close().Value);

    [Fact]
    public void Without_bids_nothing_is_sold() => Assert.False(Auction.Close().HasValue);

    [Theory]
    [InlineData(3, 99, "BidBelowReserve")]
    [InlineData(1, 100, "BidderIsMember")]
    [InlineData(10, 100, "BidderNotEligible")]
    [InlineData(4, 100, "RepeatedBidder")]
    [InlineData(3, 100, null)]
    public void A_bid_is_refused_by_name(uint bidder, ulong amount, string? reason)
    {
        BidOutcome outcome = With(Auction, new Bid(new(4), new(200)))
            .Place(new(new(bidder), new(amount)));
        Assert.Equal(reason, (outcome as BidOutcome.Refused)?.Refusal.Reason);
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    public void No_bid_does_better_than_what_the_seat_is_worth(ulong seed)
    {
        var random = new SeededGenerator(seed);
        for (int round = 0; round < 500; round++)
        {
            List<Bid> others = [.. new uint[] { 3, 4, 6, 7, 8, 9 }
                .Where(_ => random.NextChance(1, 2))
                .Select(i => new Bid(new(i), new(100 + random.NextBelow(20UL))))];
            random.Shuffle(others);
            Gwei worth = new(90 + random.NextBelow(40UL));
            long truthful = GainOf(others, worth, worth);
            Assert.True(truthful >= 0, $"seed {seed}, round {round}: {truthful} by the truth");
            for (ulong bid = 90; bid < 130; bid++)
            {
                Assert.True(
                    GainOf(others, worth, new(bid)) <= truthful,
                    $"seed {seed}, round {round}: {bid} for {worth} against {string.Join(", ", others)}");
            }
        }
    }

    [Theory]
    [InlineData(4UL)]
    [InlineData(5UL)]
    public void The_order_of_bids_decides_nothing(ulong seed)
    {
        var random = new SeededGenerator(seed);
        for (int round = 0; round < 100; round++)
        {
            List<Bid> bids = [.. Enumerable.Range(3, 7)
                .Select(i => new Bid(new((uint)i), new(100 + random.NextBelow(5UL))))];
            SeatSale sale = With(Auction, [.. bids]).Close().Value;
            random.Shuffle(bids);
            Assert.True(sale == With(Auction, [.. bids]).Close().Value, $"seed {seed}, round {round}");
        }
    }

    internal static SeatAuction With(SeatAuction auction, params Bid[] bids) =>
        bids.Aggregate(auction, static (a, b) => Assert.IsType<BidOutcome.Placed>(a.Place(b)).Auction);

    /// <summary>What is gained by a bid: the seat's worth less its price, or nothing without it.</summary>
    private static long GainOf(List<Bid> others, Gwei worth, Gwei bid)
    {
        SeatAuction auction = With(Auction, [.. others]);
        return auction.Place(new(Me, bid)) is BidOutcome.Placed placed
            && placed.Auction.Close().Value is { } sale
            && sale.Winner == Me
                ? (long)worth.Value - (long)sale.Price.Value
                : 0;
    }
}

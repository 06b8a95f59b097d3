using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Replacement;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Replacement;

/// <summary>Several seats are sold one after the other, each to another bidder.</summary>
public sealed class SeatSalesTests
{
    private static readonly SeatAuction Opening = new(
        Members: [new(1), new(2)],
        Eligible: [.. Enumerable.Range(1, 9).Select(static i => new AccountId((uint)i))],
        Reserve: new(100));

    [Fact]
    public void Who_has_bought_a_seat_bids_no_more() => Assert.Equal(
        [Sale(4, 200), Sale(3, 150), Sale(5, 100)],
        SeatSales.Hold(Opening, [Of(3, 200), Of(4, 300), Of(5, 150)], seats: 4));

    [Fact]
    public void Fewer_seats_than_bidders_go_to_the_highest() => Assert.Equal(
        [Sale(4, 200), Sale(3, 150)],
        SeatSales.Hold(Opening, [Of(3, 200), Of(4, 300), Of(5, 150)], seats: 2));

    [Fact]
    public void A_bid_stands_from_its_first_seat_on() => Assert.Equal(
        [Sale(3, 150), Sale(4, 150)],
        SeatSales.Hold(Opening, [Of(3, 200), Of(4, 300, first: 1), Of(5, 150)], seats: 2));

    [Fact]
    public void A_bid_that_begins_behind_the_last_seat_buys_nothing() => Assert.Equal(
        [Sale(3, 100)],
        SeatSales.Hold(Opening, [Of(3, 200), Of(4, 300, first: 2)], seats: 2));

    [Fact]
    public void Who_may_not_bid_is_passed_over() => Assert.Equal(
        [Sale(5, 100)],
        SeatSales.Hold(Opening, [Of(1, 200), Of(10, 300), Of(4, 99), Of(5, 150)], seats: 2));

    [Fact]
    public void Without_seats_nothing_is_sold() =>
        Assert.Empty(SeatSales.Hold(Opening, [Of(3, 200)], seats: 0));

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    public void A_patient_coalition_pays_what_was_worked_out(ulong seed)
    {
        var random = new SeededGenerator(seed);
        for (int round = 0; round < 200; round++)
        {
            BuyOutCase given = BuyOutTests.RandomCase(random);
            var bought = BuyOut.Of(given);

            // The coalition's are 0 and on, which win ties, and stand for the last seats, one each.
            IEnumerable<StandingBid> own = Enumerable.Range(0, bought.Won).Select(i =>
                new StandingBid(new(new((uint)i), new(1_000)), given.Freed - bought.Won + i));
            IEnumerable<StandingBid> others = given.Values.Select(static (v, i) =>
                new StandingBid(new(new(100 + (uint)i), v), First: 0));
            Sequence<AccountId> eligible = Enumerable.Range(0, 200)
                .Select(static i => new AccountId((uint)i)).ToSequence();
            SeatSale[] sales = [.. SeatSales.Hold(
                new([], eligible, given.Reserve), own.Concat(others).ToSequence(), given.Freed)
                .Where(static s => s.Winner.Value < 100)];
            Gwei paid = sales.Aggregate(default(Gwei), static (sum, s) => sum + s.Price);
            Assert.True(
                (sales.Length, paid) == (bought.Won, bought.Paid), $"seed {seed}, round {round}: {given}");
        }
    }

    private static StandingBid Of(uint bidder, ulong amount, int first = 0) =>
        new(new(new(bidder), new(amount)), first);

    private static SeatSale Sale(uint winner, ulong price) => new(new(winner), new(price));
}

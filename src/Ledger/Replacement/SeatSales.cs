using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Replacement;

/// <summary>Sells several freed seats of a committee, one after the other.</summary>
/// <remarks>Spec: docs/spec/replacement.md#several-seats.</remarks>
public static class SeatSales
{
    /// <summary>
    /// Holds an auction for each seat; a bid stands in all of them from its first on, until it wins.
    /// </summary>
    /// <param name="opening">Members, the eligible, and the reserve; without bids.</param>
    /// <param name="bids">One of a bidder; who may not bid is passed over.</param>
    /// <param name="seats">How many seats are sold.</param>
    /// <returns>The sales in their order, each to another winner; seats without bids are left out.</returns>
    public static Sequence<SeatSale> Hold(SeatAuction opening, Sequence<StandingBid> bids, int seats)
    {
        ArgumentNullException.ThrowIfNull(opening);
        Invariant.Holds(opening.Bids.Count == 0, "Bids stand from a seat on, and none is placed before.");
        List<SeatSale> sales = [];
        SeatAuction auction = opening;
        for (int seat = 0; seat < seats; seat++)
        {
            foreach (StandingBid bid in bids.Where(b => b.First == seat))
            {
                auction = auction.Place(bid.Bid) is BidOutcome.Placed placed ? placed.Auction : auction;
            }

            if (auction.Close().TryGet(out SeatSale sale))
            {
                sales.Add(sale);
                auction = auction.After(sale);
            }
        }

        return sales.ToSequence();
    }
}

/// <summary>A bid for one of several seats.</summary>
/// <param name="Bid">Whose it is, and the most that it pays.</param>
/// <param name="First">The first seat that it stands for, in the order in which they are sold; from
/// 0.</param>
public readonly record struct StandingBid(Bid Bid, int First);

using TrustlessPools.Ledger.Replacement;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.PoolChain.Money;

/// <summary>
/// A coalition with two of seven seats, of which three come free: four have the key. Five wait for seats,
/// two of them the coalition's; to the others a seat is worth 1.5, 1.4 and 1.3 ETH.
/// </summary>
public sealed class BuyOutOnChainTests
{
    private static readonly BuyOutCase Case = new()
    {
        Seats = 7,
        Threshold = 4,
        Held = 2,
        Freed = 3,
        Budget = new(5_000_000_000),
        Values = [new(1_400_000_000), new(1_500_000_000), new(1_300_000_000)],
        Reserve = AuctionHarness.Reserve,
        Candidates = 5,
        Own = 2,
    };

    [Fact]
    public void In_the_auction_it_buys_the_key_for_what_was_worked_out()
    {
        var bought = BuyOut.Of(Case);
        Assert.True(bought.IsReached);
        Assert.Equal((2, new Gwei(2_800_000_000)), (bought.Won, bought.Paid));

        var harness = new AuctionHarness(operators: 12, members: 7, threshold: 4);
        OperatorId[] own = harness.Others[..2];
        OperatorId[] others = harness.Others[2..];
        harness.Free(harness.Members[2..5]);
        BidSeal[] seals =
        [
            .. others.Zip(Case.Values, static (o, value) => AuctionHarness.Seal(o, value)),

            // It lets the highest of the others have the seat that it can spare.
            .. own.Select(static (o, i) => AuctionHarness.Seal(
                o, new(2_500_000_000), first: Case.Freed - Case.Needed + i)),
        ];
        Array.ForEach(seals, harness.Place);
        harness.RunTo(AuctionPhase.Revealing);
        Array.ForEach(seals, harness.Reveal);
        Gwei before = FreeAndHeld(harness, own);
        harness.RunToEnd();
        Assert.Equal(before - bought.Paid, FreeAndHeld(harness, own));

        harness.RunToHandOver();
        Assert.Equal(Case.Threshold, Seats(harness, own));
        Assert.True(harness.Sits(others[1]));
        OperatorId[] rest = [.. harness.Chain.Operators.Keys.Except([.. harness.Members[..2], .. own])];
        harness.Chain.AssertKeyIsAlive(1, rest);
    }

    /// <summary>
    /// The queue seats three of the five, whichever of them are the coalition's: of the ten pairs that could
    /// be, three get what they need. That is the chance that was worked out, and no bid makes it more.
    /// </summary>
    [Fact]
    public void In_the_queue_it_has_its_chance_and_nothing_to_buy()
    {
        var harness = new AuctionHarness(SeatRule.Queue, operators: 12, members: 7, threshold: 4);
        harness.Free(harness.Members[2..5]);
        BidSeal seal = AuctionHarness.Seal(harness.Others[0], new(2_500_000_000));
        Assert.Equal("NoAuction", harness.RefusedToPlace(seal).Reason);
        harness.RunToHandOver();
        (OperatorId, OperatorId)[] pairs =
        [
            .. from one in harness.Others from other in harness.Others where one < other select (one, other),
        ];
        int reached = pairs.Count(
            p => Seats(harness, [p.Item1, p.Item2]) >= Case.Threshold);
        Assert.Equal(BuyOut.Of(Case).ChanceByQueue, new Ratio(reached, pairs.Length));
    }

    /// <summary>The seats of the two members that hold some from the beginning, and of newcomers.</summary>
    private static int Seats(AuctionHarness harness, OperatorId[] own) =>
        harness.Members[..2].Concat(own).Count(harness.Sits);

    private static Gwei FreeAndHeld(AuctionHarness harness, OperatorId[] own) => own
        .Select(harness.AccountOf)
        .Aggregate(default(Gwei), static (sum, a) => sum + a.Free + a.Held);
}

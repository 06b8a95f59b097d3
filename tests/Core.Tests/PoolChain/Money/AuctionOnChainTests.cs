using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Ledger.Proofs;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.PoolChain.Money;

/// <summary>Where a network sells seats, sealed bids decide, and the second price is burned.</summary>
public sealed class AuctionOnChainTests
{
    private static readonly Gwei Free = new(9_000_000_000);

    [Fact]
    public void The_highest_bid_gets_the_seat_and_pays_the_second()
    {
        var harness = new AuctionHarness();
        OperatorId failed = harness.Members[0];
        (OperatorId high, OperatorId second, OperatorId low) =
            (harness.Others[2], harness.Others[0], harness.Others[1]);
        harness.Free(failed);
        BidSeal[] seals =
        [
            AuctionHarness.Seal(low, AuctionHarness.Reserve),
            AuctionHarness.Seal(high, new(2_000_000_000)),
            AuctionHarness.Seal(second, new(1_500_000_000)),
        ];
        Array.ForEach(seals, harness.Place);
        Assert.All(seals, s => AssertHeld(harness, s, AuctionHarness.Reserve));
        harness.RunTo(AuctionPhase.Revealing);
        Array.ForEach(seals, harness.Reveal);
        Assert.All(seals, s => AssertHeld(harness, s, s.Terms.Amount));
        Gwei burned = harness.Burned;
        harness.RunToEnd();

        Assert.Equal(burned + new Gwei(1_500_000_000), harness.Burned);
        Assert.Equal(new(7_500_000_000), harness.AccountOf(high).Free);
        Assert.All([second, low], o => Assert.Equal(Free, harness.AccountOf(o).Free));
        Assert.Equal(default, harness.Chain.State.Money.Ledger.Accounts.Measure.Held);

        harness.RunToHandOver();
        Assert.True(harness.Sits(high));
        Assert.All(harness.Members[1..], o => Assert.True(harness.Sits(o)));
        harness.Chain.AssertKeyIsAlive(1, without: []);
    }

    [Fact]
    public void Who_does_not_open_its_bid_loses_its_deposit_and_the_seat()
    {
        var harness = new AuctionHarness();
        harness.Free(harness.Members[0]);
        BidSeal silent = AuctionHarness.Seal(harness.Others[0], new(5_000_000_000));
        BidSeal open = AuctionHarness.Seal(harness.Others[1], new(1_000_000_000));
        harness.Place(silent);
        harness.Place(open);
        harness.RunTo(AuctionPhase.Revealing);
        harness.Reveal(open);
        Gwei burned = harness.Burned;
        harness.RunTo(AuctionPhase.Closed);
        Assert.Equal(burned + AuctionHarness.Reserve, harness.Burned);
        Assert.Equal(Free - AuctionHarness.Reserve, harness.AccountOf(harness.Others[0]).Free);

        // Alone, the other pays the reserve.
        harness.RunToEnd();
        Assert.Equal(burned + AuctionHarness.Reserve + AuctionHarness.Reserve, harness.Burned);
        Assert.Equal(Free - AuctionHarness.Reserve, harness.AccountOf(harness.Others[1]).Free);
        harness.RunToHandOver();
        Assert.True(harness.Sits(harness.Others[1]));
    }

    [Fact]
    public void A_seat_that_nobody_bids_for_is_filled_by_the_queue()
    {
        var harness = new AuctionHarness();
        harness.Free(harness.Members[0]);
        harness.RunToHandOver();
        Assert.False(harness.Sits(harness.Members[0]));
        Assert.Single(harness.Others, harness.Sits);
        Assert.Equal(default, harness.Burned);
    }

    [Fact]
    public void When_the_next_draw_comes_first_every_bid_is_given_back()
    {
        var harness = new AuctionHarness(firstBoundary: 15);
        harness.Free(harness.Members[0]);
        BidSeal seal = AuctionHarness.Seal(harness.Others[0], new(2_000_000_000));
        harness.Place(seal);
        harness.RunTo(AuctionPhase.Revealing);
        harness.Reveal(seal);
        harness.RunTo(AuctionPhase.Closed);
        AssertHeld(harness, seal, seal.Terms.Amount);
        harness.RunToEnd();
        Assert.True(harness.Chain.State.Draw.Frozen.HasValue);
        Assert.Equal(Free, harness.AccountOf(harness.Others[0]).Free);
        Assert.Equal(default, harness.Burned);
    }

    [Fact]
    public void A_winner_that_is_not_good_for_a_seat_any_more_pays_nothing()
    {
        var harness = new AuctionHarness();
        harness.Free(harness.Members[0]);
        (OperatorId gone, OperatorId next) = (harness.Others[0], harness.Others[1]);
        BidSeal[] seals =
        [
            AuctionHarness.Seal(gone, new(3_000_000_000)), AuctionHarness.Seal(next, new(1_000_000_000)),
        ];
        Array.ForEach(seals, harness.Place);
        harness.RunTo(AuctionPhase.Revealing);
        harness.Do(gone, n => new LedgerRequest(
            new WithdrawBond(new(gone.Value), n, default, MoneyHarness.Ether)));
        Array.ForEach(seals, harness.Reveal);
        harness.RunToEnd();
        Assert.Equal(Free, harness.AccountOf(gone).Free);
        Assert.Equal(Free - AuctionHarness.Reserve, harness.AccountOf(next).Free);
    }

    [Fact]
    public void A_phase_lasts_until_more_have_led_than_may_be_faulty()
    {
        var harness = new AuctionHarness();
        harness.Free(harness.Members[0]);
        Func<ChainState, OperatorId> inTurn = harness.Chain.Leader;
        harness.Chain.Leader = static state => state.Voters[(int)(state.Height.Value % 2)].Id;
        for (int i = 0; i < 20; i++)
        {
            harness.Chain.Step();
        }

        Assert.Equal(AuctionPhase.Bidding, harness.Auction!.Phase);
        harness.Chain.Leader = inTurn;
        harness.RunTo(AuctionPhase.Revealing);
    }

    [Fact]
    public void Bids_that_do_not_count_are_refused_by_name()
    {
        var harness = new AuctionHarness();
        (OperatorId bidder, OperatorId poor, OperatorId out_) =
            (harness.Others[0], harness.Others[1], harness.Others[2]);
        BidSeal seal = AuctionHarness.Seal(bidder, new(2_000_000_000));
        Assert.Equal("NoAuction", harness.RefusedToPlace(seal).Reason);
        harness.Do(out_, n => new LedgerRequest(
            new WithdrawBond(new(out_.Value), n, default, MoneyHarness.Ether)));
        harness.Free(harness.Members[0]);

        Assert.Equal("NoAuction", harness.RefusedToPlace(seal with { Pool = new(9) }).Reason);
        Assert.Equal("BidderIsMember", harness.RefusedToPlace(seal with { Bidder = Id(harness, 0) }).Reason);
        Assert.Equal("BidderIsMember", harness.RefusedToPlace(seal with { Bidder = Id(harness, 1) }).Reason);
        Assert.Equal(
            "BidderNotEligible", harness.RefusedToPlace(seal with { Bidder = new(out_.Value) }).Reason);
        harness.Do(poor, n => new LedgerRequest(
            new Withdraw(new(poor.Value), n, Free - AuctionHarness.Reserve + new Gwei(1))));
        Assert.Equal(
            new("Overdraft", "320000000 Gwei", "at most 319999999 Gwei"),
            harness.RefusedToPlace(AuctionHarness.Seal(poor, AuctionHarness.Reserve)));
        Assert.Equal(
            new("WrongPhase", "what belongs to phase Revealing", "what belongs to phase Bidding"),
            harness.Refused(bidder, n => AuctionHarness.Opened(seal, n)));
        Assert.Equal(
            "WrongNumber",
            harness.Refused(
                bidder, n => new PlaceBid(seal.Bidder, n + 1, seal.Pool, seal.Commitment)).Reason);
        harness.Place(seal);
        Assert.Equal("RepeatedBidder", harness.RefusedToPlace(seal).Reason);
    }

    [Fact]
    public void What_is_opened_is_what_was_sealed_or_it_is_refused_by_name()
    {
        var harness = new AuctionHarness();
        harness.Free(harness.Members[0]);
        (OperatorId bidder, OperatorId copier, OperatorId third) =
            (harness.Others[0], harness.Others[1], harness.Others[2]);
        BidSeal seal = AuctionHarness.Seal(bidder, Free + new Gwei(1));
        BidSeal below = AuctionHarness.Seal(third, AuctionHarness.Reserve - new Gwei(1));
        harness.Place(seal);
        harness.Place(below);

        // Who copies another's commitment cannot open it: the bidder is sealed as well.
        harness.Do(copier, n => new PlaceBid(new(copier.Value), n, seal.Pool, seal.Commitment));
        harness.RunTo(AuctionPhase.Revealing);
        BidSeal copied = seal with { Bidder = new(copier.Value) };
        Assert.Equal("WrongPhase", harness.RefusedToPlace(copied).Reason);
        Assert.Equal("OtherCommitment", Reason(harness, copied));
        Assert.Equal("OtherCommitment", Reason(harness, seal with { Salt = default }));
        Assert.Equal("OtherCommitment", Reason(harness, seal with { Terms = new(Free, 0) }));
        Assert.Equal("NoSealedBid", Reason(harness, seal with { Bidder = Id(harness, 1) }));
        Assert.Equal("BidBelowReserve", Reason(harness, below));
        Assert.Equal(
            new("Overdraft", "8680000001 Gwei", "at most 8680000000 Gwei"),
            harness.Refused(bidder, n => AuctionHarness.Opened(seal, n)));
    }

    [Fact]
    public void A_bid_is_opened_once()
    {
        var harness = new AuctionHarness();
        harness.Free(harness.Members[0]);
        BidSeal seal = AuctionHarness.Seal(harness.Others[0], Free);
        harness.Place(seal);
        harness.RunTo(AuctionPhase.Revealing);
        harness.Reveal(seal);
        AssertHeld(harness, seal, Free);
        Assert.Equal("AlreadyRevealed", Reason(harness, seal));
        Assert.Equal(
            "Overdraft",
            harness.Refused(harness.Others[0], n => new LedgerRequest(
                new Withdraw(seal.Bidder, n, new(1)))).Reason);
    }

    [Fact]
    public void Bids_read_back_from_bytes_sealed_and_open()
    {
        var harness = new AuctionHarness();
        harness.Free(harness.Members[0]);
        BidSeal seal = AuctionHarness.Seal(harness.Others[0], Free, first: 3);
        harness.Place(seal);
        AssertReadsBack(harness.Chain.State);
        harness.RunTo(AuctionPhase.Revealing);
        harness.Reveal(seal);
        AssertReadsBack(harness.Chain.State);
        PlacedBid bid = Assert.Single(Assert.Single(harness.Auction!.Pools).Bids);
        Assert.Equal(new(seal.Bidder, seal.Commitment, new(seal.Terms)), bid);
        Assert.Equal(seal, BidSeal.Ssz.ParseJson(BidSeal.Ssz.ToJson(seal)));
        Assert.DoesNotContain($"{seal.Terms.Amount}", $"{seal}", StringComparison.Ordinal);
    }

    private static void AssertReadsBack(ChainState state) => Assert.Equal(
        ChainState.Ssz.HashTreeRoot(state),
        ChainState.Ssz.HashTreeRoot(ChainState.Ssz.Deserialize(ChainState.Ssz.Serialize(state))));

    /// <summary>What is held is the account's, is not free, and is proved with the account.</summary>
    private static void AssertHeld(AuctionHarness harness, BidSeal seal, Gwei amount)
    {
        LedgerState ledger = harness.Chain.State.Money.Ledger;
        var proof = AccountProof.Make(ledger, seal.Bidder);
        Assert.Equal((Free - amount, amount), (proof.Account.Free, proof.Account.Held));
        Assert.Null(proof.Flaw(LedgerState.Ssz.HashTreeRoot(ledger)));
    }

    private static string Reason(AuctionHarness harness, BidSeal seal) =>
        harness.Refused(new(seal.Bidder.Value), n => AuctionHarness.Opened(seal, n)).Reason;

    private static AccountId Id(AuctionHarness harness, int member) =>
        new(harness.Members[member].Value);
}

using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.State;

/// <summary>How far the auctions of a replacement are. The numbers are frozen.</summary>
public enum AuctionPhase
{
    /// <summary>Sealed bids are taken.</summary>
    Bidding = 0,

    /// <summary>Bidders open what they have sealed.</summary>
    Revealing = 1,

    /// <summary>What was opened stands until the seats are filled.</summary>
    Closed = 2,
}

/// <summary>The auctions of all seats that a replacement fills.</summary>
/// <param name="Phase">How far they are.</param>
/// <param name="Window">How long the phase has lasted, and under whom.</param>
/// <param name="Pools">Those of the replacement, in its order.</param>
/// <remarks>Spec: docs/spec/money.md#auctions.</remarks>
public sealed record RunningAuction(AuctionPhase Phase, StepWindow Window, Sequence<PoolAuction> Pools)
{
    public static SszContainer<RunningAuction> Ssz { get; } = SszContainer.Of<RunningAuction>()
        .Field(
            "phase",
            SszTypes.Uint8.As(static v => (AuctionPhase)v, static p => (ulong)p, static v => v <= 2),
            static x => x.Phase)
        .Field("window", StepWindow.Ssz, static x => x.Window)
        .Field("pools", SszTypes.List(PoolAuction.Ssz, NetworkGenesis.PoolsMax), static x => x.Pools)
        .Build(static v => new(
            v.Take<AuctionPhase>(), v.Take<StepWindow>(), v.Take<Sequence<PoolAuction>>()));

    /// <summary>The auctions of some pools' seats, open for bids from a tick on.</summary>
    internal static RunningAuction Of(Sequence<PoolId> pools, Tick tick) => new(
        AuctionPhase.Bidding, new(tick, []), pools.Map(static p => new PoolAuction(p, [])));

    /// <summary>The next phase, which begins at a tick.</summary>
    internal RunningAuction Next(Tick tick) => this with { Phase = Phase + 1, Window = new(tick, []) };

    /// <summary>These auctions with one pool's exchanged.</summary>
    internal RunningAuction With(PoolAuction auction) =>
        this with { Pools = Pools.Map(p => p.Pool == auction.Pool ? auction : p) };
}

/// <summary>The bids for one committee's freed seats.</summary>
/// <param name="Pool">Whose committee.</param>
/// <param name="Bids">One of a bidder, in chain order.</param>
public sealed record PoolAuction(PoolId Pool, Sequence<PlacedBid> Bids)
{
    public static SszContainer<PoolAuction> Ssz { get; } = SszContainer.Of<PoolAuction>()
        .Field("pool", SszTypes.PoolId, static x => x.Pool)
        .Field("bids", SszTypes.List(PlacedBid.Ssz, NetworkGenesis.OperatorsMax), static x => x.Bids)
        .Build(static v => new(v.Take<PoolId>(), v.Take<Sequence<PlacedBid>>()));

    /// <summary>An account's bid, or null when it has none.</summary>
    public PlacedBid? BidOf(AccountId bidder) => Bids.FirstOrDefault(b => b.Bidder == bidder);

    /// <summary>This auction with a bid exchanged for the same bidder's.</summary>
    internal PoolAuction With(PlacedBid bid) =>
        this with { Bids = Bids.Map(b => b.Bidder == bid.Bidder ? bid : b) };
}

/// <summary>A bid, sealed at first.</summary>
/// <param name="Bidder">Whose.</param>
/// <param name="Commitment">What it was sealed with: <see cref="BidSeal.Commitment"/>.</param>
/// <param name="Terms">What was sealed, once the bidder has opened it.</param>
public sealed record PlacedBid(AccountId Bidder, Hash32 Commitment, Optional<BidTerms> Terms)
{
    public static SszContainer<PlacedBid> Ssz { get; } = SszContainer.Of<PlacedBid>()
        .Field("bidder", LedgerTypes.AccountId, static x => x.Bidder)
        .Field("commitment", SszTypes.Hash32, static x => x.Commitment)
        .Field("terms", SszTypes.Optional(BidTerms.Ssz), static x => x.Terms)
        .Build(static v => new(v.Take<AccountId>(), v.Take<Hash32>(), v.Take<Optional<BidTerms>>()));

    /// <summary>What of the bidder's money is held for it.</summary>
    /// <param name="reserve">The least bid, which is the deposit of a sealed one.</param>
    internal Gwei HeldFor(Gwei reserve) => Terms.TryGet(out BidTerms? terms) ? terms.Amount : reserve;
}

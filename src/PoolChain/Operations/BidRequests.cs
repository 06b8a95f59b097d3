using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.Operations;

/// <summary>What a bid says, once it is open.</summary>
/// <param name="Amount">The most that the bidder pays for a seat.</param>
/// <param name="First">The first seat that it bids for, in the order in which they are sold; from 0. It
/// bids for all after that, until it wins one.</param>
public sealed record BidTerms(Gwei Amount, int First)
{
    public static SszContainer<BidTerms> Ssz { get; } = SszContainer.Of<BidTerms>()
        .Field("amount", SszTypes.Gwei, static x => x.Amount)
        .Field("first", SszTypes.Uint16, static x => (ulong)x.First)
        .Build(static v => new(v.Take<Gwei>(), (int)v.Take<ulong>()));
}

/// <summary>A bid with what seals it; its bidder's secret until the auction is in its second phase.</summary>
/// <param name="Pool">For a seat in whose committee.</param>
/// <param name="Bidder">Whose: a commitment that somebody copies is worth nothing to it.</param>
/// <param name="Terms">What it says.</param>
/// <param name="Salt">32 random bytes, so that nobody finds the terms by trying them all.</param>
public sealed record BidSeal(PoolId Pool, AccountId Bidder, BidTerms Terms, Hash32 Salt)
{
    public static SszContainer<BidSeal> Ssz { get; } = SszContainer.Of<BidSeal>()
        .Field("pool", SszTypes.PoolId, static x => x.Pool)
        .Field("bidder", LedgerTypes.AccountId, static x => x.Bidder)
        .Field("terms", BidTerms.Ssz, static x => x.Terms)
        .Field("salt", SszTypes.Hash32, static x => x.Salt)
        .Build(static v => new(v.Take<PoolId>(), v.Take<AccountId>(), v.Take<BidTerms>(), v.Take<Hash32>()));

    /// <summary>What the bidder gives away at first: the hash tree root, by SHA-256.</summary>
    public Hash32 Commitment => Ssz.HashTreeRoot(this);

    /// <summary>The terms and the salt stay out of logs.</summary>
    public override string ToString() => $"a sealed bid of account {Bidder} for pool {Pool}";
}

/// <summary>Bids for a seat without saying what; the least bid is held as a deposit.</summary>
/// <param name="Actor">The account of an operator.</param>
/// <param name="Number">How many operations that owner made before.</param>
/// <param name="Pool">For a seat in whose committee.</param>
/// <param name="Commitment">See <see cref="BidSeal.Commitment"/>.</param>
public sealed record PlaceBid(AccountId Actor, ulong Number, PoolId Pool, Hash32 Commitment) : OwnerRequest
{
    public static new SszContainer<PlaceBid> Ssz { get; } = SszContainer.Of<PlaceBid>()
        .Field("actor", LedgerTypes.AccountId, static x => x.Actor)
        .Field("number", SszTypes.Uint64, static x => x.Number)
        .Field("pool", SszTypes.PoolId, static x => x.Pool)
        .Field("commitment", SszTypes.Hash32, static x => x.Commitment)
        .Build(static v => new(v.Take<AccountId>(), v.Take<ulong>(), v.Take<PoolId>(), v.Take<Hash32>()));

    public override AccountId Account => Actor;
}

/// <summary>Opens a bid; all of its amount is held from then on.</summary>
public sealed record RevealBid(AccountId Actor, ulong Number, PoolId Pool, BidTerms Terms, Hash32 Salt)
    : OwnerRequest
{
    public static new SszContainer<RevealBid> Ssz { get; } = SszContainer.Of<RevealBid>()
        .Field("actor", LedgerTypes.AccountId, static x => x.Actor)
        .Field("number", SszTypes.Uint64, static x => x.Number)
        .Field("pool", SszTypes.PoolId, static x => x.Pool)
        .Field("terms", BidTerms.Ssz, static x => x.Terms)
        .Field("salt", SszTypes.Hash32, static x => x.Salt)
        .Build(static v => new(
            v.Take<AccountId>(),
            v.Take<ulong>(),
            v.Take<PoolId>(),
            v.Take<BidTerms>(),
            v.Take<Hash32>()));

    public override AccountId Account => Actor;

    /// <summary>What must have been sealed.</summary>
    public BidSeal Seal => new(Pool, Actor, Terms, Salt);
}

using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Ledger.Replacement;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.PoolChain.Money;

/// <summary>
/// A pool whose committee loses members, who take their bonds back, and operators who wait for their seats.
/// Each has bonded 1 of 10 ETH.
/// </summary>
internal sealed class AuctionHarness
{
    /// <summary>Brings a pool to the point where seats can come free.</summary>
    internal AuctionHarness(
        SeatRule seats = SeatRule.Auction,
        int operators = 7,
        int members = 4,
        int threshold = 3,
        ulong firstBoundary = 40)
    {
        MoneyParameters parameters = MoneyHarness.Quick with
        {
            RewardEpoch = 4,
            UnlockDelay = 16,
            Replacement = new(new ReplacementParameters { Seats = seats }),
        };
        Money = new(
            parameters,
            operators: operators,
            seats: members,
            threshold: threshold,
            firstBoundary: firstBoundary);
        Money.BondAll(MoneyHarness.Ether);
        Money.Lock();
        Chain.RunUntil(static h => h.Pool().GroupKey is not null, 300);
        Money.RunToCheckpoint(new(4));
        Members = [.. Chain.Pool().Serving.Value.Sharing.Members.Select(static m => m.Member)];
        Others = [.. Chain.Operators.Keys.Except(Members)];
    }

    internal static Gwei Reserve { get; } = new ReplacementParameters().MinimumBond;

    internal MoneyHarness Money { get; }

    internal ChainHarness Chain => Money.Chain;

    /// <summary>Who sits in the pool's committee at first.</summary>
    internal OperatorId[] Members { get; }

    /// <summary>Everybody else.</summary>
    internal OperatorId[] Others { get; }

    internal Gwei Burned => Chain.State.Money.Ledger.Burned;

    internal RunningAuction? Auction =>
        Chain.State.Replacement.TryGet(out FrozenReplacement? frozen)
            && frozen.Auction.TryGet(out RunningAuction? auction)
            ? auction
            : null;

    internal Account AccountOf(OperatorId id) => Money.Account(new(id.Value));

    /// <summary>Whether a newcomer sits in the committee.</summary>
    internal bool Sits(OperatorId id) => Chain.Pool().Serving.Value.Sharing.ShareOf(id) is not null;

    /// <summary>Members take all of their bonds back, so that their seats are free.</summary>
    internal void Free(params OperatorId[] members)
    {
        foreach (OperatorId id in members)
        {
            Do(id, n => new LedgerRequest(new WithdrawBond(new(id.Value), n, default, MoneyHarness.Ether)));
        }

        Assert.True(Chain.State.Replacement.HasValue, "A replacement is frozen.");
    }

    internal void RunTo(AuctionPhase phase) => Chain.RunUntil(_ => Auction?.Phase == phase, 40);

    /// <summary>Until the seats are filled, or nothing comes of it.</summary>
    internal void RunToEnd() => Chain.RunUntil(static h => !h.State.Replacement.HasValue, 100);

    internal void RunToHandOver() => Chain.RunUntil(
        static h => h.Pool().Settling is { HasValue: true, Value.Context.Id.Replacement: 1 }, 100);

    internal static BidSeal Seal(OperatorId id, Gwei amount, int first = 0) =>
        new(new(1), new(id.Value), new(amount, first), Hash32.Sha256(BitConverter.GetBytes(id.Value)));

    internal void Place(BidSeal seal) =>
        Do(new(seal.Bidder.Value), n => new PlaceBid(seal.Bidder, n, seal.Pool, seal.Commitment));

    internal void Reveal(BidSeal seal) => Do(new(seal.Bidder.Value), n => Opened(seal, n));

    internal static RevealBid Opened(BidSeal seal, ulong number) =>
        new(seal.Bidder, number, seal.Pool, seal.Terms, seal.Salt);

    /// <summary>Why a request of an operator's account is refused.</summary>
    internal Refusal Refused(OperatorId id, Func<ulong, OwnerRequest> request)
    {
        OperationOutcome outcome = Money.Try(
            Chain.Operators[id].Identity, request(Money.NumberOf(new(id.Value))));
        return Assert.IsType<OperationOutcome.Rejected>(outcome).Refusal;
    }

    internal Refusal RefusedToPlace(BidSeal seal) => Refused(
        new(seal.Bidder.Value), n => new PlaceBid(seal.Bidder, n, seal.Pool, seal.Commitment));

    internal void Do(OperatorId id, Func<ulong, OwnerRequest> request) =>
        Money.Do(Chain.Operators[id].Identity, request(Money.NumberOf(new(id.Value))));
}

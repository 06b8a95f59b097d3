using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Cryptography.SecretSharing;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.Operations;

/// <summary>What the owner of an account asks of the pool chain.</summary>
public abstract record OwnerRequest
{
    /// <summary>The union of all requests. Selectors are frozen.</summary>
    public static SszUnion<OwnerRequest> Ssz { get; } = SszUnion<OwnerRequest>.Empty
        .Case(0, LedgerRequest.Ssz)
        .Case(1, DelegationRequest.Ssz)
        .Case(2, CreatePool.Ssz)
        .Case(3, ChangeCredentials.Ssz)
        .Case(4, PlaceBid.Ssz)
        .Case(5, RevealBid.Ssz);

    private protected OwnerRequest()
    {
    }

    /// <summary>Whose account it is.</summary>
    public abstract AccountId Account { get; }

    /// <summary>What its owner signs.</summary>
    public Hash32 SigningRoot(Hash32 network) => IdentitySignature.SigningRoot(
        IdentityDomain.OwnerRequest, network, Ssz.HashTreeRoot(this));
}

/// <summary>Something of the ledger: money, locks, bonds.</summary>
public sealed record LedgerRequest(OwnerOperation Asked) : OwnerRequest
{
    public static new SszContainer<LedgerRequest> Ssz { get; } = SszContainer.Of<LedgerRequest>()
        .Field("asked", OwnerOperation.Ssz, static x => x.Asked)
        .Build(static v => new(v.Take<OwnerOperation>()));

    public override AccountId Account => Asked.Actor;
}

/// <summary>Something of delegation.</summary>
public sealed record DelegationRequest(DelegationOwnerOperation Asked) : OwnerRequest
{
    public static new SszContainer<DelegationRequest> Ssz { get; } = SszContainer.Of<DelegationRequest>()
        .Field("asked", DelegationOwnerOperation.Ssz, static x => x.Asked)
        .Build(static v => new(v.Take<DelegationOwnerOperation>()));

    public override AccountId Account => Asked.Actor;
}

/// <summary>Makes a pool, which generates its key with the next draw and waits for a lock.</summary>
/// <param name="Actor">An operator's account; for a named group, the account that opened its fund.</param>
/// <param name="Number">How many operations that owner made before.</param>
/// <param name="Seats">n.</param>
/// <param name="Threshold">t.</param>
/// <param name="Fund">The fund it stands on: 0 for members that are drawn.</param>
/// <param name="Members">The named group, each with a bond in the fund; empty for members that are drawn.
/// </param>
public sealed record CreatePool(
    AccountId Actor, ulong Number, int Seats, int Threshold, FundId Fund, Sequence<OperatorId> Members)
    : OwnerRequest
{
    public static new SszContainer<CreatePool> Ssz { get; } = SszContainer.Of<CreatePool>()
        .Field("actor", LedgerTypes.AccountId, static x => x.Actor)
        .Field("number", SszTypes.Uint64, static x => x.Number)
        .Field("seats", SszTypes.Uint16, static x => (ulong)x.Seats)
        .Field("threshold", SszTypes.Uint16, static x => (ulong)x.Threshold)
        .Field("fund", LedgerTypes.FundId, static x => x.Fund)
        .Field(
            "members", SszTypes.List(SszTypes.OperatorId, PublicSharing.MembersMax), static x => x.Members)
        .Build(static v => new(
            v.Take<AccountId>(),
            v.Take<ulong>(),
            (int)v.Take<ulong>(),
            (int)v.Take<ulong>(),
            v.Take<FundId>(),
            v.Take<Sequence<OperatorId>>()));

    public override AccountId Account => Actor;
}

/// <summary>Says where the stake of validators to come goes; those that are there keep theirs.</summary>
public sealed record ChangeCredentials(AccountId Actor, ulong Number, Hash32 WithdrawalCredentials)
    : OwnerRequest
{
    public static new SszContainer<ChangeCredentials> Ssz { get; } = SszContainer.Of<ChangeCredentials>()
        .Field("actor", LedgerTypes.AccountId, static x => x.Actor)
        .Field("number", SszTypes.Uint64, static x => x.Number)
        .Field("withdrawal_credentials", SszTypes.Hash32, static x => x.WithdrawalCredentials)
        .Build(static v => new(v.Take<AccountId>(), v.Take<ulong>(), v.Take<Hash32>()));

    public override AccountId Account => Actor;
}

/// <summary>Brings an owner's request onto the chain; any operator may.</summary>
/// <param name="Request">What is asked.</param>
/// <param name="Signature">By the account's key, for <see cref="IdentityDomain.OwnerRequest"/>.</param>
public sealed record PostRequest(OwnerRequest Request, G2Bytes Signature) : Operation
{
    public static new SszContainer<PostRequest> Ssz { get; } = SszContainer.Of<PostRequest>()
        .Field("request", OwnerRequest.Ssz, static x => x.Request)
        .Field("signature", G2Bytes.Ssz, static x => x.Signature)
        .Build(static v => new(v.Take<OwnerRequest>(), v.Take<G2Bytes>()));

    /// <summary>Signs a request.</summary>
    public static PostRequest Sign(OwnerRequest request, SecretScalar owner, Hash32 network) => new(
        request,
        IdentitySignature.Sign(
            owner, IdentityDomain.OwnerRequest, network, OwnerRequest.Ssz.HashTreeRoot(request)));

    /// <summary>What the signature claims.</summary>
    public IdentityClaim Claim(G1Bytes owner, Hash32 network) =>
        new(owner, Request.SigningRoot(network), Signature);
}

/// <summary>A deposit that operators have seen arrive.</summary>
/// <param name="Number">How many were witnessed before, so that none counts twice.</param>
/// <param name="Key">Whose account is opened for it.</param>
/// <param name="WithdrawalCredentials">Where the stake of the owner's validators goes.</param>
/// <param name="Amount">What arrived.</param>
public sealed record DepositNotice(ulong Number, G1Bytes Key, Hash32 WithdrawalCredentials, Gwei Amount)
{
    public static SszContainer<DepositNotice> Ssz { get; } = SszContainer.Of<DepositNotice>()
        .Field("number", SszTypes.Uint64, static x => x.Number)
        .Field("key", G1Bytes.Ssz, static x => x.Key)
        .Field("withdrawal_credentials", SszTypes.Hash32, static x => x.WithdrawalCredentials)
        .Field("amount", SszTypes.Gwei, static x => x.Amount)
        .Build(static v => new(v.Take<ulong>(), v.Take<G1Bytes>(), v.Take<Hash32>(), v.Take<Gwei>()));

    /// <summary>What each witness signs.</summary>
    public Hash32 SigningRoot(Hash32 network) =>
        IdentitySignature.SigningRoot(IdentityDomain.DepositNotice, network, Ssz.HashTreeRoot(this));
}

/// <summary>Brings a deposit that a quorum has witnessed; a new account holds it.</summary>
/// <param name="Notice">What arrived.</param>
/// <param name="Witnesses">Which of the voters, in the voters' order.</param>
/// <param name="Signature">The aggregate of their signatures.</param>
public sealed record PostDeposit(DepositNotice Notice, BitString Witnesses, G2Bytes Signature) : Operation
{
    public static new SszContainer<PostDeposit> Ssz { get; } = SszContainer.Of<PostDeposit>()
        .Field("notice", DepositNotice.Ssz, static x => x.Notice)
        .Field("witnesses", SszTypes.Bitlist(Genesis.NetworkGenesis.OperatorsMax), static x => x.Witnesses)
        .Field("signature", G2Bytes.Ssz, static x => x.Signature)
        .Build(static v => new(v.Take<DepositNotice>(), v.Take<BitString>(), v.Take<G2Bytes>()));
}

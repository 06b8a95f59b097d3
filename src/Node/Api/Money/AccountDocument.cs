using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Money;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Node.Api.Money;

/// <summary>An account, and all that its owner has, as the API tells it.</summary>
/// <param name="Account">Its number.</param>
/// <param name="Protocol">Which protocol the amounts speak of: <c>seed</c> or <c>today</c>.</param>
/// <param name="Now">The epoch that the ledger is in.</param>
/// <param name="Key">The owner's.</param>
/// <param name="WithdrawalCredentials">Where the stake of the owner's validators goes.</param>
/// <param name="Free">What may be locked, bonded or withdrawn.</param>
/// <param name="Earned">Rewards that have come to the account.</param>
/// <param name="Held">What stands behind bids for seats.</param>
/// <param name="NextRequest">The number that the owner's next request must have.</param>
/// <param name="Operator">The operator whose account it is, if it is one's.</param>
/// <param name="Bonds">What it has put up.</param>
/// <param name="Locks">What it has locked.</param>
public sealed record AccountDocument(
    AccountId Account,
    string Protocol,
    Epoch Now,
    G1Bytes Key,
    Hash32 WithdrawalCredentials,
    Gwei Free,
    Gwei Earned,
    Gwei Held,
    ulong NextRequest,
    Optional<OperatorId> Operator,
    Sequence<BondDocument> Bonds,
    Sequence<LockDocument> Locks)
{
    /// <summary>The document.</summary>
    public static JsonShape<AccountDocument> Shape { get; } = JsonObject.Of<AccountDocument>()
        .Member("account", StatusShapes.Account, static x => x.Account)
        .Member("protocol", JsonShapes.Text, static x => x.Protocol)
        .Member("epoch", StatusShapes.Epoch, static x => x.Now)
        .Member("key", JsonShapes.Of(G1Bytes.Ssz), static x => x.Key)
        .Member("withdrawal_credentials", JsonShapes.Of(SszTypes.Hash32), static x => x.WithdrawalCredentials)
        .Member("free", StatusShapes.Gwei, static x => x.Free)
        .Member("earned", StatusShapes.Gwei, static x => x.Earned)
        .Member("held", StatusShapes.Gwei, static x => x.Held)
        .Member("next_request", JsonShapes.Number, static x => x.NextRequest)
        .OptionalMember("operator", StatusShapes.Operator, static x => x.Operator)
        .Member("bonds", JsonShapes.List(BondDocument.Shape), static x => x.Bonds)
        .Member("locks", JsonShapes.List(LockDocument.Shape), static x => x.Locks)
        .Build(static m => new(
            m.Take<AccountId>(),
            m.Take<string>(),
            m.Take<Epoch>(),
            m.Take<G1Bytes>(),
            m.Take<Hash32>(),
            Free: m.Take<Gwei>(),
            Earned: m.Take<Gwei>(),
            Held: m.Take<Gwei>(),
            m.Take<ulong>(),
            m.Take<Optional<OperatorId>>(),
            m.Take<Sequence<BondDocument>>(),
            m.Take<Sequence<LockDocument>>()));

    /// <summary>A list of them.</summary>
    public static JsonShape<Sequence<AccountDocument>> ListShape { get; } = JsonShapes.List(Shape);

    /// <summary>An account that is there.</summary>
    internal static AccountDocument Of(MoneyParameters parameters, ChainState chain, AccountId id)
    {
        MoneyState money = chain.Money;
        Account account = money.Ledger.Accounts[(int)id.Value];
        AccountOwner owner = money.OwnerOf(id)!;
        OperatorEntry? entry = chain.Operators.FirstOrDefault(o => o.Account == id);
        return new(
            id,
            FundsDocument.NameOf(parameters.Protocol),
            money.Ledger.Now,
            owner.Key,
            owner.WithdrawalCredentials,
            Free: account.Free,
            Earned: account.Earned,
            Held: account.Held,
            account.Operations,
            entry is null ? default : new(entry.Id),
            BondsOf(money, id).ToSequence(),
            LockDocument.OfOwner(chain, id).ToSequence());
    }

    /// <summary>The accounts of a key, in their order.</summary>
    internal static Sequence<AccountDocument> OfKey(
        MoneyParameters parameters, ChainState chain, G1Bytes key) => chain.Money.Owners
        .Select(static (owner, i) => (owner.Key, Id: new AccountId((uint)i)))
        .Where(o => o.Key == key && o.Id != MoneyState.Reserve)
        .Select(o => Of(parameters, chain, o.Id))
        .ToSequence();

    private static IEnumerable<BondDocument> BondsOf(MoneyState money, AccountId id)
    {
        for (uint fund = 0; fund < money.Ledger.Funds.Count; fund++)
        {
            Bond bond = money.BondOf(new(fund), id);
            if (bond.Total.Value > 0)
            {
                yield return new(new(fund), Staying: bond.Staying, Leaving: bond.Leaving);
            }
        }
    }
}

/// <summary>A bond as the API tells it.</summary>
/// <param name="Fund">Where it is put up.</param>
/// <param name="Staying">What backs locks.</param>
/// <param name="Leaving">What is on its way out, and can still be charged.</param>
public sealed record BondDocument(FundId Fund, Gwei Staying, Gwei Leaving)
{
    /// <summary>The document.</summary>
    public static JsonShape<BondDocument> Shape { get; } = JsonObject.Of<BondDocument>()
        .Member("fund", StatusShapes.Fund, static x => x.Fund)
        .Member("staying", StatusShapes.Gwei, static x => x.Staying)
        .Member("leaving", StatusShapes.Gwei, static x => x.Leaving)
        .Build(static m => new(m.Take<FundId>(), Staying: m.Take<Gwei>(), Leaving: m.Take<Gwei>()));
}

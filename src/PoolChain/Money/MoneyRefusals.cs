using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Money;

/// <summary>
/// Every reason for which the pool chain refuses what an owner asks, beside those of the ledger.
/// </summary>
internal static class MoneyRefusals
{
    internal static Refusal UnownedAccount(AccountId id, int count) =>
        new("UnownedAccount", $"account {id}", $"one of the {count} accounts");

    internal static Refusal NotSignedByOwner(AccountId id) =>
        new("NotSignedByOwner", $"a request of account {id}", "one that the account's key signed");

    internal static Refusal NotAnOperator(AccountId id) =>
        new("NotAnOperator", $"account {id}", "an operator's account");

    internal static Refusal NotTheLeader(AccountId id, AccountId leader) =>
        new("NotTheLeader", $"account {id}", $"account {leader}, which opened the fund");

    internal static Refusal WrongFund(FundId id, string permitted) =>
        new("WrongFund", $"fund {id}", permitted);

    internal static Refusal TooFewOperators(int count, int seats) =>
        new("TooFewOperators", $"{count} operators", $"at least {seats}, one a seat");

    internal static Refusal UnknownMember(OperatorId id, int count) =>
        new("UnknownMember", $"operator {id}", $"1 to {count}");

    internal static Refusal MemberWithoutBond(OperatorId id, FundId fund) =>
        new("MemberWithoutBond", $"operator {id}", $"operators with a bond in fund {fund}");

    internal static Refusal NetworkHasAllPools() => new(
        "NetworkHasAllPools", $"pool {NetworkGenesis.PoolsMax + 1}", $"{NetworkGenesis.PoolsMax} pools");

    internal static Refusal WrongDeposit(ulong number, ulong next) =>
        new("WrongDeposit", $"deposit {number}", $"deposit {next}");

    internal static Refusal BadAccountKey(string key) =>
        new("BadAccountKey", key, "a point of the group of public keys");

    internal static Refusal NotWitnessed(ulong number) =>
        new("NotWitnessed", $"deposit {number}", "an aggregate that its witnesses signed");

    internal static Refusal TooManyWaitingPools(int waiting, int permitted) => new(
        "TooManyWaitingPools",
        $"a pool beside {waiting} of its fund that wait for a lock",
        $"at most {permitted} that wait, as many as there are operators");

    internal static Refusal NoAuction(PoolId id, string permitted) =>
        new("NoAuction", $"a bid for pool {id}", permitted);

    internal static Refusal WrongPhase(AuctionPhase supplied, AuctionPhase now) =>
        new("WrongPhase", $"what belongs to phase {supplied}", $"what belongs to phase {now}");

    internal static Refusal NoSealedBid(AccountId id, PoolId pool) =>
        new("NoSealedBid", $"account {id}", $"a bidder for a seat in pool {pool}'s committee");

    internal static Refusal AlreadyRevealed(AccountId id) =>
        new("AlreadyRevealed", $"the bid of account {id} once more", "each bid once");

    internal static Refusal OtherCommitment(Hash32 supplied, Hash32 permitted) =>
        new("OtherCommitment", $"terms and salt of {supplied}", $"those of {permitted}");
}

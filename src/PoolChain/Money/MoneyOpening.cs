using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Money;

/// <summary>The books before the first block, and accounts that come later.</summary>
/// <remarks>Spec: docs/spec/money.md#accounts.</remarks>
internal static class MoneyOpening
{
    /// <summary>The account of the n-th operator of the genesis, from 1.</summary>
    internal static AccountId AccountOf(OperatorId id) => new(id.Value);

    /// <summary>The books of a genesis.</summary>
    internal static MoneyState Of(NetworkGenesis genesis)
    {
        DelegationParameters rules = genesis.Money.Parameters.ToRules();
        List<AccountOwner> owners = [new(default, default)];
        owners.AddRange(
            genesis.Operators.Select(static o => new AccountOwner(o.Identity.IdentityKey, default)));
        var credits = new List<LedgerOperation>();
        foreach (Allocation allocation in genesis.Money.Allocations)
        {
            int place = owners.FindIndex(1, genesis.Operators.Count, o => o.Key == allocation.Key);
            if (place < 0)
            {
                place = owners.Count;
                owners.Add(new(allocation.Key, allocation.WithdrawalCredentials));
            }
            else
            {
                owners[place] = owners[place] with
                {
                    WithdrawalCredentials = allocation.WithdrawalCredentials,
                };
            }

            if (allocation.Amount.Value > 0)
            {
                credits.Add(new Credit(new((uint)place), allocation.Amount));
            }
        }

        LedgerOperation[] operations =
        [
            .. owners.Select(static (o, i) => new OpenAccount(i == 0 ? default : o.Hash)),
            new OpenFund(MoneyState.Reserve, 0, Margin: 0),
            .. credits,
            .. Start(genesis),
        ];
        (LedgerState ledger, IReadOnlyList<Refusal?> refusals) =
            LedgerRules.ApplyAll(rules.Ledger, LedgerState.Empty, operations);
        Invariant.Holds(refusals.All(static r => r is null), "A genesis without flaw opens its books.");
        (DelegatedLedger? books, _) = DelegationRules.Open(rules, ledger, MoneyState.Reserve);
        return new(
            books!,
            owners.Aggregate(MoneyState.OwnersSsz.Empty, static (list, owner) => list.Add(owner)),
            [EpochIncome.None, EpochIncome.None],
            0);
    }

    /// <summary>The beacon chain's epoch with which the network begins, so that none before it is counted.
    /// </summary>
    private static IEnumerable<LedgerOperation> Start(NetworkGenesis genesis) =>
        new ChainClock(genesis.Parameters).EpochAt(default).TryGet(out Epoch epoch) && epoch.Value > 0
            ? [new AdvanceEpoch(epoch)]
            : [];

    /// <summary>The books with an account more, and its number.</summary>
    internal static (MoneyState Money, AccountId Account) Open(
        ChainRules rules, MoneyState money, G1Bytes key, Hash32 withdrawalCredentials)
    {
        var owner = new AccountOwner(key, withdrawalCredentials);
        var account = new AccountId((uint)money.Owners.Count);
        (LedgerState ledger, Refusal? refusal) =
            LedgerRules.Apply(rules.Money.Ledger, money.Ledger, new OpenAccount(owner.Hash));
        Invariant.Holds(refusal is null, $"There is room for an account: {refusal}.");
        return (
            money with
            {
                Books = money.Books with { Ledger = ledger },
                Owners = money.Owners.Add(owner),
            },
            account);
    }
}

using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Money;

/// <summary>What owners ask for: only what their own key signed, once, and in its order.</summary>
/// <remarks>Spec: docs/spec/money.md#requests.</remarks>
internal static class RequestRules
{
    internal static OperationOutcome Apply(ChainRules rules, ChainState state, PostRequest posted)
    {
        OwnerRequest request = posted.Request;
        if (state.Money.OwnerOf(request.Account) is not { } owner)
        {
            return OperationOutcome.Reject(
                MoneyRefusals.UnownedAccount(request.Account, state.Money.Owners.Count));
        }

        if (!IdentitySignature.Verify(posted.Claim(owner.Key, rules.Network), rules.Memo))
        {
            return OperationOutcome.Reject(MoneyRefusals.NotSignedByOwner(request.Account));
        }

        (ChainState after, Refusal? refusal) = request switch
        {
            LedgerRequest ledger => With(
                state, DelegationRules.Apply(rules.Money, state.Money.Books, ledger.Asked)),
            DelegationRequest delegation => With(
                state, DelegationRules.Apply(rules.Money, state.Money.Books, delegation.Asked)),
            CreatePool create => Counted(state, create.Account, create.Number, s => Create(s, create)),
            ChangeCredentials change => Counted(
                state, change.Account, change.Number, s => Change(s, change)),
            PlaceBid bid => Counted(
                state, bid.Account, bid.Number, s => BidRules.Place(rules, s, bid)),
            RevealBid bid => Counted(
                state, bid.Account, bid.Number, s => BidRules.Reveal(rules, s, bid)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return refusal is null ? new OperationOutcome.Accepted(after) : OperationOutcome.Reject(refusal);
    }

    private static (ChainState State, Refusal? Refusal) With(
        ChainState state, (DelegatedLedger Books, Refusal? Refusal) result) =>
        (state with { Money = state.Money with { Books = result.Books } }, result.Refusal);

    private static (ChainState State, Refusal? Refusal) Counted(
        ChainState state,
        AccountId account,
        ulong number,
        Func<ChainState, (ChainState State, Refusal? Refusal)> apply)
    {
        (DelegatedLedger books, Refusal? refusal) =
            DelegationRules.Count(state.Money.Books, account, number);
        return refusal is not null
            ? (state, refusal)
            : apply(state with { Money = state.Money with { Books = books } });
    }

    private static (ChainState State, Refusal? Refusal) Create(ChainState state, CreatePool request)
    {
        if (state.Pools.Count == NetworkGenesis.PoolsMax)
        {
            return (state, MoneyRefusals.NetworkHasAllPools());
        }

        int waiting = state.Pools.Count(p => p.Definition.Fund == request.Fund && !p.Stake.HasValue);
        if (waiting >= state.Operators.Count)
        {
            return (state, MoneyRefusals.TooManyWaitingPools(waiting, state.Operators.Count));
        }

        var id = new PoolId(state.Pools.Count == 0 ? 1 : state.Pools[^1].Definition.Id.Value + 1);
        var definition = new PoolDefinition(id, request.Seats, request.Threshold, default)
        {
            Fund = request.Fund,
            Members = request.Members,
        };
        Refusal? refusal = definition.Flaw() ?? (request.Members.Count == 0
            ? RotatingFlaw(state, request)
            : GroupFlaw(state, request));
        return refusal is not null
            ? (state, refusal)
            : (state with { Pools = state.Pools.Add(PoolState.Of(definition)) }, null);
    }

    private static Refusal? RotatingFlaw(ChainState state, CreatePool request)
    {
        if (request.Fund != MoneyState.RotatingFund)
        {
            return MoneyRefusals.WrongFund(
                request.Fund, $"fund {MoneyState.RotatingFund} for drawn members");
        }

        if (!state.Operators.Any(o => o.Account == request.Actor))
        {
            return MoneyRefusals.NotAnOperator(request.Actor);
        }

        return request.Seats > state.Operators.Count
            ? MoneyRefusals.TooFewOperators(state.Operators.Count, request.Seats)
            : null;
    }

    /// <summary>A bond in the fund is a member's consent.</summary>
    private static Refusal? GroupFlaw(ChainState state, CreatePool request)
    {
        if (request.Fund == MoneyState.RotatingFund || request.Fund.Value >= state.Money.Ledger.Funds.Count)
        {
            return MoneyRefusals.WrongFund(request.Fund, "a fund that the group's leader opened");
        }

        AccountId leader = state.Money.Ledger.Funds[(int)request.Fund.Value].Operator;
        if (leader != request.Actor)
        {
            return MoneyRefusals.NotTheLeader(request.Actor, leader);
        }

        foreach (OperatorId member in request.Members)
        {
            if (state.OperatorOf(member) is not { } entry)
            {
                return MoneyRefusals.UnknownMember(member, state.Operators.Count);
            }

            Bond bond = state.Money.BondOf(request.Fund, entry.Account);
            if (bond.Staying.Value == 0)
            {
                return MoneyRefusals.MemberWithoutBond(member, request.Fund);
            }
        }

        return null;
    }

    private static (ChainState State, Refusal? Refusal) Change(ChainState state, ChangeCredentials request)
    {
        int place = (int)request.Account.Value;
        MoneyState money = state.Money;
        AccountOwner owner = money.Owners[place] with
        {
            WithdrawalCredentials = request.WithdrawalCredentials,
        };
        return (state with { Money = money with { Owners = money.Owners.With(place, owner) } }, null);
    }
}

using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.PoolChain.Money;

/// <summary>Whatever is not the owner's own, next and lawful request is refused by name.</summary>
public sealed class RequestRefusalTests
{
    private readonly MoneyHarness _money = new();

    private SecretScalar Operator => _money.Chain.Operators[new(1)].Identity;

    [Fact]
    public void Nobody_spends_what_is_anothers() => Refused(
        "NotSignedByOwner",
        _money.Stranger,
        new LedgerRequest(new Withdraw(_money.StakerAccount, 0, MoneyHarness.Ether)));

    [Fact]
    public void Nobody_spends_the_reserve() => Refused(
        "NotSignedByOwner", _money.Stranger, new LedgerRequest(new Withdraw(new(0), 1, MoneyHarness.Ether)));

    [Fact]
    public void An_operator_does_not_unlock_a_stakers_lock()
    {
        _money.BondAll(MoneyHarness.Ether);
        _money.Lock();
        Refused(
            "NotTheOwner",
            Operator,
            new LedgerRequest(new RequestUnlock(new(1), _money.NumberOf(new(1)), new(default, 0))));
    }

    [Fact]
    public void A_request_counts_once()
    {
        var request = new LedgerRequest(new Withdraw(_money.StakerAccount, 0, MoneyHarness.Ether));
        _money.Do(_money.Staker, request);
        Refused("WrongNumber", _money.Staker, request);
    }

    [Fact]
    public void An_overdraft_is_refused() => Refused(
        "Overdraft",
        _money.Stranger,
        new LedgerRequest(new MakeLock(_money.StrangerAccount, 0, default)));

    [Fact]
    public void An_account_that_is_not_there_asks_for_nothing() => Refused(
        "UnownedAccount", _money.Stranger, new LedgerRequest(new MakeLock(new(99), 0, default)));

    [Fact]
    public void Only_operators_make_pools() => Refused(
        "NotAnOperator", _money.Staker, new CreatePool(_money.StakerAccount, 0, 4, 3, default, []));

    [Fact]
    public void A_pool_of_drawn_members_stands_on_their_fund() => Refused(
        "WrongFund", Operator, new CreatePool(new(1), 0, 4, 3, new(7), []));

    [Fact]
    public void A_pool_needs_as_many_operators_as_seats() => Refused(
        "TooFewOperators", Operator, new CreatePool(new(1), 0, 5, 4, default, []));

    [Fact]
    public void No_more_pools_wait_for_locks_than_there_are_operators()
    {
        for (ulong number = 0; number < 3; number++)
        {
            _money.Do(Operator, new CreatePool(new(1), number, 4, 3, default, []));
        }

        Refused("TooManyWaitingPools", Operator, new CreatePool(new(1), 3, 4, 3, default, []));
    }

    [Fact]
    public void A_pool_that_any_two_could_sign_for_is_refused() => Refused(
        "BadThreshold", Operator, new CreatePool(new(1), 0, 4, 1, default, []));

    [Fact]
    public void A_group_is_in_order() => Refused(
        "BadMembers", Operator, new CreatePool(new(1), 0, 2, 2, new(1), [new(2), new(1)]));

    [Fact]
    public void A_group_has_a_fund_of_its_own() => Refused(
        "WrongFund", Operator, new CreatePool(new(1), 0, 2, 2, default, [new(1), new(2)]));

    [Fact]
    public void A_member_consents_by_its_bond()
    {
        _money.Do(Operator, new LedgerRequest(new OpenFund(new(1), 0, 50_000)));
        _money.Bond(1, MoneyHarness.Ether, new(1));
        Refused("MemberWithoutBond", Operator, new CreatePool(new(1), 2, 2, 2, new(1), [new(1), new(2)]));
        _money.Bond(2, MoneyHarness.Ether, new(1));
        _money.Do(Operator, new CreatePool(new(1), 2, 2, 2, new(1), [new(1), new(2)]));
        Refused(
            "NotTheLeader",
            _money.Chain.Operators[new(2)].Identity,
            new CreatePool(new(2), 1, 2, 2, new(1), [new(1), new(2)]));
        Refused("UnknownMember", Operator, new CreatePool(new(1), 3, 2, 2, new(1), [new(1), new(9)]));
    }

    [Fact]
    public void A_deposit_needs_a_quorum_of_witnesses_and_counts_once()
    {
        var notice = new DepositNotice(
            0, _money.Staker.ToPublicPoint().ToBytes(), MoneyHarness.Credentials, MoneyHarness.Ether);
        Assert.Equal("NoQuorum", Reason(_money.Chain.Try(new(1), Witnessed(notice, 2))));
        PostDeposit good = Witnessed(notice, 3);
        Assert.IsType<OperationOutcome.Accepted>(_money.Chain.Try(new(1), good));
        _money.Chain.Offered.Add(_money.Chain.Sign(new(1), good));
        _money.Chain.Step();
        Assert.Equal(MoneyHarness.Ether, _money.Account(new(7)).Free);
        Assert.Equal("WrongDeposit", Reason(_money.Chain.Try(new(1), good)));
        Assert.Equal(
            "BadAccountKey",
            Reason(_money.Chain.Try(new(1), Witnessed(notice with { Number = 1, Key = default }, 3))));
        Assert.Equal(
            "NotWitnessed",
            Reason(_money.Chain.Try(
                new(1), good with { Notice = notice with { Number = 1 } })));
    }

    private PostDeposit Witnessed(DepositNotice notice, int count)
    {
        ChainHarness chain = _money.Chain;
        G2Bytes aggregate = IdentitySignature.Aggregate(chain.State.Voters.Take(count).Select(v =>
            IdentitySignature.Sign(
                chain.Operators[v.Id].Identity,
                IdentityDomain.DepositNotice,
                chain.Rules.Network,
                DepositNotice.Ssz.HashTreeRoot(notice))));
        return new(
            notice, BitString.Of(chain.State.Voters.Count, [.. Enumerable.Range(0, count)]), aggregate);
    }

    private void Refused(string reason, SecretScalar owner, OwnerRequest request)
    {
        Hash32 before = TrustlessPools.PoolChain.State.ChainState.Ssz.HashTreeRoot(_money.Chain.State);
        Assert.Equal(reason, Reason(_money.Try(owner, request)));
        Assert.Equal(
            before, TrustlessPools.PoolChain.State.ChainState.Ssz.HashTreeRoot(_money.Chain.State));
    }

    private static string Reason(OperationOutcome outcome) =>
        Assert.IsType<OperationOutcome.Rejected>(outcome).Refusal.Reason;
}

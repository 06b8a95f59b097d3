using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Core.Tests.Ledger.Delegation;

/// <summary>Each refusal of delegation, and what is just permitted.</summary>
public sealed class DelegationRefusalTests
{
    private static readonly PoolTerms Free = new(default, default, 0);

    [Fact]
    public void An_unlock_delay_within_which_evidence_may_come_is_rejected()
    {
        DelegationParameters parameters = DelegationParameters.Days21;
        Assert.Equal(4725u, parameters.Ledger.UnlockDelay);
        Assert.Null(parameters.Flaw);
        Assert.Null((parameters with { EvidenceWindow = 4725 - 450 }).Flaw);
        Reject("UnlockDelayTooShort", parameters with { EvidenceWindow = 4725 - 449 });
        Reject("UnlockDelayTooShort", parameters with { EvidenceWindow = ulong.MaxValue });
        Reject("UnlockDelayTooShort", parameters with { EpochLength = ulong.MaxValue });
        LedgerParameters short256 = parameters.Ledger with { UnlockDelay = 256 };
        Reject("UnlockDelayTooShort", parameters with { Ledger = short256 });
        Assert.Null((parameters with { EvidenceWindow = 9000, Custody = Custody.Liquid }).Flaw);
    }

    [Fact]
    public void Parameters_out_of_their_range_are_rejected()
    {
        DelegationParameters parameters = DelegationParameters.Days21;
        Reject("ParameterOutOfRange", parameters with { EpochLength = 0 });
        Assert.Null((parameters with { EpochLength = 1 }).Flaw);
        Reject("ParameterOutOfRange", parameters with { TargetPools = 0 });
        Assert.Null((parameters with { TargetPools = 1 }).Flaw);
        Reject("ParameterOutOfRange", parameters with { PledgeInfluence = new(-1, 1000) });
        Assert.Null((parameters with { PledgeInfluence = Ratio.Zero }).Flaw);
        Reject("ParameterOutOfRange", parameters with { LeverageCap = new Ratio(999, 1000) });
        Assert.Null((parameters with { LeverageCap = Ratio.One }).Flaw);
    }

    [Fact]
    public void A_reserve_that_is_not_there_is_rejected()
    {
        (DelegatedLedger? state, Refusal? refusal) =
            DelegationRules.Open(TestDelegation.Locked, LedgerState.Empty, TestDelegation.Reserve);
        Assert.Null(state);
        Assert.Equal("UnknownAccount", refusal?.Reason);
    }

    [Fact]
    public void Only_a_fund_s_operator_registers_one_pool_on_it()
    {
        (TestDelegation ledger, AccountId alice, FundId fund) = Begin(TestDelegation.Locked);
        AccountId bob = ledger.Open("bob", default);
        Assert.Equal("NotTheOwner", Register(ledger, bob, fund));
        Assert.Equal("UnknownFund", Register(ledger, alice, new(1)));
        ledger.Register(alice, fund, Free);
        Assert.Equal("FundHasPool", Register(ledger, alice, fund));
        ledger.Do(alice, static (a, n) => new RetirePool(a, n, new(0), new(1)));
        Assert.Equal("FundHasPool", Register(ledger, alice, fund));
        ledger.Begin(default);
        Assert.Equal(new PoolId(1), ledger.Register(alice, fund, Free));
    }

    [Fact]
    public void There_are_at_most_65536_pools()
    {
        (TestDelegation ledger, AccountId alice, FundId fund) = Begin(TestDelegation.Locked);
        ledger.Register(alice, fund, Free);
        MerkleListBuilder<DelegatedPool, Unmeasured<DelegatedPool>> pools =
            ledger.Delegation.Pools.ToBuilder();
        pools[0] = pools[0] with { RetiresAt = default };
        while (pools.Count < DelegationTypes.PoolsMax - 1)
        {
            pools.Add(pools[0]);
        }

        ledger.Replace(ledger.Delegation with { Pools = pools.ToList() });
        ledger.Register(alice, fund, Free);
        ledger.Do(alice, static (a, n) => new OpenFund(a, n, 0));
        Assert.Equal("TooManyPools", Register(ledger, alice, new(1)));
    }

    [Fact]
    public void Terms_out_of_range_are_rejected()
    {
        (TestDelegation ledger, AccountId alice, FundId fund) = Begin(TestDelegation.Locked);
        Gwei most = LedgerParameters.AmountMax;
        Gwei more = most + new Gwei(1);
        Assert.Equal("MarginTooLarge", Register(ledger, alice, fund, Free with { Margin = 1_000_001 }));
        Assert.Equal("AmountTooLarge", Register(ledger, alice, fund, Free with { Cost = more }));
        Assert.Equal("AmountTooLarge", Register(ledger, alice, fund, Free with { Pledge = more }));
        PoolId pool = ledger.Register(alice, fund, new(most, most, 1_000_000));
        Assert.Equal("MarginTooLarge", ledger.Refused(
            alice, (a, n) => new ChangeTerms(a, n, pool, Free with { Margin = 1_000_001 })).Reason);
        ledger.Do(alice, (a, n) => new ChangeTerms(a, n, pool, Free with { Margin = 1_000_000 }));
    }

    [Fact]
    public void Only_a_pool_s_operator_changes_or_ends_it()
    {
        (TestDelegation ledger, AccountId alice, FundId fund) = Begin(TestDelegation.Locked);
        AccountId bob = ledger.Open("bob", default);
        PoolId pool = ledger.Register(alice, fund, Free);
        Assert.Equal("NotTheOwner", ledger.Refused(
            bob, (a, n) => new ChangeTerms(a, n, pool, Free)).Reason);
        Assert.Equal("NotTheOwner", ledger.Refused(
            bob, (a, n) => new RetirePool(a, n, pool, new(1))).Reason);
        Assert.Equal("UnknownPool", ledger.Refused(
            alice, static (a, n) => new ChangeTerms(a, n, new(1), Free)).Reason);
    }

    [Fact]
    public void An_end_is_announced_for_a_later_epoch_but_not_far_off()
    {
        (TestDelegation ledger, AccountId alice, FundId fund) = Begin(TestDelegation.Locked);
        PoolId pool = ledger.Register(alice, fund, Free);
        ledger.BeginUntil(3);
        Assert.Equal("RetirementOutOfRange", Retire(3));
        Assert.Equal("RetirementOutOfRange", Retire(3 + 19));
        ledger.Do(alice, (a, n) => new RetirePool(a, n, pool, new(3 + 18)));
        ledger.Do(alice, (a, n) => new RetirePool(a, n, pool, new(4)));
        ledger.Begin(default);
        Assert.Equal("PoolRetired", Retire(5));

        string Retire(ulong at) =>
            ledger.Refused(alice, (a, n) => new RetirePool(a, n, pool, new(at))).Reason;
    }

    [Fact]
    public void A_balance_is_delegated_only_where_it_is_stake()
    {
        (TestDelegation ledger, AccountId alice, FundId fund) = Begin(TestDelegation.Locked);
        PoolId pool = ledger.Register(alice, fund, Free);
        Assert.Equal("WrongCustody", ledger.Refused(
            alice, (a, n) => new DelegateBalance(a, n, pool)).Reason);
        Assert.Equal("WrongCustody", ledger.Refused(
            alice, static (a, n) => new EndDelegation(a, n)).Reason);

        (ledger, alice, fund) = Begin(TestDelegation.Liquid);
        pool = ledger.Register(alice, fund, Free);
        Assert.Equal("ReserveHasNoStake", ledger.Refused(
            TestDelegation.Reserve, (a, n) => new DelegateBalance(a, n, pool)).Reason);
        Assert.Equal("UnknownPool", ledger.Refused(
            alice, static (a, n) => new DelegateBalance(a, n, new(1))).Reason);
        Assert.Equal("NotDelegated", ledger.Refused(
            alice, static (a, n) => new EndDelegation(a, n)).Reason);
        ledger.Do(alice, (a, n) => new DelegateBalance(a, n, pool));
        ledger.Do(alice, static (a, n) => new EndDelegation(a, n));
        ledger.Do(alice, (a, n) => new RetirePool(a, n, pool, new(1)));
        ledger.Do(alice, (a, n) => new DelegateBalance(a, n, pool));
        ledger.Begin(default);
        Assert.Empty(ledger.Delegation.Delegations);
        Assert.Equal("PoolRetired", ledger.Refused(
            alice, (a, n) => new DelegateBalance(a, n, pool)).Reason);
    }

    [Fact]
    public void An_operation_is_applied_once_and_for_its_owner()
    {
        (TestDelegation ledger, AccountId alice, FundId fund) = Begin(TestDelegation.Locked);
        ulong number = ledger.Account(alice).Operations;
        var register = new RegisterPool(alice, number, fund, Free);
        Assert.Equal("WrongNumber", ledger.Refused(register with { Number = number + 1 }).Reason);
        Assert.Equal("UnknownAccount", ledger.Refused(register with { Actor = new(9) }).Reason);
        ledger.Do(register);
        Assert.Equal("WrongNumber", ledger.Refused(register).Reason);
        Assert.Equal(number + 1, ledger.Account(alice).Operations);
    }

    private static (TestDelegation Ledger, AccountId Alice, FundId Fund) Begin(
        DelegationParameters parameters)
    {
        var ledger = new TestDelegation(parameters);
        (AccountId alice, FundId fund) = ledger.OpenFund("alice", ledger.Unit * 4);
        return (ledger, alice, fund);
    }

    private static string Register(
        TestDelegation ledger, AccountId actor, FundId fund, PoolTerms? terms = null) =>
        ledger.Refused(actor, (a, n) => new RegisterPool(a, n, fund, terms ?? Free)).Reason;

    private static void Reject(string reason, DelegationParameters parameters)
    {
        (LedgerState ledger, _) = LedgerRules.Apply(
            parameters.Ledger, LedgerState.Empty, new OpenAccount(default));
        (DelegatedLedger? state, Refusal? refusal) =
            DelegationRules.Open(parameters, ledger, TestDelegation.Reserve);
        Assert.Null(state);
        Assert.Equal(reason, refusal?.Reason);
    }
}

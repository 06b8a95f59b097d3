using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Delegation;

/// <summary>What a boundary of reward epochs does, and what waits for it.</summary>
public sealed class BoundaryTests
{
    private static readonly PoolTerms Free = new(default, default, 0);

    [Fact]
    public void Nothing_is_done_between_a_boundary_and_its_epoch_s_beginning()
    {
        (TestDelegation ledger, AccountId alice, FundId fund) = Begin();
        ledger.Do(new AdvanceEpoch(new(224)));
        Assert.Equal("NotAtBoundary", ledger.Refused(ledger.Beginning(default)).Reason);
        ledger.Lock(alice, fund);
        ledger.Do(new AdvanceEpoch(new(225)));
        Assert.Equal("BoundaryDue", ledger.Refused(alice, (a, n) => new MakeLock(a, n, fund)).Reason);
        Assert.Equal("BoundaryDue", ledger.Refused(new AdvanceEpoch(new(226))).Reason);
        Assert.Equal("BoundaryDue", ledger.Refused(
            alice, (a, n) => new RegisterPool(a, n, fund, Free)).Reason);
        ledger.Do(ledger.Beginning(default));
        ledger.Lock(alice, fund);
        Assert.Equal("NotAtBoundary", ledger.Refused(ledger.Beginning(default)).Reason);
    }

    [Fact]
    public void No_epoch_is_skipped_or_begun_twice()
    {
        (TestDelegation ledger, _, _) = Begin();
        Assert.Equal("BoundarySkipped", ledger.Refused(new AdvanceEpoch(new(450))).Reason);
        ledger.Do(new AdvanceEpoch(new(449)));
        BeginEpoch first = ledger.Beginning(default);
        Assert.Equal("WrongEpoch", ledger.Refused(first with { Epoch = new(2) }).Reason);
        Assert.Equal("WrongEpoch", ledger.Refused(first with { Epoch = new(0) }).Reason);
        ledger.Do(first);
        Assert.Equal("WrongEpoch", ledger.Refused(first).Reason);
    }

    [Fact]
    public void Work_is_told_once_for_each_pool_by_number()
    {
        (TestDelegation ledger, AccountId alice, FundId fund) = Begin();
        ledger.Register(alice, fund, Free);
        (AccountId bob, FundId bobs) = ledger.OpenFund("bob", default);
        ledger.Register(bob, bobs, Free);
        ledger.ComeToBoundary();
        Assert.Equal("UnknownPool", ledger.Refused(Telling(2)).Reason);
        Assert.Equal("WorkOutOfOrder", ledger.Refused(Telling(1, 0)).Reason);
        Assert.Equal("WorkOutOfOrder", ledger.Refused(Telling(1, 1)).Reason);
        ledger.Do(Telling(0, 1));

        BeginEpoch Telling(params uint[] pools) => ledger.Beginning(default) with
        {
            Income = new(
                new(1), default, pools.Select(static p => new PoolWork(new(p), ulong.MaxValue)).ToSequence()),
        };
    }

    [Fact]
    public void An_income_that_the_ledger_refuses_begins_no_epoch()
    {
        (TestDelegation ledger, _, _) = Begin();
        ledger.ComeToBoundary();
        Assert.Equal("AmountTooLarge", ledger.Refused(ledger.Beginning(new(ulong.MaxValue))).Reason);
        Assert.Equal(new RewardEpoch(0), ledger.Delegation.Epoch);
    }

    [Fact]
    public void A_fund_s_rewards_are_the_epoch_s_while_its_pool_decides()
    {
        (TestDelegation ledger, AccountId alice, FundId fund) = Begin();
        ledger.Register(alice, fund, Free);
        ledger.Do(alice, static (a, n) => new RetirePool(a, n, new(0), new(1)));
        Assert.Equal("PaidByEpoch", ledger.Refused(new PayRewards(new(1), [], alice)).Reason);
        ledger.Do(new Reward(fund, new(1)));
        ledger.Begin(default);
        ledger.Do(new Reward(fund, new(1)));
        ledger.Begin(default);
        Assert.Equal("PaidByEpoch", ledger.Refused(new Reward(fund, new(1))).Reason);
        ledger.Begin(default);
        ledger.Do(new Reward(fund, new(1)));
    }

    /// <summary>Announced in 1, noted when 3 begins, paid by when 6 begins; Bob's cost is 0 until then.
    /// </summary>
    [Fact]
    public void Changed_terms_pay_one_boundary_later_than_a_delegation()
    {
        (TestDelegation ledger, AccountId alice, FundId fund) = Begin();
        AccountId bob = ledger.Open("bob", ledger.Unit);
        PoolId pool = ledger.Register(alice, fund, Free);
        ledger.Lock(alice, fund);
        ledger.Begin(default);
        ledger.Lock(bob, fund);
        ledger.Do(alice, (a, n) => new ChangeTerms(a, n, pool, Free with { Margin = 1_000_000 }));
        Assert.Equal(Free, ledger.Delegation.Pools[0].Terms);
        ledger.Begin(default);
        Assert.Equal(Free, Assert.Single(ledger.Delegation.Mark.Pools).Terms);
        Assert.Equal(1_000_000u, ledger.Delegation.Pools[0].Terms.Margin);
        ledger.Begin(default);
        Assert.Equal(1_000_000u, Assert.Single(ledger.Delegation.Mark.Pools).Terms.Margin);
        Assert.Equal([0, 500, 0, 0], EarnedBy(ledger, bob, epochs: 4));
    }

    /// <summary>Ends when 2 begins: decides in 2 and 3 by the snapshots of 1 and 2, and is last paid in 5.
    /// </summary>
    [Fact]
    public void A_pool_that_ends_is_last_paid_three_boundaries_later()
    {
        (TestDelegation ledger, AccountId alice, FundId fund) = Begin();
        PoolId pool = ledger.Register(alice, fund, Free);
        ledger.Lock(alice, fund);
        ledger.Do(alice, (a, n) => new RetirePool(a, n, pool, new(2)));
        ledger.BeginUntil(2);
        Assert.Single(ledger.Delegation.Mark.Pools);
        Assert.True(ledger.Delegation.Pools[0].IsRetired(ledger.Delegation.Epoch));
        ledger.Begin(default);
        Assert.Empty(ledger.Delegation.Mark.Pools);
        Assert.Equal([1000, 1000, 0], EarnedBy(ledger, alice, epochs: 3));
    }

    [Fact]
    public void Changed_terms_take_an_announced_end_back()
    {
        (TestDelegation ledger, AccountId alice, FundId fund) = Begin();
        PoolId pool = ledger.Register(alice, fund, Free);
        ledger.Do(alice, (a, n) => new RetirePool(a, n, pool, new(1)));
        ledger.Do(alice, (a, n) => new ChangeTerms(a, n, pool, Free));
        ledger.Begin(default);
        Assert.False(ledger.Delegation.Pools[0].IsRetired(ledger.Delegation.Epoch));
    }

    [Fact]
    public void Rewards_are_liquid_stake_from_the_boundary_that_pays_them_but_the_reserve_s_are_not()
    {
        var ledger = new TestDelegation(TestDelegation.Liquid with { PledgeInfluence = Ratio.Zero });
        (AccountId alice, FundId fund) = ledger.OpenFund("alice", new(1000));
        PoolId pool = ledger.Register(alice, fund, Free);
        ledger.Do(alice, (a, n) => new DelegateBalance(a, n, pool));
        ledger.BeginUntil(3);
        ledger.Begin(new(100), 1);
        Assert.Equal(new Gwei(50), ledger.Earned(alice));
        Assert.Equal(new Gwei(50), ledger.Earned(TestDelegation.Reserve));
        Assert.Equal(new Gwei(1050), Assert.Single(ledger.Delegation.Mark.Stakes).Amount);
        Assert.Equal(new Gwei(1050), ledger.Delegation.Mark.Whole);
    }

    [Fact]
    public void What_a_lock_s_balance_has_lost_is_no_stake()
    {
        var ledger = new TestDelegation(TestDelegation.Locked with
        {
            Ledger = TestDelegation.Locked.Ledger with { Protocol = TrustlessPools.Ledger.Protocol.Today },
        });
        (AccountId alice, FundId fund) = ledger.OpenFund("alice", ledger.Unit * 3);
        ledger.Register(alice, fund, Free);
        ledger.Do(alice, (a, n) => new PostBond(a, n, fund, new(320_000_000)));
        ledger.Lock(alice, fund, 2);
        ledger.Do(new Penalize(fund, new(0u), new(1_000_000_000), []));
        ledger.BeginUntil(2);
        Assert.Equal(
            (ledger.Unit * 2) - new Gwei(680_000_000), Assert.Single(ledger.Delegation.Set.Stakes).Amount);
        Assert.Equal(default, StaleStake.Of(ledger.Parameters, ledger.State).Stale);
    }

    private static ulong[] EarnedBy(TestDelegation ledger, AccountId account, int epochs) =>
        [.. Enumerable.Range(0, epochs).Select(_ =>
        {
            Gwei before = ledger.Earned(account);
            ledger.Begin(new(1000), 1);
            return (ledger.Earned(account) - before).Value;
        })];

    /// <summary>One pool is all there is to be, and pledge counts for nothing: it earns R.</summary>
    private static (TestDelegation Ledger, AccountId Alice, FundId Fund) Begin()
    {
        var ledger = new TestDelegation(
            TestDelegation.Locked with { TargetPools = 1, PledgeInfluence = Ratio.Zero });
        (AccountId alice, FundId fund) = ledger.OpenFund("alice", ledger.Unit * 4);
        return (ledger, alice, fund);
    }
}

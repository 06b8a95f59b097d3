using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.PoolChain.Money;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.PoolChain.Money;

/// <summary>Money lives on the pool chain, and only evidence and owners move it.</summary>
public sealed class MoneyOnChainTests
{
    private static readonly Gwei Stake = Gwei.ValidatorStake;

    [Fact]
    public void A_genesis_opens_the_books()
    {
        var money = new MoneyHarness();
        Assert.Equal(7, money.Chain.State.Money.Owners.Count);
        Assert.Equal(new Gwei(10_000_000_000), money.Account(new(1)).Free);
        Assert.Equal(new Gwei(100_000_000_000), money.Account(money.StakerAccount).Free);
        Assert.Equal(default, money.Chain.State.Money.Ledger.Accounts[0].Owner);
        byte[] bytes = ChainState.Ssz.Serialize(money.Chain.State);
        Assert.Equal(
            ChainState.Ssz.HashTreeRoot(money.Chain.State),
            ChainState.Ssz.HashTreeRoot(ChainState.Ssz.Deserialize(bytes)));
    }

    [Fact]
    public void A_backed_lock_takes_the_pool_with_its_owners_credentials()
    {
        var money = new MoneyHarness(pools: 1);
        money.Lock();
        Assert.False(money.Chain.Pool().Stake.HasValue);
        money.BondAll(MoneyHarness.Ether);
        PoolStake stake = money.Chain.Pool().Stake.Value;
        Assert.Equal(0u, stake.Lock);
        Assert.Equal(LockStatus.Backed, money.Fund().Locks[0].Status);
        Assert.Equal(money.Fund().Locks[0].Key, stake.Key);
    }

    [Fact]
    public void What_a_validator_gains_is_its_committees_cut_and_its_owners_reward()
    {
        var money = new MoneyHarness(operators: 4);
        money.BondAll(MoneyHarness.Ether);
        money.Lock();
        money.Chain.RunUntil(static h => h.Pool().GroupKey is not null);
        money.Chain.Report = static (pool, epoch) => new(
            pool, ValidatorStatus.Active, Stake + new Gwei(epoch.Value >= 5 ? 1_003UL : 0));
        money.RunToCheckpoint(new(6));

        // 10 % of 1,003 is 100, 25 for each of four; the other 903 are the one lock's.
        Assert.Equal(new Gwei(25), money.Account(new(1)).Earned);
        Assert.Equal(new Gwei(25), money.Account(new(4)).Earned);
        Assert.Equal(new Gwei(903), money.Fund().Figures.Owed);
        money.Do(money.Staker, new LedgerRequest(
            new Settle(money.StakerAccount, money.NumberOf(money.StakerAccount), new(default, 0))));
        Assert.Equal(new Gwei(903), money.Account(money.StakerAccount).Earned);
    }

    [Fact]
    public void What_a_validator_loses_its_committee_pays_and_the_principal_comes_back()
    {
        var money = new MoneyHarness(operators: 4);
        money.BondAll(MoneyHarness.Ether);
        money.Lock();
        money.Chain.RunUntil(static h => h.Pool().GroupKey is not null);
        money.Chain.Report = static (pool, epoch) => new(
            pool, ValidatorStatus.Active, Stake - new Gwei(epoch.Value >= 5 ? 4_000UL : 0));
        money.RunToCheckpoint(new(6));
        Assert.All(money.Fund().Bonds, static b => Assert.Equal(new Gwei(999_999_000), b.Total));
        Assert.Equal(new Gwei(4_000), money.Chain.State.Money.Ledger.Burned);

        money.Do(money.Staker, new LedgerRequest(
            new RequestUnlock(money.StakerAccount, money.NumberOf(money.StakerAccount), new(default, 0))));
        Epoch free = money.Fund().Locks[0].WithdrawableAt;
        money.RunToCheckpoint(free);
        money.Do(money.Staker, new LedgerRequest(
            new Release(money.StakerAccount, money.NumberOf(money.StakerAccount), new(default, 0))));
        Assert.Equal(new Gwei(100_000_000_000), money.Account(money.StakerAccount).Free);
        Assert.True(money.Chain.Pool().IsOver);
    }

    [Fact]
    public void A_slashed_validator_costs_collateral_capacity_and_its_key()
    {
        var money = new MoneyHarness(operators: 4);
        money.BondAll(MoneyHarness.Ether);
        money.Lock();
        money.Chain.RunUntil(static h => h.Pool().GroupKey is not null);
        var withdrawable = new Epoch(5 + 8);
        const ulong first = 7_812_500;
        const ulong all = 7_912_500;
        money.Chain.Report = (pool, epoch) => epoch.Value < 5
            ? new(pool, ValidatorStatus.Active, Stake)
            : new PoolReport(pool, ValidatorStatus.Slashed, Stake - new Gwei(epoch.Value < 9 ? first : all))
            {
                Withdrawable = withdrawable,
            };
        ulong capacity = Capacity.Of(money.Fund().Figures, money.Chain.Rules.Money.Ledger);
        Assert.Equal(12UL, capacity);
        money.RunToCheckpoint(new(5));
        Assert.True(money.Chain.Pool().IsOver);
        Reservation reserved = money.Fund().Reservations[0];
        Assert.Equal(new Gwei(4_000_000_000UL - 7_812_500), money.Fund().Figures.Collateral);
        Assert.Equal(
            (4_000_000_000UL - 7_812_500 - reserved.Amount.Value) / 320_000_000,
            Capacity.Of(money.Fund().Figures, money.Chain.Rules.Money.Ledger));

        money.RunToCheckpoint(new(9));
        Assert.Equal(new Gwei(4_000_000_000UL - 7_912_500), money.Fund().Figures.Collateral);
        Assert.Equal(reserved.Amount - new Gwei(100_000), money.Fund().Reservations[0].Amount);
        money.RunToCheckpoint(withdrawable);
        Assert.True(money.Fund().Reservations[0].IsClosed);
        Assert.Equal(reserved.Key, money.Chain.Pool().Stake.Value.Key);
    }

    [Theory]
    [InlineData(7_912_600UL, 100UL)]
    [InlineData(32_000_000_000UL, 0UL)]
    [InlineData(31_000_000_000UL, ulong.MaxValue)]
    public void As_the_stake_comes_free_its_last_penalty_is_charged_and_what_is_paid_out_is_not(
        ulong missing, ulong charged)
    {
        // At most what is left of what was set aside is taken for a penalty.
        var money = new MoneyHarness(operators: 4);
        money.BondAll(MoneyHarness.Ether);
        money.Lock();
        money.Chain.RunUntil(static h => h.Pool().GroupKey is not null);
        var withdrawable = new Epoch(5 + 8);
        const ulong before = 7_912_500;
        money.Chain.Report = (pool, epoch) => epoch.Value < 5
            ? new(pool, ValidatorStatus.Active, Stake)
            : new PoolReport(
                pool,
                epoch < withdrawable ? ValidatorStatus.Slashed : ValidatorStatus.Withdrawn,
                Stake - new Gwei(epoch < withdrawable ? before : missing))
            {
                Withdrawable = withdrawable,
            };
        money.RunToCheckpoint(withdrawable - 1);
        Gwei left = money.Fund().Reservations[0].Amount;
        money.RunToCheckpoint(withdrawable);
        Assert.True(money.Fund().Reservations[0].IsClosed);
        Assert.Equal(new Gwei(before + Math.Min(charged, left.Value)), money.Chain.State.Money.Ledger.Burned);
    }

    [Theory]
    [InlineData(Protocol.Seed, 20_000_000UL, 28_000_000UL)]
    [InlineData(Protocol.Today, 0UL, 4_000_000UL)]
    public void Where_the_chain_pays_out_what_is_above_the_stake_a_slashing_costs_what_falls_below_it(
        Protocol protocol, ulong first, ulong all)
    {
        // 0.024 ETH above the stake, of which 0.02 are gone when it is slashed, and later 0.008 more.
        var money = new MoneyHarness(MoneyHarness.Quick with { Protocol = protocol }, operators: 4);
        money.BondAll(MoneyHarness.Ether);
        money.Lock();
        money.Chain.RunUntil(static h => h.Pool().GroupKey is not null);
        money.Chain.Report = static (pool, epoch) => epoch.Value < 5
            ? new(pool, ValidatorStatus.Active, Stake + new Gwei(24_000_000))
            : new PoolReport(
                pool,
                ValidatorStatus.Slashed,
                epoch.Value < 6 ? Stake + new Gwei(4_000_000) : Stake - new Gwei(4_000_000))
            {
                Withdrawable = new(5 + 8),
            };
        money.RunToCheckpoint(new(5));
        Assert.True(money.Chain.Pool().IsOver);
        Assert.Equal(new Gwei(first), money.Fund().Figures.Charged);
        money.RunToCheckpoint(new(6));
        Assert.Equal(new Gwei(all), money.Fund().Figures.Charged);
    }

    [Theory]
    [InlineData(13UL)]
    [InlineData(ulong.MaxValue)]
    public void A_slashed_validators_charges_and_reservation_are_never_more_than_its_stake(ulong withdrawable)
    {
        // In so small a network the worst case is the whole balance, part of which is reward.
        var money = new MoneyHarness(MoneyHarness.Quick with { NetworkStake = Stake * 2 }, operators: 4);
        money.BondAll(MoneyHarness.Ether);
        money.Lock();
        money.Chain.RunUntil(static h => h.Pool().GroupKey is not null);
        Gwei before = Stake + new Gwei(500_000_000);
        Gwei after = Stake - MoneyHarness.Ether;
        money.Chain.Report = (pool, epoch) => epoch.Value < 5
            ? new(pool, ValidatorStatus.Active, before)
            : new PoolReport(pool, ValidatorStatus.Slashed, epoch.Value < 6 ? after : default)
            {
                Withdrawable = new(withdrawable),
            };
        money.RunToCheckpoint(new(5));
        Assert.Equal(before - after, money.Fund().Figures.Penalties);
        Assert.Equal(Stake - (before - after), money.Fund().Reservations[0].Amount);
        money.RunToCheckpoint(new(7));
        Assert.Equal(Stake, money.Fund().Figures.Penalties);
        Assert.Equal(default, money.Fund().Reservations[0].Left);
    }

    [Fact]
    public void A_report_of_an_epoch_that_has_not_begun_is_refused()
    {
        var money = new MoneyHarness();
        money.RunToCheckpoint(new(3));
        var statement = new EpochStatement(
            new(1_000_000),
            default,
            Hash32.Sha256("beacon"u8),
            default,
            [money.Chain.Report(new(1), default)]);
        var outcome = Assert.IsType<OperationOutcome.Rejected>(
            money.Chain.Try(new(1), money.Chain.Certify(statement, money.Chain.State.Voters)));
        Assert.Equal("FutureReport", outcome.Refusal.Reason);
    }

    [Fact]
    public void A_lock_on_its_way_out_keeps_no_other_from_its_pool()
    {
        var money = new MoneyHarness(pools: 1);
        money.Do(money.Chain.Operators[new(1)].Identity, new CreatePool(new(1), 0, 4, 3, default, []));
        money.BondAll(MoneyHarness.Ether);
        money.Lock();
        money.Do(money.Staker, new LedgerRequest(
            new RequestUnlock(money.StakerAccount, money.NumberOf(money.StakerAccount), new(default, 0))));
        money.Lock();
        Assert.Equal(0u, money.Chain.Pool().Stake.Value.Lock);
        Assert.False(money.Chain.Pool().IsOver);
        Assert.Equal(1u, money.Chain.Pool(2).Stake.Value.Lock);
    }

    [Fact]
    public void A_pool_made_in_mid_run_generates_a_key_and_waits_for_a_lock()
    {
        var money = new MoneyHarness(pools: 1);
        money.Do(
            money.Chain.Operators[new(1)].Identity,
            new CreatePool(new(1), money.NumberOf(new(1)), 4, 3, default, []));
        Assert.Equal(default, money.Chain.Pool(2).Definition.WithdrawalCredentials);
        money.Chain.RunUntil(static h => h.Pool(2).GroupKey is not null, 400);
        money.BondAll(MoneyHarness.Ether);
        money.Lock();
        money.Lock();
        Assert.Equal(0u, money.Chain.Pool().Stake.Value.Lock);
        Assert.Equal(1u, money.Chain.Pool(2).Stake.Value.Lock);
        Assert.Equal(MoneyHarness.Credentials, money.Chain.Pool(2).Definition.WithdrawalCredentials);
    }

    [Fact]
    public void Who_has_no_bond_is_not_drawn()
    {
        var money = new MoneyHarness(
            MoneyHarness.Quick with { Replacement = new(new() { MinimumBond = MoneyHarness.Ether }) },
            operators: 5);
        foreach (uint id in (uint[])[1, 2, 3, 4])
        {
            money.Bond(id, MoneyHarness.Ether);
        }

        money.Chain.RunUntil(static h => h.Pool().GroupKey is not null);
        Assert.DoesNotContain(
            new OperatorId(5), money.Chain.Pool().Serving.Value.Sharing.Members.Select(static m => m.Member));
    }

    [Fact]
    public void A_named_group_that_is_complete_does_not_begin_a_first_draw_that_can_fill_no_drawn_pool()
    {
        var money = new MoneyHarness(
            MoneyHarness.Quick with { Replacement = new(new() { MinimumBond = MoneyHarness.Ether }) },
            operators: 5);
        FundId fund = new(1);
        SecretScalar leader = money.Chain.Operators[new(1)].Identity;
        money.Do(leader, new LedgerRequest(new OpenFund(new(1), money.NumberOf(new(1)), Margin: 0)));
        money.Bond(1, MoneyHarness.Ether, fund);
        money.Bond(2, MoneyHarness.Ether, fund);
        money.Do(leader, new CreatePool(new(1), money.NumberOf(new(1)), 2, 2, fund, [new(1), new(2)]));
        money.Bond(1, MoneyHarness.Ether);
        money.Bond(2, MoneyHarness.Ether);
        ulong window = money.Chain.Genesis.Parameters.Windows.Keys;
        money.Chain.RunUntil(h => h.State.Draw.Window.IsClosed(h.State, window));
        money.Chain.Step();
        Assert.False(money.Chain.State.Draw.Frozen.HasValue);
        Assert.Equal(default, money.Chain.State.Draw.Term);

        money.Bond(3, MoneyHarness.Ether);
        money.Bond(4, MoneyHarness.Ether);
        money.Chain.RunUntil(static h => h.Pool(1).GroupKey is not null && h.Pool(2).GroupKey is not null);
        Assert.Equal(default, money.Chain.Pool(1).Serving.Value.Term);
    }
}

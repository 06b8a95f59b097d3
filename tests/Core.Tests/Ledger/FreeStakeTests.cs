using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger;

/// <summary>Stake below a validator carries another only when the beacon chain has given it back.</summary>
public sealed class FreeStakeTests
{
    private static readonly LockId Lock = new(TestLedger.First, 0);

    [Theory]
    [InlineData(Protocol.Seed, 5 + 256)]
    [InlineData(Protocol.Today, 8192)]
    public void A_lock_gets_another_validator_when_its_stake_is_free(Protocol protocol, ulong free)
    {
        TestLedger ledger = ExposureTests.With(TestLedger.Electra with { Protocol = protocol }, locks: 1);
        ledger.Do(ledger.Slash(Lock, new(1), default, []));
        Assert.Equal(LockStatus.Idle, ledger.Lock(0).Status);
        Assert.Equal(new(free), ledger.Lock(0).FreeAt);
        ledger.Do(new AdvanceEpoch(new(5)));
        Assert.False(ledger.Lock(0).IsExposed);
        ledger.Do(new AdvanceEpoch(new(free - 1)));
        Assert.Equal((LockStatus.Idle, 0UL), (ledger.Lock(0).Status, ledger.Lock(0).Key));
        ledger.Do(new AdvanceEpoch(new(free)));
        Assert.Equal((LockStatus.Backed, 2UL), (ledger.Lock(0).Status, ledger.Lock(0).Key));
    }

    [Fact]
    public void Where_validators_come_at_once_the_next_is_there_at_once()
    {
        TestLedger ledger = ExposureTests.With(TestLedger.Seed, locks: 1);
        ledger.Do(ledger.Slash(Lock, new(1), default, []));
        Assert.Equal((LockStatus.Backed, 2UL), (ledger.Lock(0).Status, ledger.Lock(0).Key));
    }

    [Fact]
    public void Others_have_the_place_of_a_slashed_validator_until_its_stake_is_free()
    {
        TestLedger ledger = ExposureTests.With(TestLedger.Electra, locks: 3);
        Assert.Equal([1UL, 2, 0], ledger.Fund.Locks.Select(static l => l.Key));
        ledger.Do(ledger.Slash(Lock, new(1), default, []));
        Assert.Equal([1UL, 2, 3], ledger.Fund.Locks.Select(static l => l.Key));
        Assert.Equal(2u, ledger.Figures.Locks.Backed);

        // The first by number has its place again, and who came last makes room.
        ledger.Do(new AdvanceEpoch(new(261)));
        Assert.Equal([4UL, 2, 3], ledger.Fund.Locks.Select(static l => l.Key));
        Assert.Equal(LockStatus.Idle, ledger.Lock(2).Status);
        Assert.Equal(2u, ledger.Figures.Locks.Backed);
        ledger.Do(new AdvanceEpoch(new(1_000)));
        Assert.Equal([4UL, 2, 0], ledger.Fund.Locks.Select(static l => l.Key));
    }

    [Fact]
    public void A_lock_that_lost_its_backing_waits_for_its_stake_though_collateral_is_back()
    {
        TestLedger ledger = ExposureTests.With(TestLedger.Electra, locks: 2);
        ledger.Do(new Penalize(TestLedger.First, default, new(200_000_000), []));
        Assert.Equal(LockStatus.Idle, ledger.Lock(1).Status);
        ledger.Do(
            ledger.Fund.Operator, static (a, n) => new PostBond(a, n, TestLedger.First, new(200_000_000)));
        Assert.Equal(2UL, ledger.Capacity);
        Assert.Equal(LockStatus.Idle, ledger.Lock(1).Status);
        ledger.Do(new AdvanceEpoch(new(260)));
        Assert.Equal(LockStatus.Idle, ledger.Lock(1).Status);
        ledger.Do(new AdvanceEpoch(new(261)));
        Assert.Equal((LockStatus.Backed, 3UL), (ledger.Lock(1).Status, ledger.Lock(1).Key));
    }

    [Fact]
    public void A_slashed_lock_is_paid_what_it_has_earned_and_earns_no_more()
    {
        TestLedger ledger = ExposureTests.With(TestLedger.Electra, locks: 2);
        AccountId ada = ledger.Lock(0).Owner;
        ledger.Do(new Reward(TestLedger.First, new(100)));
        ledger.Do(ledger.Slash(Lock, new(1), default, []));
        Assert.Equal(new(50), ledger.Account(ada).Earned);
        ledger.Do(new Reward(TestLedger.First, new(100)));
        Assert.Equal(new(100), ledger.Figures.Owed - new Gwei(50));
    }
}

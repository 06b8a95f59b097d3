using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Delegation;

/// <summary>The attack on liquid delegation: be noted, spend at once, and decide with nothing to lose.
/// </summary>
public sealed class StaleStakeTests
{
    private static readonly PoolTerms Free = new(default, default, 0);

    [Fact]
    public void Liquid_stake_decides_for_a_whole_epoch_after_it_is_spent_and_is_paid_for_it()
    {
        (TestDelegation ledger, AccountId mallory, FundId fund) = Begin(TestDelegation.Liquid);
        PoolId pool = ledger.Register(mallory, fund, Free);
        ledger.Do(mallory, (a, n) => new DelegateBalance(a, n, pool));
        Gwei all = ledger.Account(mallory).Free;
        ledger.Begin(default);
        ledger.Do(mallory, (a, n) => new Withdraw(a, n, all));
        Assert.Equal(default, Measure(ledger));
        ledger.Begin(default);
        Assert.Equal(new StaleStake(Weight: all, Stale: all), Measure(ledger));
        ledger.Do(new AdvanceEpoch(ledger.Parameters.StartOf(new(3)) - 1));
        Assert.Equal(new StaleStake(Weight: all, Stale: all), Measure(ledger));
        ledger.Begin(default);
        Assert.Equal(default, Measure(ledger));
        ledger.Begin(new(1000), 1);
        Assert.True(ledger.Earned(mallory).Value > 0);
    }

    [Fact]
    public void What_is_spent_of_a_liquid_stake_is_what_is_stale()
    {
        (TestDelegation ledger, AccountId mallory, FundId fund) = Begin(TestDelegation.Liquid);
        PoolId pool = ledger.Register(mallory, fund, Free);
        ledger.Do(mallory, (a, n) => new DelegateBalance(a, n, pool));
        Gwei all = ledger.Account(mallory).Free;
        ledger.BeginUntil(2);
        ledger.Do(mallory, static (a, n) => new Withdraw(a, n, new(7)));
        Assert.Equal(new StaleStake(Weight: all, Stale: new(7)), Measure(ledger));
        ledger.Do(new Credit(mallory, new(8)));
        Assert.Equal(new StaleStake(Weight: all, Stale: default), Measure(ledger));
    }

    [Fact]
    public void Locked_stake_is_there_until_evidence_of_its_last_vote_is_too_old()
    {
        (TestDelegation ledger, AccountId mallory, FundId fund) = Begin(TestDelegation.Locked with
        {
            EvidenceWindow = 4725 - (2 * 225),
        });
        ledger.Register(mallory, fund, Free);
        ledger.Lock(mallory, fund);
        ledger.Begin(default);
        ledger.Unlock(mallory, fund, 0);
        ledger.Begin(default);
        Assert.Equal(new StaleStake(Weight: ledger.Unit, Stale: default), Measure(ledger));

        // Its last vote is in the last beacon epoch of reward epoch 2; evidence comes until 21 days are over.
        Epoch lastVote = ledger.Parameters.StartOf(new(3)) - 1;
        Epoch lastEvidence = lastVote + ledger.Parameters.EvidenceWindow;
        ledger.Begin(default);
        Assert.Equal(default, Measure(ledger));
        while (ledger.Delegation.Epoch < ledger.Parameters.EpochOf(lastEvidence))
        {
            ledger.Begin(default);
        }

        ledger.Do(new AdvanceEpoch(lastEvidence));
        Assert.Equal("NotYetWithdrawable", ledger.Refused(mallory, Release).Reason);
        ledger.Begin(default);
        ledger.Do(mallory, Release);

        LedgerOperation Release(AccountId a, ulong n) => new Release(a, n, new LockId(fund, 0));
    }

    private static StaleStake Measure(TestDelegation ledger) =>
        StaleStake.Of(ledger.Parameters, ledger.State);

    private static (TestDelegation Ledger, AccountId Mallory, FundId Fund) Begin(
        DelegationParameters parameters)
    {
        var ledger = new TestDelegation(parameters);
        (AccountId mallory, FundId fund) = ledger.OpenFund("mallory", ledger.Unit);
        return (ledger, mallory, fund);
    }
}

using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.DevelopmentChain;

/// <summary>How stake comes in.</summary>
public sealed class DepositTests
{
    private const int Residents = 16;
    private const int New = 16;

    private static readonly Gwei Ether = new(1_000_000_000);
    private static readonly ChainConfig Config = ChainConfig.Minimal;
    private static readonly WithdrawalCredentials Owner =
        TestChain.CredentialsOf(WithdrawalCredentials.ExecutionPrefix);
    private static readonly WithdrawalCredentials Thief =
        TestChain.CredentialsOf(WithdrawalCredentials.CompoundingPrefix);

    [Fact]
    public void A_deposit_becomes_an_active_validator_that_earns()
    {
        BeaconChain chain = Begin().Submit(Deposit(New, TestChain.Stake)).Taken();
        Assert.Equal(1, chain.WaitingDeposits);
        chain = chain.AdvanceTo(chain.Slot + 1).Chain;
        Assert.Equal(0, chain.WaitingDeposits);
        Assert.Equal(chain.Slot, Assert.Single(chain.State.PendingDeposits).Slot);

        // The end of epoch 3 finalizes epoch 2 and with it the block; that of epoch 6 the queue of epoch 5.
        AssertStatus(chain.AdvanceTo(Config.LastSlot(new Epoch(3))).Chain, null);
        AssertStatus(chain.AdvanceTo(new Epoch(4)), ValidatorStatus.PendingInitialized);
        AssertStatus(chain.AdvanceTo(new Epoch(5)), ValidatorStatus.PendingQueued);
        chain = chain.AdvanceTo(new Epoch(7));
        Assert.Equal(
            (new Epoch(5), new Epoch(11)),
            (chain.State.Validators[New].ActivationEligibilityEpoch,
                chain.State.Validators[New].ActivationEpoch));
        AssertStatus(chain.AdvanceTo(Config.LastSlot(new Epoch(10))).Chain, ValidatorStatus.PendingQueued);
        chain = chain.AdvanceTo(new Epoch(11));
        AssertStatus(chain, ValidatorStatus.ActiveOngoing);

        chain = chain.AdvanceVoting(new Epoch(13), New);
        Assert.Null(VoteRewards.TryGet(chain, new Epoch(11), out AttestationRewards? rewards));
        Assert.Equal(rewards!.Ideal[0].Parts, rewards.Total[New].Parts);
        Assert.Equal(
            TestChain.Stake.Value + (ulong)rewards.Total[New].Parts.Sum.Value,
            chain.State.Balances[New].Value);
    }

    [Fact]
    public void A_deposit_without_proof_of_possession_is_lost()
    {
        DepositData deposit = Deposit(New, TestChain.Stake);
        AssertLost(deposit with { Signature = default });
        AssertLost(deposit with { Signature = Deposit(New + 1, TestChain.Stake).Signature });
        AssertLost(deposit with { Amount = TestChain.Stake + Ether });
        AssertLost(deposit with { WithdrawalCredentials = Thief });
    }

    [Fact]
    public void A_deposit_that_was_signed_for_another_network_is_lost() =>
        AssertLost(TestChain.DepositOf(ChainConfig.Mainnet, New, TestChain.Stake, Owner));

    [Fact]
    public void The_first_deposit_decides_to_whom_the_stake_belongs()
    {
        BeaconChain chain = Begin();
        chain = chain.Submit(TestChain.DepositOf(Config, New, Ether, Thief)).Taken();
        chain = chain.Submit(Deposit(New, TestChain.Stake - Ether)).Taken().AdvanceTo(new Epoch(6));
        Assert.Equal(Thief, chain.State.Validators[New].WithdrawalCredentials);
        Assert.Equal(TestChain.Stake, chain.State.Balances[New]);
    }

    [Fact]
    public void A_top_up_needs_no_signature()
    {
        BeaconChain chain = Begin().Submit(Deposit(New, TestChain.Stake)).Taken().AdvanceTo(new Epoch(6));
        DepositData more = Deposit(New, Ether) with { Signature = default, WithdrawalCredentials = Thief };
        chain = chain.Submit(more).Taken().AdvanceTo(new Epoch(10));
        Assert.Equal(TestChain.Stake + Ether, chain.State.Balances[New]);
        Assert.Equal(Owner, chain.State.Validators[New].WithdrawalCredentials);
        Assert.Equal(Residents + 1, chain.State.Validators.Count);
        Assert.Equal(TestChain.Stake, chain.State.Validators[New].EffectiveBalance);
    }

    [Fact]
    public void A_validator_waits_for_32_ether_in_as_many_deposits_as_it_takes()
    {
        BeaconChain chain =
            Begin().Submit(Deposit(New, TestChain.Stake - Ether)).Taken().AdvanceTo(new Epoch(8));
        AssertStatus(chain, ValidatorStatus.PendingInitialized);

        // Hysteresis: the effective balance follows once the balance is more than 1.25 ETH above it.
        Gwei almost = Ether + new Gwei(250_000_000);
        BeaconChain less = chain.Submit(Deposit(New, almost)).Taken().AdvanceTo(new Epoch(14));
        AssertStatus(less, ValidatorStatus.PendingInitialized);
        BeaconChain enough =
            chain.Submit(Deposit(New, almost + new Gwei(1))).Taken().AdvanceTo(new Epoch(14));
        AssertStatus(enough, ValidatorStatus.PendingQueued);
    }

    [Fact]
    public void A_compounding_validator_has_an_effective_balance_above_32_ether()
    {
        BeaconChain chain = Begin();
        chain =
            chain.Submit(TestChain.DepositOf(Config, New, Ether * 40, Thief)).Taken().AdvanceTo(new Epoch(6));
        Assert.Equal(Ether * 40, chain.State.Validators[New].EffectiveBalance);
    }

    [Fact]
    public void An_epoch_credits_no_more_than_the_churn_and_the_queue_stays_in_order()
    {
        // 64 ETH an epoch: two deposits of 32, then one of 33 with 31 left over from it.
        BeaconChain chain = Begin();
        foreach (int key in new[] { New, New + 1, New + 2, New + 3 })
        {
            chain = chain.Submit(Deposit(key, TestChain.Stake + (key == New + 2 ? Ether : default))).Taken();
        }

        chain = chain.AdvanceTo(new Epoch(4));
        Assert.Equal(Residents + 2, chain.State.Validators.Count);
        Assert.Equal(new Gwei(0), chain.State.DepositBalanceToConsume);
        chain = chain.AdvanceTo(new Epoch(5));
        Assert.Equal(Residents + 3, chain.State.Validators.Count);
        Assert.Equal(Ether * 31, chain.State.DepositBalanceToConsume);
        chain = chain.AdvanceTo(new Epoch(6));
        Assert.Equal(
            Enumerable.Range(New, 4).Select(static k => OutsideKey.Of(k).PublicKey),
            chain.State.Validators.Skip(Residents).Select(static v => v.PublicKey));
    }

    [Fact]
    public void A_deposit_larger_than_the_churn_waits_until_enough_has_been_saved_for_it()
    {
        BeaconChain chain = Begin();
        chain = chain.Submit(TestChain.DepositOf(Config, New, Ether * 160, Thief)).Taken();
        Assert.Equal(Ether * 128, chain.AdvanceTo(new Epoch(5)).State.DepositBalanceToConsume);
        Assert.Equal(Residents, chain.AdvanceTo(new Epoch(5)).State.Validators.Count);
        Assert.Equal(Residents + 1, chain.AdvanceTo(new Epoch(6)).State.Validators.Count);
    }

    [Fact]
    public void An_epoch_credits_at_most_sixteen_deposits()
    {
        BeaconChain chain = Begin();
        for (int i = 0; i < 17; i++)
        {
            chain = chain.Submit(Deposit(New, Ether)).Taken();
        }

        Assert.Equal(Ether * 16, chain.AdvanceTo(new Epoch(4)).State.Balances[New]);
        Assert.Equal(Ether * 17, chain.AdvanceTo(new Epoch(5)).State.Balances[New]);
    }

    [Fact]
    public void A_deposit_of_less_than_one_ether_is_refused()
    {
        BeaconChain chain = Begin();
        Outcome outcome = chain.Submit(Deposit(New, Ether - new Gwei(1)));
        Assert.Equal(new DepositTooSmall(Ether - new Gwei(1), PermittedFrom: Ether), outcome.Refusal);
        Assert.Same(chain, outcome.Chain);
        Assert.Null(chain.Submit(Deposit(New, Ether)).Refusal);
    }

    [Fact]
    public void Deposits_of_more_ether_than_there_is_are_refused()
    {
        BeaconChain chain = Begin();
        Gwei held = chain.State.Balances.Aggregate(default(Gwei), static (sum, b) => sum + b);
        var left = new Gwei((1UL << 57) - held.Value);
        DepositData deposit = Deposit(New, TestChain.Stake);
        Outcome outcome = chain.Submit(deposit with { Amount = left + new Gwei(1) });
        Assert.Equal(new DepositTooLarge(left + new Gwei(1), PermittedUpTo: left), outcome.Refusal);
        Assert.Same(chain, outcome.Chain);
        Assert.IsType<DepositTooLarge>(chain.Submit(deposit with { Amount = new(ulong.MaxValue) }).Refusal);

        chain = chain.Submit(deposit with { Amount = left }).Taken();
        Assert.Equal(
            new DepositTooLarge(Ether, PermittedUpTo: default), chain.Submit(Deposit(New, Ether)).Refusal);
        Assert.Single(chain.AdvanceTo(new Epoch(8)).State.PendingDeposits);
    }

    [Fact]
    public void Deposits_to_who_leaves_wait_until_it_has_left_and_then_take_no_churn()
    {
        ChainConfig config = Config with
        {
            ShardCommitteePeriod = 0,
            Churn = Config.Churn with { MinValidatorWithdrawabilityDelay = 4 },
        };
        BeaconChain chain = TestChain.Begin(Residents, outside: 1, config: config).AdvanceTo(new Epoch(1));
        chain = chain.Submit(chain.ExitOf(New, new Epoch(1))).Taken();
        chain = chain.Submit(Deposit(New, Ether * 100)).Taken().AdvanceTo(new Epoch(2));
        (Epoch exit, Epoch withdrawable) = (new Epoch(6), new Epoch(10));
        Assert.Equal(exit, chain.State.Validators[New].ExitEpoch);
        Assert.Equal(withdrawable, chain.State.Validators[New].WithdrawableEpoch);

        // Postponed at the end of every epoch up to that of the withdrawable one.
        BeaconChain waiting = chain.AdvanceTo(withdrawable);
        Assert.Single(waiting.State.PendingDeposits);
        BeaconChain credited = chain.AdvanceTo(withdrawable + 1);
        Assert.Empty(credited.State.PendingDeposits);
        Assert.Equal(waiting.State.Balances[New] + (Ether * 100), credited.State.Balances[New]);
    }

    private static BeaconChain Begin() => TestChain.Begin(Residents, outside: 0).AdvanceTo(new Epoch(1));

    private static DepositData Deposit(int key, Gwei amount) =>
        TestChain.DepositOf(Config, key, amount, Owner);

    private static void AssertLost(DepositData deposit)
    {
        BeaconChain chain = Begin();
        BeaconState without = chain.AdvanceTo(new Epoch(6)).State;
        BeaconState state = chain.Submit(deposit).Taken().AdvanceTo(new Epoch(6)).State;
        Assert.Empty(state.PendingDeposits);
        Assert.Equal(without.Validators, state.Validators);
        Assert.Equal(without.Balances, state.Balances);
    }

    private static void AssertStatus(BeaconChain chain, ValidatorStatus? expected) =>
        Assert.Equal(expected, ValidatorEntries.Find(chain.State, OutsideKey.Of(New).PublicKey)?.Status);
}

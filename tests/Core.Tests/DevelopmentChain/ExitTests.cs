using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.SigningDomains;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.DevelopmentChain;

/// <summary>How validators leave.</summary>
public sealed class ExitTests
{
    private const int Residents = 14;
    private const int Leaving = 14;

    private static readonly ChainConfig Config = ChainConfig.Minimal with { ShardCommitteePeriod = 2 };

    [Fact]
    public void A_validator_leaves_five_epochs_after_its_wish()
    {
        BeaconChain chain = Begin(new Epoch(2));
        chain = chain.Submit(chain.ExitOf(Leaving, new Epoch(0))).Taken().AdvanceTo(new Epoch(3));
        Validator validator = chain.State.Validators[Leaving];
        Assert.Equal(new Epoch(7), validator.ExitEpoch);
        Assert.Equal(new Epoch(7 + 256), validator.WithdrawableEpoch);
        AssertStatus(chain.AdvanceTo(Config.LastSlot(new Epoch(6))).Chain, ValidatorStatus.ActiveExiting);
        AssertStatus(chain.AdvanceTo(new Epoch(7)), ValidatorStatus.ExitedUnslashed);
        AssertStatus(chain.AdvanceTo(new Epoch(263)), ValidatorStatus.WithdrawalPossible);
    }

    [Fact]
    public void An_exit_is_refused_until_the_validator_has_served_its_time()
    {
        BeaconChain chain = Begin(new Epoch(1)).AdvanceTo(Config.LastSlot(new Epoch(1))).Chain;
        SignedVoluntaryExit exit = chain.ExitOf(Leaving, new Epoch(0));
        AssertRefused(chain, exit, new ExitTooEarly(new(Leaving), Supplied: new(1), PermittedFrom: new(2)));
        Assert.Null(chain.AdvanceTo(new Epoch(2)).Submit(exit).Refusal);
    }

    [Fact]
    public void An_exit_is_refused_until_the_epoch_that_it_names()
    {
        BeaconChain chain = Begin(new Epoch(2));
        AssertRefused(
            chain,
            chain.ExitOf(Leaving, new Epoch(3)),
            new ExitTooEarly(new(Leaving), Supplied: new(2), PermittedFrom: new(3)));
        Assert.Null(chain.Submit(chain.ExitOf(Leaving, new Epoch(2))).Refusal);
        AssertRefused(
            chain,
            chain.ExitOf(Leaving, Epoch.FarFuture),
            new ExitTooEarly(new(Leaving), Supplied: new(2), PermittedFrom: Epoch.FarFuture));
    }

    [Fact]
    public void An_exit_is_signed_by_the_validator_under_capella_s_version()
    {
        BeaconChain chain = Begin(new Epoch(2));
        SignedVoluntaryExit exit = chain.ExitOf(Leaving, new Epoch(2));
        Hash32 permitted = chain.Config.Forks
            .VoluntaryExitDomain(exit.Message, new Epoch(2), chain.State.GenesisValidatorsRoot)
            .SigningRoot(VoluntaryExit.Ssz, exit.Message);
        var refusal = new BadSignature(new(Leaving), permitted);
        AssertRefused(
            chain, exit with { Signature = chain.ExitOf(Leaving + 1, new Epoch(2)).Signature }, refusal);
        AssertRefused(chain, exit with { Signature = default }, refusal);
        Domain fulu = Domain.Compute(
            DomainType.VoluntaryExit, chain.State.Fork.CurrentVersion, chain.State.GenesisValidatorsRoot);
        Hash32 root = fulu.SigningRoot(VoluntaryExit.Ssz, exit.Message);
        AssertRefused(chain, exit with { Signature = OutsideKey.Of(Leaving).Sign(root) }, refusal);
    }

    [Fact]
    public void Who_is_not_there_or_not_active_or_a_resident_does_not_leave()
    {
        BeaconChain chain = Begin(new Epoch(2));
        AssertRefused(
            chain,
            chain.ExitOf(Residents + 2, new Epoch(2)),
            new UnknownValidator(new(Residents + 2), PermittedBelow: new(Residents + 2)));
        AssertRefused(chain, chain.ExitOf(0, new Epoch(2)), new ResidentValidator(new(0)));

        chain = chain.Submit(TestChain.DepositOf(Config, Residents + 2, TestChain.Stake)).Taken();
        chain = chain.AdvanceTo(new Epoch(7));
        AssertRefused(
            chain,
            chain.ExitOf(Residents + 2, new Epoch(2)),
            new InactiveValidator(
                new(Residents + 2),
                new Epoch(7),
                PermittedFrom: Epoch.FarFuture,
                PermittedBefore: Epoch.FarFuture));
    }

    [Fact]
    public void An_exit_can_be_sent_again_until_a_block_has_it_and_not_afterwards()
    {
        BeaconChain chain = Begin(new Epoch(2));
        SignedVoluntaryExit exit = chain.ExitOf(Leaving, new Epoch(2));
        chain = chain.Submit(exit).Taken();
        Assert.Same(chain, chain.Submit(exit).Taken());
        chain = chain.AdvanceTo(new Epoch(3));
        Assert.Single(Enumerable.Range(0, 8)
            .SelectMany(
                i => chain.BlockAt(Config.FirstSlot(new Epoch(2)) + (ulong)i)?.Body.VoluntaryExits ?? []));
        AssertRefused(
            chain,
            exit,
            new InactiveValidator(
                new(Leaving), new Epoch(3), PermittedFrom: new(0), PermittedBefore: new(7)));
    }

    [Fact]
    public void An_epoch_lets_as_much_stake_leave_as_the_churn_and_the_rest_later()
    {
        // 64 ETH an epoch.
        BeaconChain chain = TestChain.Begin(Residents, outside: 3, config: Config).AdvanceTo(new Epoch(2));
        foreach (int index in Enumerable.Range(Residents, 3))
        {
            chain = chain.Submit(chain.ExitOf(index, new Epoch(2))).Taken();
        }

        chain = chain.AdvanceTo(new Epoch(3));
        Assert.Equal(
            [7UL, 7, 8], chain.State.Validators.Skip(Residents).Select(static v => v.ExitEpoch.Value));
    }

    private static BeaconChain Begin(Epoch epoch) =>
        TestChain.Begin(Residents, outside: 2, config: Config).AdvanceTo(epoch);

    private static void AssertRefused(
        BeaconChain chain, SignedVoluntaryExit exit, TrustlessPools.DevelopmentChain.Refusal refusal)
    {
        Outcome outcome = chain.Submit(exit);
        Assert.Equal(refusal, outcome.Refusal);
        Assert.Same(chain, outcome.Chain);
    }

    private static void AssertStatus(BeaconChain chain, ValidatorStatus expected) =>
        Assert.Equal(expected, ValidatorEntries.Find(chain.State, new ValidatorIndex(Leaving))!.Status);
}

using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.SigningDomains;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ethereum.SigningDomains;

public sealed class ForkScheduleTests
{
    private static readonly Hash32 Root = Hash32.Sha256("a chain"u8);
    private static readonly Sequence<ScheduledFork> MainnetForks = ForkSchedule.Mainnet.Forks;

    [Theory]
    [InlineData(0, ForkName.Phase0)]
    [InlineData(74239, ForkName.Phase0)]
    [InlineData(74240, ForkName.Altair)]
    [InlineData(411391, ForkName.Electra)]
    [InlineData(411392, ForkName.Fulu)]
    [InlineData(ulong.MaxValue, ForkName.Fulu)]
    public void An_epoch_is_in_the_last_fork_that_began(ulong epoch, ForkName expected) =>
        Assert.Equal(expected, ForkSchedule.Mainnet.At(new(epoch)).Name);

    [Fact]
    public void A_fork_names_the_version_before_it() => Assert.Equal(
        new Fork(PreviousVersion: new(0x04000000), CurrentVersion: new(0x05000000), new Epoch(364032)),
        ForkSchedule.Mainnet.ForkAt(new(411391)));

    [Fact]
    public void A_duty_is_signed_under_the_version_of_its_epoch()
    {
        Domain before = ForkSchedule.Mainnet.DomainAt(DomainType.BeaconAttester, new(411391), Root);
        Domain after = ForkSchedule.Mainnet.DomainAt(DomainType.BeaconAttester, new(411392), Root);
        Assert.Equal(Domain.Compute(DomainType.BeaconAttester, new(0x05000000), Root), before);
        Assert.Equal(Domain.Compute(DomainType.BeaconAttester, new(0x06000000), Root), after);
        Assert.NotEqual(before, after);
    }

    [Fact]
    public void A_deposit_is_signed_under_the_genesis_version_without_a_chain() => Assert.Equal(
        "0x03000000f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a9",
        Domain.ForDeposits(ForkSchedule.Mainnet.GenesisVersion).ToString());

    [Theory]
    [InlineData(194047, 194048, 0x02000000)]
    [InlineData(0, 194048, 0x02000000)] // Before Deneb a state knows its own fork and the one before.
    [InlineData(194048, 269567, 0x03000000)]
    [InlineData(194047, 269567, 0x02000000)]
    [InlineData(0, 269568, 0x03000000)]
    [InlineData(411392, 411392, 0x03000000)]
    public void An_exit_is_signed_under_Capella_since_Deneb(
        ulong exitEpoch, ulong currentEpoch, uint version) =>
        Assert.Equal(
            Domain.Compute(DomainType.VoluntaryExit, new(version), Root),
            ForkSchedule.Mainnet.VoluntaryExitDomain(
                new(new Epoch(exitEpoch), new ValidatorIndex(7)), current: new(currentEpoch), Root));

    [Fact]
    public void What_outlives_forks_is_not_signed_under_the_version_of_an_epoch()
    {
        DomainType[] others = [.. Enum.GetValues<DomainType>().Where(static t => !t.IsOfDuty())];
        Assert.Equal(4, others.Length);
        foreach (DomainType type in others)
        {
            Assert.Throws<InvariantBrokenException>(() => ForkSchedule.Mainnet.DomainAt(type, new(0), Root));
        }
    }

    [Fact]
    public void A_network_for_tests_may_start_with_any_fork()
    {
        Sequence<ScheduledFork> forks = MainnetForks.Map(static f => f with { Epoch = new(0) });
        Assert.True(ForkSchedule.TryCreate(forks, out ForkSchedule? schedule));
        Assert.Equal(ForkName.Fulu, schedule!.At(new(0)).Name);
        Assert.Equal(new ForkVersion(0x00000000), schedule.GenesisVersion);
    }

    [Fact]
    public void A_schedule_that_is_out_of_order_is_refused()
    {
        Assert.True(ForkSchedule.TryCreate(MainnetForks, out _));
        AssertRefused([]);
        AssertRefused(MainnetForks.With(0, MainnetForks[0] with { Epoch = new(1) }));
        AssertRefused(MainnetForks.With(2, MainnetForks[2] with { Epoch = new(74239) }));
        AssertRefused([MainnetForks[0], MainnetForks[2]]);
        AssertRefused([MainnetForks[1]]);
    }

    [Fact]
    public void Every_fork_reads_as_it_is_written()
    {
        foreach (ForkName fork in ForkNames.All)
        {
            Assert.True(ForkNames.TryParse(fork.ToText(), out ForkName read));
            Assert.Equal(fork, read);
        }

        Assert.Equal(Enum.GetValues<ForkName>(), ForkNames.All.ToArray());
        Assert.False(ForkNames.TryParse("Electra", out _));
    }

    private static void AssertRefused(Sequence<ScheduledFork> forks)
    {
        Assert.False(ForkSchedule.TryCreate(forks, out ForkSchedule? schedule));
        Assert.Null(schedule);
    }
}

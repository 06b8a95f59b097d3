using TrustlessPools.Ethereum;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.SigningDomains;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ethereum.BeaconApi;

public sealed class ChainParametersTests
{
    private static readonly ChainParameters Mainnet =
        new(Preset.Mainnet, Duration.FromSeconds(12), ForkSchedule.Mainnet);

    [Fact]
    public void Parameters_are_read_from_the_spec_that_they_make()
    {
        AssertReads(Mainnet, Mainnet.ToSpec());
        ForkSchedule.TryCreate([.. ForkSchedule.Mainnet.Forks.Take(6)], out ForkSchedule? electra);
        ChainParameters development = new(Preset.Minimal, new Duration(1500), electra!);
        AssertReads(development, development.ToSpec());
    }

    [Fact]
    public void A_fork_that_is_never_reached_is_not_scheduled()
    {
        AssertReads(Mainnet, With(("GLOAS_FORK_EPOCH", $"{Epoch.FarFuture}")));
        AssertFlaw(
            "GLOAS_FORK_EPOCH is 500000, but the rules of that fork are not known here.",
            With(("GLOAS_FORK_EPOCH", "500000")));
    }

    [Fact]
    public void A_spec_of_older_forks_only_is_read()
    {
        Assert.True(ChainParameters.TryRead(
            With(("FULU_FORK_EPOCH", null), ("FULU_FORK_VERSION", null)), out ChainParameters? read, out _));
        Assert.Equal(ForkName.Electra, read.Forks.At(new(ulong.MaxValue)).Name);
    }

    [Fact]
    public void A_slot_has_a_length_in_seconds_when_it_has_none_in_milliseconds() =>
        AssertReads(Mainnet, With(("SLOT_DURATION_MS", null)));

    [Theory]
    [InlineData("PRESET_BASE", "gnosis", "PRESET_BASE is 'gnosis', which is no preset that is known here.")]
    [InlineData("PRESET_BASE", null, "PRESET_BASE is '', which is no preset that is known here.")]
    [InlineData("SLOTS_PER_EPOCH", "8", "SLOTS_PER_EPOCH is 8, but 32 in the preset mainnet.")]
    [InlineData("SLOT_DURATION_MS", "0", "SECONDS_PER_SLOT is missing or no length of a slot.")]
    [InlineData("SLOT_DURATION_MS", "1073741825", "SECONDS_PER_SLOT is missing or no length of a slot.")]
    [InlineData("GENESIS_FORK_VERSION", null, "GENESIS_FORK_VERSION is missing or no version.")]
    [InlineData("DENEB_FORK_VERSION", "0x0400", "DENEB_FORK_VERSION is missing or no version.")]
    [InlineData("DENEB_FORK_EPOCH", "1", "The forks are not scheduled in their order.")]
    [InlineData("DENEB_FORK_EPOCH", "18446744073709551615", "The forks are not scheduled in their order.")]
    public void A_spec_that_is_not_understood_is_refused(string name, string? value, string flaw) =>
        AssertFlaw(flaw, With((name, value)));

    private static Spec With(params (string Name, string? Value)[] changes)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string value) in Mainnet.ToSpec().Values)
        {
            values[name] = value;
        }

        foreach ((string name, string? value) in changes)
        {
            values.Remove(name);
            if (value is not null)
            {
                values[name] = value;
            }
        }

        return new(values.ToSequence());
    }

    private static void AssertReads(ChainParameters expected, Spec spec)
    {
        Assert.True(ChainParameters.TryRead(spec, out ChainParameters? read, out string? flaw), flaw);
        Assert.Equal(expected, read);
    }

    private static void AssertFlaw(string expected, Spec spec)
    {
        Assert.False(ChainParameters.TryRead(spec, out ChainParameters? read, out string? flaw));
        Assert.Null(read);
        Assert.Equal(expected, flaw);
    }
}

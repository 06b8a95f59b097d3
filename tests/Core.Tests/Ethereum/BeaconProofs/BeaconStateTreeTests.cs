using TrustlessPools.Ethereum.BeaconProofs;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Core.Tests.Ethereum.BeaconProofs;

/// <summary>The places are those that the specification's light clients count on.</summary>
public sealed class BeaconStateTreeTests
{
    /// <summary>
    /// consensus-specs <c>electra/light-client/sync-protocol.md#constants</c>:
    /// CURRENT_SYNC_COMMITTEE_GINDEX_ELECTRA, NEXT_SYNC_COMMITTEE_GINDEX_ELECTRA.
    /// </summary>
    [Theory]
    [InlineData("current_sync_committee", 86)]
    [InlineData("next_sync_committee", 87)]
    [InlineData("validators", 64 + 11)]
    [InlineData("balances", 64 + 12)]
    [InlineData("proposer_lookahead", 64 + 37)]
    public void Fields_lie_where_the_specification_has_them(string field, ulong place) =>
        Assert.Equal(new GeneralizedIndex(place), BeaconStateTree.IndexOf(field));

    /// <summary>FINALIZED_ROOT_GINDEX_ELECTRA of the same page.</summary>
    [Fact]
    public void The_finalized_root_lies_where_the_specification_has_it() => Assert.Equal(
        new GeneralizedIndex(169),
        Checkpoint.Ssz.IndexOf("root").Under(BeaconStateTree.IndexOf("finalized_checkpoint")));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(1_000_003)]
    [InlineData((1L << 40) - 1)]
    public void Validators_and_balances_lie_below_the_length_of_their_lists(long validator)
    {
        const ulong ValidatorsElements = 2 * (64 + 11);
        const ulong BalancesElements = 2 * (64 + 12);
        var index = new ValidatorIndex((ulong)validator);
        Assert.Equal(
            new GeneralizedIndex((ValidatorsElements << 40) + (ulong)validator),
            BeaconStateTree.IndexOfValidator(index));
        Assert.Equal(
            new GeneralizedIndex((BalancesElements << 38) + ((ulong)validator / 4)),
            BeaconStateTree.IndexOfBalance(index));
    }

    [Fact]
    public void There_is_no_place_beyond_the_registry_and_none_for_other_fields()
    {
        var beyond = new ValidatorIndex(BeaconStateTree.ValidatorRegistryLimit);
        Assert.Throws<ArgumentOutOfRangeException>(() => BeaconStateTree.IndexOfValidator(beyond));
        Assert.Throws<ArgumentOutOfRangeException>(() => BeaconStateTree.IndexOfBalance(beyond));
        Assert.Throws<ArgumentException>(() => BeaconStateTree.IndexOf("validator"));
    }
}

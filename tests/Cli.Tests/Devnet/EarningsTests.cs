using TrustlessPools.Cli.Devnet;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Duties;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Tests.Devnet;

/// <summary>A pool's reward is judged beside those who voted in the same slot.</summary>
public sealed class EarningsTests
{
    private static readonly Slot Early = new(16);
    private static readonly Slot Late = new(21);

    [Fact]
    public void Only_those_of_the_same_slot_are_compared()
    {
        // Slots 22 and 23 were empty, so whoever voted in slot 21 was included late, and not paid in full.
        Earnings? earned = Of(
            [(0, Early, 1400), (1, Late, 370), (2, Late, 380), (3, Late, 374)], key: 3, pools: [3]);
        Assert.Equal(new Earnings(374, 375, Epochs: 1), earned);
    }

    [Fact]
    public void A_worse_vote_than_that_of_others_in_the_slot_shows()
    {
        Earnings earned = Of([(0, Late, 1400), (1, Late, 1400), (2, Late, -300)], key: 2, pools: [2])!.Value;
        Assert.Equal(-214, earned.PerMille);
    }

    [Fact]
    public void Pools_are_not_compared_with_pools()
    {
        Earnings? earned = Of([(0, Late, 1400), (1, Late, 0), (2, Late, 700)], key: 2, pools: [1, 2]);
        Assert.Equal(new Earnings(700, 1400, Epochs: 1), earned);
    }

    [Fact]
    public void Nothing_is_said_of_who_had_no_duty_or_was_alone()
    {
        Assert.Null(Of([(0, Late, 1400)], key: 9, pools: [9]));
        Assert.Null(Of([(0, Early, 1400), (1, Late, 1400)], key: 1, pools: [1]));
        Assert.Null(Of([(1, Late, 1400), (2, Late, 1400)], key: 1, pools: [1, 2]));
    }

    private static Earnings? Of(
        (byte Validator, Slot Slot, long Gwei)[] votes, byte key, byte[] pools) =>
        Earnings.Of(
            KeyOf(key),
            [.. pools.Select(KeyOf)],
            votes.Select(static v => new AttesterDuty(
                KeyOf(v.Validator), new(v.Validator), default, 1, 1, 0, v.Slot)).ToSequence(),
            new([], votes.Select(static v => new TotalReward(
                new(v.Validator), new(default, new(v.Gwei), default, default))).ToSequence()));

    private static G1Bytes KeyOf(byte validator)
    {
        byte[] bytes = new byte[48];
        bytes[0] = validator;
        return new(new ByteString(bytes));
    }
}

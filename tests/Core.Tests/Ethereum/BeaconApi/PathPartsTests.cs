using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ethereum.BeaconApi;

/// <summary>What a server reads out of paths and queries.</summary>
public sealed class PathPartsTests
{
    private static readonly Hash32 Root = Hash32.Sha256("root"u8);
    private static readonly G1Bytes Key = new(new ByteString([.. Enumerable.Repeat((byte)0xab, 48)]));

    [Theory]
    [InlineData("head")]
    [InlineData("genesis")]
    [InlineData("finalized")]
    [InlineData("justified")]
    [InlineData("0")]
    [InlineData("18446744073709551615")]
    public void A_block_reads_as_it_is_written(string text)
    {
        Assert.True(BlockId.TryParse(text, out BlockId id));
        Assert.Equal(text, id.ToString());
    }

    [Fact]
    public void A_block_is_a_word_a_slot_or_a_root()
    {
        Assert.True(BlockId.TryParse("head", out BlockId head));
        Assert.Equal(BlockId.Head, head);
        Assert.False(head.TryGetSlot(out _) || head.TryGetRoot(out _));

        Assert.True(BlockId.TryParse("64", out BlockId atSlot));
        Assert.Equal(BlockId.At(new(64)), atSlot);
        Assert.True(atSlot.TryGetSlot(out Slot slot) && slot == new Slot(64) && !atSlot.TryGetRoot(out _));

        Assert.True(BlockId.TryParse($"{Root}".ToUpperInvariant().Replace('X', 'x'), out BlockId ofRoot));
        Assert.Equal(BlockId.Of(Root), ofRoot);
        Assert.True(ofRoot.TryGetRoot(out Hash32 root) && root == Root && !ofRoot.TryGetSlot(out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Head")]
    [InlineData("-1")]
    [InlineData("0x")]
    [InlineData("0x12")]
    [InlineData("18446744073709551616")]
    [InlineData("0xzz00000000000000000000000000000000000000000000000000000000000000")]
    public void Anything_else_is_no_block(string text) => Assert.False(BlockId.TryParse(text, out _));

    [Fact]
    public void A_validator_is_an_index_or_a_key()
    {
        Assert.True(ValidatorId.TryParse("7", out ValidatorId byIndex));
        Assert.True(byIndex.TryGetIndex(out ValidatorIndex index) && index == new ValidatorIndex(7));
        Assert.False(byIndex.TryGetKey(out _));

        Assert.True(ValidatorId.TryParse(Hex.Format(Key.AsSpan()), out ValidatorId byKey));
        Assert.True(byKey.TryGetKey(out G1Bytes key) && key == Key);
        Assert.False(byKey.TryGetIndex(out _));
        Assert.Equal(new ValidatorId(Key), byKey);
    }

    [Theory]
    [InlineData("")]
    [InlineData("seven")]
    [InlineData("0xab")]
    public void Anything_else_is_no_validator(string text) => Assert.False(ValidatorId.TryParse(text, out _));

    [Theory]
    [InlineData(ulong.MaxValue, 9, 9, 9, false, ValidatorStatus.PendingInitialized)]
    [InlineData(3, 6, 9, 12, false, ValidatorStatus.PendingQueued)]
    [InlineData(3, 5, ulong.MaxValue, ulong.MaxValue, false, ValidatorStatus.ActiveOngoing)]
    [InlineData(3, 4, 6, 12, false, ValidatorStatus.ActiveExiting)]
    [InlineData(3, 4, 6, 12, true, ValidatorStatus.ActiveSlashed)]
    [InlineData(3, 4, 5, 6, false, ValidatorStatus.ExitedUnslashed)]
    [InlineData(3, 4, 5, 6, true, ValidatorStatus.ExitedSlashed)]
    [InlineData(2, 3, 4, 5, true, ValidatorStatus.WithdrawalPossible)]
    public void A_status_follows_from_the_epochs(
        ulong eligibility,
        ulong activation,
        ulong exit,
        ulong withdrawable,
        bool slashed,
        ValidatorStatus expected)
    {
        Validator validator = new(
            Key,
            default,
            Gwei.ValidatorStake,
            slashed,
            ActivationEligibilityEpoch: new(eligibility),
            ActivationEpoch: new(activation),
            ExitEpoch: new(exit),
            WithdrawableEpoch: new(withdrawable));
        Assert.Equal(expected, ValidatorStatuses.Of(validator, new Gwei(1), new Epoch(5)));
        bool isDone = expected == ValidatorStatus.WithdrawalPossible;
        Assert.Equal(
            isDone ? ValidatorStatus.WithdrawalDone : expected,
            ValidatorStatuses.Of(validator, new Gwei(0), new Epoch(5)));
    }

    [Fact]
    public void Every_status_reads_as_it_is_written()
    {
        foreach (ValidatorStatus status in Enum.GetValues<ValidatorStatus>())
        {
            Assert.True(ValidatorStatuses.TryParse(status.ToText(), out ValidatorStatus read));
            Assert.Equal(status, read);
        }

        Assert.False(ValidatorStatuses.TryParse("active", out _));
    }

    [Fact]
    public void A_word_stands_for_all_statuses_that_begin_with_it()
    {
        AssertAny("pending", ValidatorStatus.PendingInitialized, ValidatorStatus.PendingQueued);
        AssertAny(
            "active",
            ValidatorStatus.ActiveOngoing,
            ValidatorStatus.ActiveExiting,
            ValidatorStatus.ActiveSlashed);
        AssertAny("exited", ValidatorStatus.ExitedUnslashed, ValidatorStatus.ExitedSlashed);
        AssertAny("withdrawal", ValidatorStatus.WithdrawalPossible, ValidatorStatus.WithdrawalDone);
        AssertAny("active_ongoing", ValidatorStatus.ActiveOngoing);
        foreach (string text in new[] { "", "a", "active_", "Active", "active_ongoing_" })
        {
            Assert.False(ValidatorStatuses.TryParseAny(text, out _));
        }
    }

    [Fact]
    public void A_filter_of_validators_takes_words_and_needs_nothing()
    {
        Assert.True(ValidatorsFilter.Shape.TryParse(
            """{"ids":null,"statuses":["pending_queued","exited"]}""", out ValidatorsFilter? filter, out _));
        Assert.Equal(
            new ValidatorsFilter(
                [],
                [
                    ValidatorStatus.PendingQueued,
                    ValidatorStatus.ExitedUnslashed,
                    ValidatorStatus.ExitedSlashed,
                ]),
            filter);
        Assert.True(ValidatorsFilter.Shape.TryParse("{}", out filter, out _));
        Assert.Equal(new ValidatorsFilter([], []), filter);
        Assert.False(ValidatorsFilter.Shape.TryParse("""{"statuses":["gone"]}""", out _, out string? flaw));
        Assert.Equal("statuses: 'gone' is no status of a validator.", flaw);
    }

    private static void AssertAny(string text, params ValidatorStatus[] expected)
    {
        Assert.True(ValidatorStatuses.TryParseAny(text, out Sequence<ValidatorStatus> statuses));
        Assert.Equal(expected, statuses);
    }
}

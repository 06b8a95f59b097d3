using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Replacement;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Replacement;

/// <summary>Who is out, and when that cannot wait.</summary>
public sealed class ReplacementParametersTests
{
    private static readonly ReplacementParameters Parameters = new();
    private static readonly Gwei TooMuch = LedgerParameters.AmountMax + new Gwei(1);

    public static TheoryData<string, ReplacementParameters> Flawed => new()
    {
        { "NoBaseFine", Parameters with { Fines = new() { Base = default } } },
        { "MinimumBondOutOfRange", Parameters with { MinimumBond = new(159_999_999) } },
        { "MinimumBondOutOfRange", Parameters with { MinimumBond = TooMuch } },
        { "SlackOutOfRange", Parameters with { SlackPercent = 101 } },
        { "UnknownSeatRule", Parameters with { Seats = (SeatRule)2 } },
    };

    public static TheoryData<ReplacementParameters> Sound => new()
    {
        Parameters,
        Parameters with { Seats = SeatRule.Auction },
        Parameters with { MinimumBond = new(160_000_000), SlackPercent = 0 },
        Parameters with { MinimumBond = LedgerParameters.AmountMax, SlackPercent = 100 },
    };

    [Theory]
    [InlineData(320_000_000, 0, true)]
    [InlineData(319_999_999, 0, false)]
    [InlineData(319_999_999, 1_000_000_000, false)]
    public void Only_what_stays_of_a_bond_counts(ulong staying, ulong leaving, bool isEligible) =>
        Assert.Equal(isEligible, Parameters.IsEligible(new Bond(new(0), new(staying), new(leaving))));

    [Theory]
    // 3 of 4: one spare member, so that the first failure is urgent.
    [InlineData(4, 3, 4, Urgency.Wait)]
    [InlineData(4, 3, 3, Urgency.ReplaceNow)]
    [InlineData(4, 3, 2, Urgency.Lost)]
    // 9 of 13: four spare, two of which are left.
    [InlineData(13, 9, 12, Urgency.Wait)]
    [InlineData(13, 9, 11, Urgency.ReplaceNow)]
    [InlineData(13, 9, 9, Urgency.ReplaceNow)]
    [InlineData(13, 9, 8, Urgency.Lost)]
    // 13 of 25, of which 17 agree: eight spare.
    [InlineData(25, 13, 22, Urgency.Wait)]
    [InlineData(25, 13, 21, Urgency.ReplaceNow)]
    [InlineData(25, 13, 13, Urgency.ReplaceNow)]
    [InlineData(25, 13, 12, Urgency.Lost)]
    // 4 of 4: none is spare.
    [InlineData(4, 4, 4, Urgency.Wait)]
    [InlineData(4, 4, 3, Urgency.Lost)]
    [InlineData(1, 1, 1, Urgency.Wait)]
    [InlineData(1, 1, 0, Urgency.Lost)]
    public void Replacement_begins_when_half_of_the_spare_members_is_left(
        int seats, int threshold, int good, Urgency urgency) =>
        Assert.Equal(urgency, Parameters.UrgencyOf(new(seats, threshold, good)));

    [Theory]
    [InlineData(0, 9, Urgency.ReplaceNow)]
    [InlineData(0, 10, Urgency.Wait)]
    [InlineData(100, 12, Urgency.ReplaceNow)]
    [InlineData(100, 13, Urgency.Wait)]
    public void The_slack_is_a_parameter(uint percent, int good, Urgency urgency) =>
        Assert.Equal(urgency, (Parameters with { SlackPercent = percent }).UrgencyOf(new(13, 9, good)));

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    public void Fewer_good_members_are_never_less_urgent(ulong seed)
    {
        var random = new SeededGenerator(seed);
        for (int round = 0; round < 200; round++)
        {
            int seats = 1 + random.NextBelow(2048);
            int threshold = 1 + random.NextBelow(seats);
            ReplacementParameters parameters = Parameters with { SlackPercent = (uint)random.NextBelow(101) };
            string where = $"seed {seed}, round {round}: {threshold} of {seats}, {parameters.SlackPercent}";
            Urgency before = parameters.UrgencyOf(new(seats, threshold, seats));
            Assert.True(before is Urgency.Wait, where);
            for (int good = seats - 1; good >= 0; good--)
            {
                Urgency urgency = parameters.UrgencyOf(new(seats, threshold, good));
                Assert.True(urgency >= before, where);
                Assert.True(urgency is Urgency.Lost == good < threshold, where);
                Assert.True(urgency is not Urgency.Wait || good > Quorum.Of(seats), where);
                before = urgency;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Flawed))]
    public void Parameters_out_of_range_are_refused(string reason, ReplacementParameters parameters) =>
        Assert.Equal(reason, parameters.Flaw()?.Reason);

    [Theory]
    [MemberData(nameof(Sound))]
    public void Parameters_at_the_edge_of_their_range_are_not_refused(ReplacementParameters parameters) =>
        Assert.Null(parameters.Flaw());

    [Fact]
    public void Bytes_read_back()
    {
        ReplacementParameters parameters = Parameters with
        {
            MinimumBond = new(7),
            SlackPercent = 8,
            Seats = SeatRule.Auction,
        };
        Assert.Equal(
            parameters,
            ReplacementParameters.Ssz.Deserialize(ReplacementParameters.Ssz.Serialize(parameters)));
    }
}

using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Economics.Ethereum;

public sealed class WorstCaseReservationTests
{
    private static readonly BeaconParameters Mainnet = BeaconParameters.Mainnet;
    private static readonly Gwei Ether = new(1_000_000_000);
    private static readonly Gwei Total = Ether * 34_000_000;
    private static readonly SlashedBalance Fresh = new(
        Ether * 32,
        (Ether * 32) - SlashingPenalties.Initial(Ether * 32, Mainnet.Penalties),
        Current: new(0),
        WithdrawableEpoch: new(8192));

    [Fact]
    public void It_covers_what_is_charged_when_no_more_is_slashed_than_assumed()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            var random = new SeededGenerator(seed);
            Gwei total = Ether * (1_000_000 + random.NextBelow(39_000_000UL));
            ulong validators = random.NextBelow(total.Value / (Ether * 32).Value / 3) + 1;
            var group = new SlashedGroup { Validators = validators, TotalActive = total };
            SlashedLife life = SlashedLife.OfFirst(group, Mainnet);
            SlashedBalance validator = Fresh with { WithdrawableEpoch = life.WithdrawableEpoch };

            // Some are known, the rest is assumed.
            ulong known = random.NextBelow(validators) + 1;
            var further = new Ratio((Ether * 32 * (validators - known)).Value, total.Value);
            Gwei reserved =
                WorstCaseReservation.Of(validator, new(Ether * 32 * known, total), further, Mainnet);
            Gwei charged = life.AttestationPenalties + life.CorrelationPenalty;
            string name = $"seed {seed}: {validators}, {known} known, of {total}";
            Assert.True(charged <= reserved, $"{name}: {charged} above {reserved}");
            Assert.True(reserved <= validator.Balance, name);
        }
    }

    [Fact]
    public void Alone_it_is_little_more_than_what_is_charged()
    {
        SlashedLife life = SlashedLife.OfFirst(new() { Validators = 1, TotalActive = Total }, Mainnet);
        Gwei charged = life.AttestationPenalties + life.CorrelationPenalty;
        Gwei reserved = WorstCaseReservation.Of(Fresh, new(Ether * 32, Total), Ratio.Zero, Mainnet);
        Assert.True(charged <= reserved && reserved <= charged.ScaleCeiling(new(105, 100)));
    }

    [Fact]
    public void A_third_more_reserves_all() => Assert.Equal(
        Fresh.Balance,
        WorstCaseReservation.Of(Fresh, new(Ether * 32, Total), new Ratio(1, 3), Mainnet));

    [Fact]
    public void It_falls_with_time_and_by_the_correlation_penalty_once_that_is_charged()
    {
        Gwei At(ulong epoch) => WorstCaseReservation.Of(
            Fresh with { Current = new(epoch) },
            new(Ether * 32, Total),
            WorstCaseReservation.FurtherSlashedDefault,
            Mainnet);
        Gwei vote = new(8000);
        Assert.True(At(1) < At(0) && At(0) - At(1) < vote * 10);
        Assert.True(At(4096) - At(4097) > new Gwei(90_000_000));
        Assert.True(At(8191) > new Gwei(0) && At(8191) <= vote);
        Assert.Equal(new Gwei(0), At(8192));
        Assert.Equal(new Gwei(0), At(9000));
    }

    [Fact]
    public void It_is_never_more_than_the_balance() => Assert.Equal(
        new Gwei(1000),
        WorstCaseReservation.Of(
            Fresh with { Balance = new(1000) }, new(Ether * 32, Total), Ratio.Zero, Mainnet));
}

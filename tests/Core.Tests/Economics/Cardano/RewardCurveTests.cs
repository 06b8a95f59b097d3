using TrustlessPools.Economics.Cardano;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Economics.Cardano;

/// <summary>The shape of the reward curve.</summary>
public sealed class RewardCurveTests
{
    private const ulong Seeds = 300;

    /// <summary>Mainnet's curve over ten million ada.</summary>
    private static readonly RewardCurve<Ratio> TenMillion =
        RewardParameters.Mainnet.CurveOf(new(10_000_000_000_000));

    /// <summary>With little stake, pledge of the whole stake is worse than of about half of it.</summary>
    [Fact]
    public void More_pledge_can_earn_less()
    {
        Ratio stake = TenMillion.Saturation * new Ratio(1, 10);
        Assert.Equal(1_551_280_769UL, MaxPool(TenMillion, stake, stake * new Ratio(55, 100)));
        Assert.Equal(1_543_076_923UL, MaxPool(TenMillion, stake, stake));
    }

    /// <summary>sigma' z0 / (2 (z0 - sigma')), where sigma' is below half of z0.</summary>
    [Fact]
    public void The_best_pledge_is_inside_when_a_pool_is_less_than_half_full() => EachSeed(static random =>
    {
        RewardCurve<Ratio> curve = RandomCurve(random);
        Ratio saturation = curve.Saturation;
        Ratio stake = saturation * new Ratio(1 + random.NextBelow(499), 1000);
        Ratio best = stake * saturation / (Ratio.FromInteger(2) * (saturation - stake));
        Ratio other = stake * new Ratio(random.NextBelow(1001), 1000);
        Assert.True(best < stake);
        Assert.True(curve.MaxPool(Pledged(stake, other)) <= curve.MaxPool(Pledged(stake, best)));
    });

    [Fact]
    public void More_stake_never_earns_less_and_nothing_more_above_saturation() => EachSeed(static random =>
    {
        RewardCurve<Ratio> curve = RandomCurve(random);
        Ratio less = curve.Saturation * new Ratio(random.NextBelow(2000), 1000);
        Ratio more = less + (curve.Saturation * new Ratio(random.NextBelow(1000), 1000));
        Ratio pledge = less * new Ratio(random.NextBelow(1001), 1000);
        Ratio worse = curve.MaxPool(Pledged(less, pledge));
        Ratio better = curve.MaxPool(Pledged(more, pledge));
        Assert.True(worse <= better);
        Assert.True(better.Sign >= 0 && better <= Ratio.Min(more, curve.Saturation) * curve.Pot);
        if (less >= curve.Saturation)
        {
            Assert.Equal(worse, better);
        }
    });

    [Fact]
    public void A_higher_cap_on_leverage_never_earns_less_and_none_earns_most() => EachSeed(static random =>
    {
        RewardCurve<Ratio> curve = RandomCurve(random);
        Ratio stake = curve.Saturation * new Ratio(random.NextBelow(2000), 1000);
        RelativePool<Ratio> pool = Pledged(stake, stake * new Ratio(random.NextBelow(1001), 1000));
        Ratio cap = new(1000 + random.NextBelow(100_000), 1000);
        Ratio low = (curve with { LeverageCap = cap }).MaxPool(pool);
        Ratio high = (curve with { LeverageCap = cap + new Ratio(random.NextBelow(9999), 99) }).MaxPool(pool);
        Assert.True(low.Sign >= 0 && low <= high && high <= curve.MaxPool(pool));
        if (stake <= cap * pool.Pledge)
        {
            Assert.Equal(curve.MaxPool(pool), low);
        }
    });

    [Fact]
    public void Owners_who_keep_less_than_their_pledge_earn_nothing()
    {
        Ratio stake = new(1, 1000);
        Ratio pledge = new(1, 10_000);
        Ratio justLess = pledge - new Ratio(1, 45_000_000_000_000_000);
        Assert.True(TenMillion.MaxPool(new(stake, Pledge: pledge, OwnersStake: pledge)).Sign > 0);
        Assert.Equal(Ratio.Zero, TenMillion.MaxPool(new(stake, Pledge: pledge, OwnersStake: justLess)));
    }

    [Fact]
    public void A_saturated_pool_of_its_owners_earns_its_part_of_the_pot() => Assert.Equal(
        20_000_000_000UL, MaxPool(TenMillion, TenMillion.Saturation, TenMillion.Saturation));

    [Fact]
    public void Without_pledge_a_full_pool_earns_what_pledge_cannot_add() => Assert.Equal(
        15_384_615_384UL, MaxPool(TenMillion, TenMillion.Saturation, pledge: Ratio.Zero));

    [Fact]
    public void A_pool_without_pledge_under_a_cap_on_leverage_earns_nothing() => Assert.Equal(
        0UL, MaxPool(TenMillion with { LeverageCap = Ratio.One }, new(1, 1000), pledge: Ratio.Zero));

    private static void EachSeed(Action<SeededGenerator> check)
    {
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            Exception? failure = Record.Exception(() => check(new(seed)));
            Assert.True(failure is null, $"seed {seed}: {failure?.Message}");
        }
    }

    private static RewardCurve<Ratio> RandomCurve(SeededGenerator random) => new(
        PledgeInfluence: new(random.NextBelow(301), 100),
        TargetPools: Ratio.FromInteger(1 + random.NextBelow(1000)),
        Pot: Ratio.FromInteger(random.NextBelow(50_000_000_000_000UL)));

    private static RelativePool<Ratio> Pledged(Ratio stake, Ratio pledge) =>
        new(stake, Pledge: pledge, OwnersStake: pledge);

    private static ulong MaxPool(RewardCurve<Ratio> curve, Ratio stake, Ratio pledge) =>
        Lovelace.Floor(curve.MaxPool(Pledged(stake, pledge))).Value;
}

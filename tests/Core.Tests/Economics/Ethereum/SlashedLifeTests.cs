using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Economics.Ethereum;

public sealed class SlashedLifeTests
{
    private const ulong Ether = 1_000_000_000;

    [Fact]
    public void The_more_are_slashed_the_more_each_loses()
    {
        for (ulong seed = 0; seed < 12; seed++)
        {
            var random = new SeededGenerator(seed);
            ulong total = 1_000_000 + random.NextBelow(39_000_000UL);
            ulong most = total / 3 / 32;
            ulong few = random.NextBelow(most) + 1;
            ulong many = few + 1 + (random.NextChance(1, 2) ? 0 : random.NextBelow(most - few + 1));
            SlashedLife less = LifeOf(few, total);
            SlashedLife more = LifeOf(many, total);
            string name = $"seed {seed}: {few} and {many} of {total} ETH";
            Assert.True(less.InitialPenalty == more.InitialPenalty, name);
            Assert.True(less.CorrelationPenalty <= more.CorrelationPenalty, name);
            Assert.True(less.LastExitEpoch <= more.LastExitEpoch, name);
            Assert.True(less.Loss <= more.Loss, name);
        }
    }

    [Fact]
    public void Charges_and_what_is_left_add_up_to_the_balance_whatever_is_slashed()
    {
        for (ulong seed = 0; seed < 40; seed++)
        {
            var random = new SeededGenerator(seed);
            ulong effective = random.NextChance(1, 2) ? 32 : random.NextBelow(2048UL) + 1;
            ulong total = effective * (random.NextBelow(20_000UL) + 1);
            ulong validators = random.NextBelow(total / effective) + 1;
            BeaconParameters parameters = BeaconParameters.Mainnet with
            {
                Penalties = PenaltyParameters.Mainnet with
                {
                    MinSlashingPenaltyQuotient = random.NextBelow(3UL) + 1,
                },
            };
            SlashedLife life = SlashedLife.OfFirst(GroupOf(validators, total, effective), parameters);
            Assert.True(
                life.Loss + life.FinalBalance == new Gwei(effective * Ether),
                $"seed {seed}: {validators} of {effective} ETH in {total} ETH: {life}");
        }
    }

    /// <summary>A short time for which stake is held, so that many leave long after it.</summary>
    [Fact]
    public void Groups_are_as_one_validator_after_the_other()
    {
        for (ulong seed = 0; seed < 200; seed++)
        {
            var random = new SeededGenerator(seed);
            var parameters = new BeaconParameters(
                PenaltyParameters.Mainnet,
                ChurnParameters.Minimal with
                {
                    MinValidatorWithdrawabilityDelay = random.NextBelow(120UL),
                    MaxPerEpochExitChurnLimit = new((random.NextBelow(128UL) + 1) * Ether),
                },
                EpochsPerSlashingsVector: 64);
            ulong validators = random.NextBelow(300UL) + 1;
            SlashedGroup group = GroupOf(validators, validators * 32 + random.NextBelow(30_000UL)) with
            {
                OthersSlashed = new(random.NextBelow(3000UL) * Ether),
            };
            SlashedLife life = SlashedLife.OfFirst(group, parameters);
            Assert.True(SlashedLifeAsWritten.OfFirst(group, parameters) == life, $"seed {seed}: {group}");
        }
    }

    [Fact]
    public void A_third_of_the_stake_loses_everything()
    {
        const ulong Total = 3_200_000;
        Assert.Equal(new Gwei(0), LifeOf(Total / 3 / 32 + 1, Total).FinalBalance);
        Assert.True(LifeOf(Total / 4 / 32, Total).FinalBalance > new Gwei(0));
    }

    [Fact]
    public void What_others_have_slashed_counts_too()
    {
        SlashedLife alone = LifeOf(1000, 34_000_000);
        SlashedGroup group = GroupOf(1, 34_000_000) with { OthersSlashed = new(999 * 32 * Ether) };
        SlashedLife first = SlashedLife.OfFirst(group, BeaconParameters.Mainnet);

        // The others of this group do not leave, so the stake that divides is not lower.
        Assert.True(first.CorrelationPenalty <= alone.CorrelationPenalty);
        Assert.True(first.CorrelationPenalty > LifeOf(990, 34_000_000).CorrelationPenalty);
    }

    [Fact]
    public void Epochs_count_from_the_slashing()
    {
        SlashedGroup group = GroupOf(10, 34_000_000);
        SlashedLife early = SlashedLife.OfFirst(group, BeaconParameters.Mainnet);
        SlashedLife late = SlashedLife.OfFirst(group with { Epoch = new(1000) }, BeaconParameters.Mainnet);
        Assert.Equal(
            early with
            {
                ExitEpoch = early.ExitEpoch + 1000,
                LastExitEpoch = early.LastExitEpoch + 1000,
                WithdrawableEpoch = early.WithdrawableEpoch + 1000,
            },
            late);
    }

    private static SlashedLife LifeOf(ulong validators, ulong totalEther) =>
        SlashedLife.OfFirst(GroupOf(validators, totalEther), BeaconParameters.Mainnet);

    private static SlashedGroup GroupOf(
        ulong validators, ulong totalEther, ulong effectiveEther = 32) => new()
    {
        Validators = validators,
        EffectiveBalance = new(effectiveEther * Ether),
        TotalActive = new(totalEther * Ether),
    };
}
